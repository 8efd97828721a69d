#!/usr/bin/env python3
"""The memory that cleanscrape takes, at its largest, as the kernel counts it: the table of the README.

    memory.py --bin PATH [--check]

With --check the exit status is 1 where a row is above its bound. Takes some minutes and 3 GB in the temporary folder.
"""
import argparse, gzip, os, pathlib, subprocess, sys, tempfile, time

MIB = 1 << 20
LINE = "The tide came in at {} past six and the ferry left, and nobody in the village had heard of the plan for the old harbour wall. "
PAGE = "\n\n".join(LINE.format(i) * 3 for i in range(10)) + "\n이 글자크기로 변경됩니다.\n"


def high_water_mib(pid):
    """VmHWM of proc(5); 0 where the process is gone. (What wait4 tells holds this program's own size, from before the exec.)"""
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0


def runs(pid, program):
    """Whether the process is that program already, and still."""
    try:
        return os.readlink(f"/proc/{pid}/exe") == program
    except OSError:
        return False


def peak_mib(command, stdin=None):
    """Largest resident memory of the command, asked for every other millisecond. What it writes is thrown away."""
    peak = 0
    with open(stdin or os.devnull, "rb") as source, open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, stdin=source, stdout=nowhere, stderr=nowhere)
        while process.poll() is None:
            peak = max(peak, high_water_mib(process.pid) if runs(process.pid, command[0]) else 0)
            time.sleep(0.002)
    if process.returncode != 0:
        sys.exit(f"exit status {process.returncode}: {command}")
    return peak


def write(path, piece, size_bytes):
    """As many pieces as fit into the size, at least one."""
    block = piece.encode() * max(1, min(size_bytes, MIB) // len(piece.encode()))
    with open(path, "wb") as file:
        for _ in range(max(1, size_bytes // len(block))):
            file.write(block)


def pages_of_one_line(path, size_bytes):
    with open(path, "wb") as file:
        for _ in range(size_bytes // MIB):
            file.write(b"x" * MIB)


def json_line(path, size_bytes):
    with open(path, "wb") as file:
        file.write(b'{"text":"')
        pieces = LINE.format(7).encode() + b"\\n"
        for _ in range(size_bytes // len(pieces)):
            file.write(pieces)
        file.write(b'"}\n')


def other_lines(path, size_bytes):
    """Pages that repeat a line take less: what is known of a line is kept once."""
    with open(path, "w") as file:
        number = 0
        while file.tell() < size_bytes:
            file.write(LINE.format(number) + "\n")
            number += 1


def short_lines(path, size_bytes):
    """What is known of a line takes more than the line itself."""
    with open(path, "w") as file:
        for number in range(size_bytes // 13):
            file.write(f"tide {number:07}\n")


def rows(binary, folder):
    """What is shown, the command, standard input, the bound in MiB."""
    at = lambda name: str(folder / name)
    record = '{"text":"' + PAGE.replace("\n", "\\n") + '"}\n'
    write(at("small.txt"), PAGE, 1)
    write(at("10m.jsonl"), record, 10 * MIB)
    write(at("100m.jsonl"), record, 100 * MIB)
    write(at("10m.txt"), LINE.format(5) + "\n\n", 10 * MIB)
    write(at("100m.txt"), LINE.format(5) + "\n\n", 100 * MIB)
    other_lines(at("10m-other-lines.txt"), 10 * MIB)
    short_lines(at("10m-short-lines.txt"), 10 * MIB)
    write(at("10m-collapsed.txt"), "“한글” and more… ", 10 * MIB)
    pages_of_one_line(at("line"), 1000 * MIB)
    json_line(at("line.jsonl"), 100 * MIB)
    with gzip.open(at("10m.jsonl.gz"), "wb", 1) as file:
        file.write((folder / "10m.jsonl").read_bytes())
    tree = folder / "tree"
    for i in range(20_000):
        (tree / str(i // 1000)).mkdir(parents=True, exist_ok=True)
        (tree / str(i // 1000) / f"{i}.txt").write_text(PAGE)
    first = folder / "uneven"
    first.mkdir()
    write(first / "0.txt", LINE.format(5) + "\n\n", 100 * MIB)
    for i in range(1, 300):
        write(first / f"{i}.txt", LINE.format(i) + "\n\n", MIB)
    uneven = sorted((str(path) for path in first.iterdir()), key=lambda path: int(pathlib.Path(path).stem))

    yield "a page of 4 KB", [binary], at("small.txt"), 16
    yield "JSON Lines, 10 MB", [binary, "--from", "jsonl"], at("10m.jsonl"), 16
    yield "JSON Lines, 100 MB", [binary, "--from", "jsonl"], at("100m.jsonl"), 16
    yield "the 10 MB, gzip in, zstd out", [binary, "--compress", "zstd"], at("10m.jsonl.gz"), 24
    for threads in (1, 2, 8):
        yield f"20,000 files, {threads} threads", [binary, "-q", "-j", str(threads), str(tree), "-o", at(f"out{threads}")], None, 12 + 6 * threads
    yield "300 files of 1 MB behind one of 100 MB, in order, 8 threads", [binary, "-j", "8", *uneven], None, 4 * 100 + 8 * 12
    yield "a page of 10 MB", [binary], at("10m.txt"), 16 + 4 * 10
    yield "a page of 10 MB, no two lines the same", [binary], at("10m-other-lines.txt"), 16 + 4 * 10
    yield "a page of 10 MB, of lines of 13 bytes", [binary], at("10m-short-lines.txt"), 16 + 38 * 10
    yield "a page of 10 MB in one line, a Korean word every 25 bytes", [binary], at("10m-collapsed.txt"), 16 + 8 * 10
    yield "a page of 100 MB", [binary], at("100m.txt"), 16 + 4 * 100
    yield "a JSON line of 100 MB", [binary, "--from", "jsonl"], at("line.jsonl"), 16 + 5 * 100
    yield "a line of 1 GB, passed on as it is", [binary], at("line"), 16 + 2 * 128


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    binary = os.path.realpath(arguments.bin)
    too_much = 0
    print("| | MiB at most |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, command, stdin, bound in rows(binary, pathlib.Path(folder)):
            found = peak_mib(command, stdin)
            over = arguments.check and found > bound
            too_much += over
            print(f"| {name} | {found:.0f}{f' (more than {bound})' if over else ''} |", flush=True)
    sys.exit(1 if too_much else 0)


main()
