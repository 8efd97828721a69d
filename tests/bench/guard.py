#!/usr/bin/env python3
"""Counts instructions per byte of page (callgrind) and fails where they grow by more than 5 % against the committed figures.

    guard.py --bin PATH [--update] [--only KIND] [--json]

Wall-clock time on a shared machine says little; instructions repeat. The command cleans some pages, then the same ones and others behind them; the
difference is what cleaning pages that it has not seen costs, without start-up and without most of what is compiled at first need. `start` is the whole cost, in instructions, of one page of
5 KB, `samples` of each of the pages in samples/, on average. Figures hold for a Release build on x86-64. `--update` writes instructions.json anew: say why in the commit.
"""
import argparse, functools, json, pathlib, re, shutil, subprocess, sys, tempfile

import corpora

FIGURES = pathlib.Path(__file__).with_name("instructions.json")
SAMPLES = pathlib.Path(__file__).parents[2] / "samples"
FIRST_BYTES = 150_000
ALL_BYTES = 400_000
MAX_GROWTH = 1.05


def count_instructions(binary, text, work):
    pages, counts = work / "pages", work / "counts"
    pages.write_bytes(text)
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", binary, "--no-config", "-q", "-j", "1", "-z"]
    with pages.open("rb") as stdin:
        done = subprocess.run(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = re.search(r"^(?:summary|totals): (\d+)", counts.read_text(), re.M) if counts.exists() else None
    if done.returncode != 0 or found is None:
        raise SystemExit(f"callgrind failed: {done.stderr.decode(errors='replace')[-500:]}")
    return int(found[1])


def measure(binary, work, kind):
    first, both = ("".join(page + "\0" for page in corpora.pages(kind, size_bytes)).encode() for size_bytes in (FIRST_BYTES, ALL_BYTES))
    assert both.startswith(first)
    return round((count_instructions(binary, both, work) - count_instructions(binary, first, work)) / (len(both) - len(first)), 2)


def measure_start(binary, work):
    return count_instructions(binary, "".join(corpora.pages("mixed", 3000)).encode()[:5000], work)


def measure_samples(binary, work):
    pages = sorted(SAMPLES.rglob("*.txt"))
    return round(sum(count_instructions(binary, page.read_bytes(), work) for page in pages) / len(pages))


MEASURES = {**{kind: functools.partial(measure, kind=kind) for kind in corpora.KINDS}, "start": measure_start, "samples": measure_samples}


def report(measured, committed):
    """Prints the comparison; whether all is well."""
    well = True
    for name, value in measured.items():
        before = committed.get(name)
        growth = value / before if before else None
        too_much = growth is None or growth > MAX_GROWTH
        well &= not too_much
        print(f"{name:8} {value:14,.1f}  committed {before if before is not None else 'none':>14}  {f'{growth - 1:+.1%}' if growth else ''}{'  TOO MUCH' if too_much else ''}")
    if not well:
        print("update with --update, in a commit that says why", file=sys.stderr)
    return well


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", choices=MEASURES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        raise SystemExit("needs valgrind: apt-get install valgrind")
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in [options.only] if options.only else MEASURES:
            measured[name] = MEASURES[name](options.bin, pathlib.Path(folder))
    if options.update:
        figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        FIGURES.write_text(json.dumps({**figures, **measured}, indent=2) + "\n")
        return
    if options.json:
        print(json.dumps(measured))
    if not report(measured, json.loads(FIGURES.read_text()) if FIGURES.exists() else {}):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
