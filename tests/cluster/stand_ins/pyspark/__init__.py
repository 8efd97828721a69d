"""Stands in for PySpark, which Debian does not have: as much of it as samples/scripts/spark.py calls, with the same contract. As in
pyspark/rdd.py, `pipe` splits the command as a shell would but runs none, writes each element and a line end to it from a thread, takes its
lines as they come, and with checkCode fails on any status but 0. A failed partition is tried four times, as spark.task.maxFailures has it."""
import itertools
import os
import shlex
import subprocess
import threading


def run_command(command, elements, check_code):
    process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write():
        for element in elements:
            process.stdin.write((str(element).rstrip("\n") + "\n").encode("utf-8"))
        process.stdin.close()

    writer = threading.Thread(target=write)
    writer.start()
    lines = [line.rstrip(b"\n").decode("utf-8") for line in iter(process.stdout.readline, b"")]
    writer.join()
    if process.wait() != 0 and check_code:
        raise RuntimeError(f"Pipe function `{command}' exited with error code {process.returncode}")
    return lines


class RDD:
    def __init__(self, partitions):
        self.partitions = partitions

    def pipe(self, command, env=None, checkCode=False):
        def once(elements):
            for attempt in itertools.count(1):
                try:
                    return run_command(command, elements, checkCode)
                except RuntimeError:
                    if attempt == 4:
                        raise
        return RDD([once(elements) for elements in self.partitions])

    def saveAsTextFile(self, path):
        os.makedirs(path)  # fails where there is one, as Spark does
        for number, lines in enumerate(self.partitions):
            with open(f"{path}/part-{number:05}", "w", encoding="utf-8", newline="\n") as part:
                part.writelines(line + "\n" for line in lines)
        open(f"{path}/_SUCCESS", "w").close()


class SparkContext:
    def __init__(self, appName=None):
        self.appName = appName

    def textFile(self, path, partitions=3):
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.read().split("\n")
        lines = lines[:-1] if lines[-1] == "" else lines
        size = -(-len(lines) // partitions)
        return RDD([lines[i * size:(i + 1) * size] for i in range(partitions)])
