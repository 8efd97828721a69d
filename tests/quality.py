#!/usr/bin/env python3
"""Measures a build on a corpus of marked pages and whole-page dumps, and fails where it is below the floors.

    quality.py --bin PATH --corpus DIR --floors FILE [--update]

The corpus holds score.py, score_pages.py, dev/ and pages/pages.tar.xz. A line of the floors file is `SET MEASURE BOUND`: lost, left, the
pages that a second cleaning changes (unstable) and the rules without a hit or a reason (dead) are at most the bound, perfect and f1 at least. With --update the file is written anew from what was measured.
"""
import argparse, concurrent.futures, pathlib, re, subprocess, sys, tarfile, tempfile

AT_MOST = {"lost", "left", "unstable", "dead"}


def measure_marked(binary, corpus, name):
    done = subprocess.run([sys.executable, corpus / "score.py", "--bin", binary, corpus / name], capture_output=True, text=True)
    found = re.search(r"lost ([\d.]+)  left ([\d.]+)  perfect ([\d.]+)", done.stdout)
    if done.returncode or not found:
        sys.exit(f"score.py failed on {name}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return {(name, measure): float(value) for measure, value in zip(("lost", "left", "perfect"), found.groups())}


def measure_pages(binary, corpus):
    done = subprocess.run([sys.executable, corpus / "score_pages.py", "--bin", binary], capture_output=True, text=True)
    found = re.findall(r"^(\S+) +(\S+) +pages.*F1 ([\d.]+)", done.stdout, re.M)
    if done.returncode or not found:
        sys.exit(f"score_pages.py failed: {done.stdout[-500:]}{done.stderr[-500:]}")
    return {(f"pages/{which}/{dumper}", "f1"): float(f1) for which, dumper, f1 in found}


def read_pages(corpus):
    """Every page of the corpus, as the cleaner gets it: marked pages without their marks, and all dumps."""
    for path in sorted((corpus / "dev").rglob("*.page")):
        lines = path.read_text(encoding="utf-8").split("\n")
        yield str(path.relative_to(corpus)), "\n".join(line[2:] for line in lines if not line.startswith(("#", "= "))).encode()
    with tarfile.open(corpus / "pages" / "pages.tar.xz") as tar:
        for member in tar:
            if not member.isfile() or member.name.startswith("gold/"):
                continue
            yield member.name, tar.extractfile(member).read()


def not_idempotent(binary, corpus):
    """Names of pages that a second cleaning changes."""
    def clean(text):
        return subprocess.run([binary], input=text, capture_output=True, check=True, timeout=120).stdout

    def changes(page):
        once = clean(page[1])
        return page[0] if clean(once) != once else None

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [name for name in pool.map(changes, read_pages(corpus)) if name]


def dead_rules(binary, corpus):
    """What `coverage` says of rules that hit no page and give no reason ('unseen')."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, text) in enumerate(read_pages(corpus)):
            pathlib.Path(folder, f"{number}.txt").write_bytes(text)
        done = subprocess.run([binary, "coverage", "--fail-dead", folder], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"coverage failed: {done.stderr[-500:]}")
    listed = done.stdout.partition("without a reason ('unseen'):\n")[2].partition("\ndead, ")[0]
    return [line.strip() for line in listed.splitlines()] if done.returncode else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--floors", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()

    measured = {}
    for name in ("dev/seed.page", "dev/authored", "dev/real"):
        measured |= measure_marked(options.bin, options.corpus, name)
    measured |= measure_pages(options.bin, options.corpus)
    unstable = not_idempotent(options.bin, options.corpus)
    measured["all", "unstable"] = float(len(unstable))
    dead = dead_rules(options.bin, options.corpus)
    measured["all", "dead"] = float(len(dead))

    if options.update:
        options.floors.write_text("".join(f"{name} {measure} {value:g}\n" for (name, measure), value in measured.items()))
    failed = 0
    for line in options.floors.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, measure, bound = line.split()
        value = measured.get((name, measure))
        holds = value is not None and (value <= float(bound) if measure in AT_MOST else value >= float(bound))
        failed += not holds
        print(f"{'ok  ' if holds else 'FAIL'} {name} {measure} {value} (bound {bound})")
    for name in unstable[:10]:
        print(f"a second cleaning changes {name}")
    for rule in dead:
        print(f"hits no page, and says not why: {rule}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
