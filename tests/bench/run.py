#!/usr/bin/env python3
"""Speed of the real command, all stages and all packs on, beside what one would use instead.

    run.py --bin PATH [--mb N] [--files N] [--rounds N] [--json FILE] [--work DIR] [--full]

Every comparison runs in turns on the same data, and what counts is the ratio of the two within one turn: medians of the ratios, with the
smallest and the largest. On a shared machine nothing else means much. Data is made here (corpora.py), the same every time. `--full` takes
large sizes: 200 MB streams, 20,000 files, a document of 100 MB. Copies of the
tree stay until the end: some 2.5 GB for 20,000 files and the usual rounds. Peak memory is never less than that of this script, some
16 MB. Needs ripgrep.
"""
import argparse, itertools, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

import corpora, pack_patterns

RULE_COUNTS = (50, 300, 1000, 3000)
PYTHON_SCRIPT = """
import re, sys
patterns = [re.compile(line.rstrip("\\n")) for line in open(sys.argv[1], encoding="utf-8")]
for line in sys.stdin:
    if not any(p.search(line) for p in patterns):
        sys.stdout.write(line)
"""

# What scripts do that keep such lists: whole lines in a set, expressions one after the other. No duplicates, no page around the line.
PYTHON_PACKS_SCRIPT = """
import re, sys
expressions = [re.compile(line.rstrip("\\n")) for line in open(sys.argv[1], encoding="utf-8")]
whole = {line.rstrip("\\n") for line in open(sys.argv[2], encoding="utf-8")}
for line in sys.stdin:
    text = line.strip()
    if text not in whole and not any(e.search(text) for e in expressions):
        sys.stdout.write(line)
"""


class Run:
    """What one process took."""

    def __init__(self, command, stdin=None, stdout=None):
        command = [str(part) for part in command]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=open(stdin, "rb") if stdin else subprocess.DEVNULL,
                                   stdout=open(stdout, "wb") if stdout else subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        self.peak_mb = usage.ru_maxrss / 1024
        if process.returncode not in (0, 1):  # 1: grep found nothing
            raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")


