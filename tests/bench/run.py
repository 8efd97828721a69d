#!/usr/bin/env python3
"""A first look at speed: MB/s beside `rg -v -f` with the literals of the same packs, and start-up beside `cat`.

    run.py --bin PATH [--pages N] [--rounds N]

Both programs run in turns on the same pages, on one thread, and medians are shown: on a shared machine only ratios of one run mean something.
Needs ripgrep. The pages are made here, the same ones every time.
"""
import argparse, pathlib, random, re, shutil, statistics, subprocess, tempfile, time, tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUBJECTS = ["The harbour master", "A teacher from the valley", "Nobody in the village", "The city council", "One of the divers", "Her brother"]
PREDICATES = [
    "said that the wall would be raised by half a metre before the winter", "had never heard of the plan, and did not like it",
    "sold {} loaves in the first year of the shop", "was seen near the bridge at {} in the morning", "is older than the town and has no door to the street",
]


def literals():
    """Every line that a pack of rules/ drops by `equals`, and every example of a line that goes."""
    found = set()
    for path in sorted((ROOT / "rules").glob("*.rules.toml")):
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in pack.get("rule", []):
            found.update(text for text in rule.get("when", {}).get("equals", []) if not text.startswith("@"))
            found.update(rule.get("drops", []))
    return sorted(text for text in found if "\n" not in text)


def make_page(rng, furniture):
    def sentence():
        return f"{rng.choice(SUBJECTS)} {rng.choice(PREDICATES)}.".format(rng.randint(2, 99_999))

    lines = []
    for _ in range(rng.randint(15, 35)):
        if rng.random() < 0.14:
            lines.append(rng.choice(furniture))
        else:
            lines += [" ".join(sentence() for _ in range(rng.randint(1, 5))), ""]
    return "\n".join(lines) + "\n"


def escape(text):
    return re.sub(r"([\\.^$|?*+()\[\]{}#&~-])", r"\\\1", text)


def seconds(command, **kwargs):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **kwargs)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: {done.returncode}")
    return time.perf_counter() - start


def in_turns(runs, rounds):
    times = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(run())
    return {name: statistics.median(values) for name, values in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if shutil.which("rg") is None:
        raise SystemExit("needs ripgrep: apt-get install ripgrep")

    rng = random.Random(20240521)
    patterns = literals()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "patterns").write_text("".join(f"^{escape(text)}$\n" for text in patterns), encoding="utf-8")
        (work / "pages").mkdir()
        pages = [make_page(rng, patterns) for _ in range(options.pages)]
        for number, page in enumerate(pages):
            (work / "pages" / f"{number:06}.txt").write_text(page, encoding="utf-8")
        everything = work / "all.txt"
        everything.write_text("".join(pages), encoding="utf-8")
        size_mb = everything.stat().st_size / 1e6

        def clean():
            shutil.rmtree(work / "out", ignore_errors=True)
            return seconds([options.bin, "-q", "-j", "1", str(work / "pages"), "-o", str(work / "out")])

        times = in_turns({"cleanscrape": clean, "rg -v -f": lambda: seconds(["rg", "-v", "-j", "1", "-f", str(work / "patterns"), str(everything)])}, options.rounds)
        print(f"{options.pages} pages, {size_mb:.1f} MB, {len(patterns)} literals")
        for name, took in times.items():
            print(f"{name:12} {size_mb / took:8.1f} MB/s  {times['rg -v -f'] / took:5.2f} of rg")

        page = work / "page.txt"
        page.write_text(pages[0][:5000], encoding="utf-8")
        starts = in_turns({name: (lambda command=command: seconds(command, stdin=page.open())) for name, command in
                           {"cleanscrape": [options.bin], "cat": ["cat"], "rg -v -f": ["rg", "-v", "-f", str(work / "patterns")]}.items()}, 4 * options.rounds + 1)
        print("start-up on a page of 5 KB: " + ", ".join(f"{name} {took * 1e3:.1f} ms" for name, took in starts.items()))


if __name__ == "__main__":
    main()