class Bench:
    def __init__(self, options, work):
        self.options, self.work, self.results = options, work, {}
        self.bin = [options.bin, "--no-config", "-q"]
        self.out = work / "out.txt"

    def make(self, name, records):
        path = self.work / name
        if not path.exists():
            with path.open("wb") as file:
                for record in records:
                    file.write(record.encode())
        return path

    def stream(self, kind, megabytes=None):
        megabytes = megabytes or self.options.mb
        return self.make(f"{kind}-{megabytes}.nul", (page + "\0" for page in corpora.pages(kind, megabytes * 1e6)))

    def jsonl(self, kind):
        pages = enumerate(corpora.pages(kind, self.options.mb * 1e6))
        return self.make(f"{kind}.jsonl", (json.dumps({"id": n, "text": page}, ensure_ascii=False) + "\n" for n, page in pages))

    def in_turns(self, runs, rounds=None):
        """Runs each in turn, every time another one first; `runs` maps names to functions that return a Run."""
        turns = []
        for turn in range(rounds or self.options.rounds):
            names = [*runs][turn % len(runs):] + [*runs][:turn % len(runs)]
            turns.append({name: runs[name]() for name in names})
        return turns

    def compare(self, title, size_bytes, runs, base, rounds=None):
        """Reports speed and ratio of each to `base`, turn by turn."""
        turns = self.in_turns(runs, rounds)
        print(f"\n{title}")
        rows = {}
        for name in runs:
            ratios = sorted(turn[base].seconds / turn[name].seconds for turn in turns)
            seconds = statistics.median(turn[name].seconds for turn in turns)
            rows[name] = {"seconds": seconds, "mb_per_second": size_bytes / 1e6 / seconds, "ratio": statistics.median(ratios), "least": ratios[0], "most": ratios[-1],
                          "cpu_seconds": statistics.median(turn[name].cpu_seconds for turn in turns), "peak_mb": max(turn[name].peak_mb for turn in turns)}
            r = rows[name]
            print(f"  {name:28} {r['mb_per_second']:9.1f} MB/s   {r['ratio']:7.2f} of {base} ({r['least']:.2f}-{r['most']:.2f})   peak {r['peak_mb']:.0f} MB")
        self.results[title] = rows

    def clean(self, stdin, *arguments, jobs=1):
        return lambda: Run([*self.bin, "-j", jobs, *arguments], stdin, self.out)

    def patterns(self, count):
        patterns = corpora.rule_patterns(count)
        lines = self.make(f"patterns-{count}", (pattern + "\n" for pattern in patterns))
        return lines, self.make(f"bench-{count}.rules.toml", [corpora.rule_pack(patterns)])

    def bench_streams(self):
        lines, _ = self.patterns(300)
        plain = self.make("fixed-300", (text.strip("^$").replace("\\", "") + "\n" for text in corpora.rule_patterns(300)))
        for kind in corpora.KINDS:
            path = self.stream(kind)
            runs = {"cleanscrape": self.clean(path, "-z"), "rg -v -f (300)": lambda p=path: Run(["rg", "-a", "-v", "-j", "1", "-f", lines], p, self.out)}
            if kind == "mixed":
                runs["grep -v -F -f (300)"] = lambda p=path: Run(["grep", "-a", "-v", "-F", "-f", plain], p, self.out)
                runs["awk !seen[$0]++"] = lambda p=path: Run(["awk", "!seen[$0]++"], p, self.out)
                runs["cat"] = lambda p=path: Run(["cat"], p, self.out)
                runs["wc -l"] = lambda p=path: Run(["wc", "-l"], p, self.out)
            self.compare(f"stream of {kind} pages, all built-in packs", path.stat().st_size, runs, "rg -v -f (300)")

    def bench_growth(self):
        path = self.stream("mixed")
        core = pathlib.Path(__file__).resolve().parents[2] / "rules" / "core.rules.toml"
        runs = {}
        for count in RULE_COUNTS:
            lines, pack = self.patterns(count)
            runs[f"cleanscrape, {count} rules"] = self.clean(path, "-z", "--no-default-rules", "-r", core, "-r", pack)
            runs[f"rg -v -f, {count} patterns"] = lambda l=lines: Run(["rg", "-a", "-v", "-j", "1", "-f", l], path, self.out)
        self.compare("growth with the number of rules (core pack and so many more)", path.stat().st_size, runs, "rg -v -f, 300 patterns")

    def bench_python(self):
        path, script = self.stream("mixed", 4), self.make("script.py", [PYTHON_SCRIPT])
        lines, _ = self.patterns(300)
        self.compare("a python script with re, 300 patterns (4 MB)", path.stat().st_size,
                     {"python": lambda: Run([sys.executable, script, lines], path, self.out), "cleanscrape": self.clean(path, "-z")}, "python", rounds=1)

    def bench_packs(self):
        path = self.stream("mixed", 4)
        expressions, whole = pack_patterns.pack_patterns()
        for_rg = self.make("packs.rg", (e + "\n" for e in expressions))
        for_python = self.make("packs.python", (pack_patterns.for_python(e) + "\n" for e in expressions))
        lines, script = self.make("packs.lines", (line + "\n" for line in whole)), self.make("packs.py", [PYTHON_PACKS_SCRIPT])
        limits = ["--regex-size-limit", "2G", "--dfa-size-limit", "1G"]  # with those that rg sets itself it refuses these
        self.compare(f"the expressions of the built-in packs ({len(expressions)}; python also {len(whole)} whole lines), mixed pages, 4 MB", path.stat().st_size,
                     {"cleanscrape": self.clean(path, "-z"), "python": lambda: Run([sys.executable, script, for_python, lines], path, self.out),
                      "rg -v -f": lambda: Run(["rg", "-a", "-v", "-j", "1", *limits, "-f", for_rg], path, self.out)}, "python", rounds=1)

    def bench_records(self):
        path, lines = self.stream("mixed"), self.jsonl("mixed")
        self.compare("JSON Lines beside plain text (by size of the text)", path.stat().st_size,
                     {"plain text": self.clean(path, "-z"), "JSON Lines": self.clean(lines, "--from", "jsonl")}, "plain text")

    def bench_threads(self):
        path = self.stream("mixed")
        self.compare("one stream, threads", path.stat().st_size, {"1 thread": self.clean(path, "-z"), "2 threads": self.clean(path, "-z", jobs=2)}, "1 thread")

    def bench_tree(self):
        tree, copies_of = self.work / "tree", self.work / "copies"
        size = 0
        for number, page in enumerate(corpora.pages("mixed", 1e12)):
            if number == self.options.files:
                break
            folder = tree / f"{number // 500:03}"
            folder.mkdir(parents=True, exist_ok=True)
            size += (folder / f"{number:06}.txt").write_bytes(page.encode())

        # Never into a folder that was just emptied: a file system may look at what was deleted a moment ago before it gives out an inode, which
        # takes longer than all else.
        copies = itertools.count()

        def copying(command):
            return lambda: Run(command(copies_of / str(next(copies))))

        copies_of.mkdir()
        runs = {"cp -r": copying(lambda copy: ["cp", "-r", tree, copy])}
        for jobs in (1, 2):
            runs[f"cleanscrape -j {jobs}"] = copying(lambda copy, j=jobs: [*self.bin, "-j", j, tree, "-o", copy])
        self.compare(f"a tree of {self.options.files} files, {size / self.options.files / 1e3:.1f} KB each", size, runs, "cp -r")
        for name, row in self.results[next(reversed(self.results))].items():
            row["files_per_second"] = self.options.files / row["seconds"]
            print(f"  {name:28} {row['files_per_second']:9.0f} files/s")

    def bench_memory(self):
        stream = self.stream("mixed")
        one = self.make("document.txt", (page for page in corpora.pages("english", (100 if self.options.full else self.options.mb) * 1e6)))
        for title, path, arguments in (("stream of records", stream, ["-z"]), ("one document", one, [])):
            run = self.clean(path, *arguments)()
            size_mb = path.stat().st_size / 1e6
            print(f"\nmemory, {title} of {size_mb:.0f} MB: {run.peak_mb:.0f} MB, {run.peak_mb / size_mb:.2f} of its size ({run.seconds:.1f} s)")
            self.results[f"memory, {title}"] = {"peak_mb": run.peak_mb, "size_mb": size_mb, "seconds": run.seconds}

    def bench_start(self):
        page = self.make("page.txt", ["".join(corpora.pages("mixed", 5000))[:4000]])
        lines, _ = self.patterns(300)
        runs = {"cat": lambda: Run(["cat"], page, self.out), "cleanscrape": self.clean(page),
                "rg -v -f (300)": lambda: Run(["rg", "-v", "-f", lines], page, self.out), "python3": lambda: Run([sys.executable, "-c", "pass"])}
        turns = self.in_turns(runs, 4 * self.options.rounds + 1)
        medians = {name: statistics.median(turn[name].seconds for turn in turns) * 1e3 for name in runs}
        print("\nstart-up, one page of 5 KB: " + ", ".join(f"{name} {ms:.1f} ms" for name, ms in medians.items()))
        self.results["start-up, ms"] = medians


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--mb", type=float, default=8, help="size of the streams")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="parts, by comma: streams, growth, python, packs, records, threads, tree, memory, start")
    parser.add_argument("--json", type=pathlib.Path, help="write all figures here")
    parser.add_argument("--work", type=pathlib.Path, help="make the data below this folder instead of in the system's temporary one")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    if options.full:
        options.mb, options.files = 200, 20_000
    for tool in ("rg", "awk", "grep"):
        if shutil.which(tool) is None:
            raise SystemExit(f"needs {tool}")
    parts = options.only.split(",") if options.only else ["start", "streams", "growth", "python", "packs", "records", "threads", "tree", "memory"]
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        bench = Bench(options, pathlib.Path(folder))
        for part in parts:
            getattr(bench, f"bench_{part}")()
    if options.json:
        options.json.write_text(json.dumps(bench.results, indent=2) + "\n")


if __name__ == "__main__":
    main()
