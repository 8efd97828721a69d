#!/usr/bin/env python3
"""Start-up: what a 5 KB page on standard input costs beside `cat`, with all packs.

    startup.py --bin PATH [--rounds N] [--json] [--callgrind] [--rules N] [--page FILE]

All commands run in turns, so that a busy machine slows them alike; medians are shown, and of the differences to `cat` of the same round the
quartiles. `--callgrind` counts instructions as well, which repeat exactly. `--rules N` measures a check of N rules written for the purpose.
The page made here has few kinds of furniture; `--page` takes another one: each expression that a page is the first to need must be compiled.
"""
import argparse, json, os, pathlib, re, statistics, subprocess, tempfile, time

PAGE_BYTES = 5000


def page():
    """A page as a text browser saves it: menu, article, menu; cut to a fixed size at a line end."""
    menu = "Home\nNews\nSport\nLog in\nShare this article\nPrint\nMost read\n"
    article = "".join(
        f"The ferry to the island left {n} minutes late on Monday, because the tide had moved the sandbank again, said the master of the harbour.\n\n"
        for n in range(3, 40))
    text = menu + article[: PAGE_BYTES - 2 * len(menu)].rsplit("\n", 1)[0] + "\n" + menu
    return text.encode()


def rule_file(count):
    rules = "".join(
        f'[[rule]]\nid = "many.r{n}"\ndescription = "d"\nclass = "nav"\naction = "drop"\ndrops = ["Gate {n} of the park"]\nkeeps = ["Gate {n}"]\n'
        f"[rule.when]\n" + (f'equals = ["Gate {n} of the park"]\n' if n % 3 else f"any = ['^Gate {n} of the (?:park|field)$']\n") for n in range(count))
    return f'format = 1\n[pack]\nid = "many"\nversion = "1.0.0"\ntitle = "many"\n' + rules


def run(command, page_file):
    """Wall clock and processor seconds of one run."""
    with open(page_file, "rb") as standard_input:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=standard_input, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{command}: {child.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime


def peak_kb(command, page_file):
    """Peak memory. Started by `time`, because a child of this program is taken to be as large as this program."""
    with open(page_file, "rb") as standard_input:
        done = subprocess.run(["time", "-q", "-f", "%M", *command], stdin=standard_input, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(done.stderr.split()[-1])


def in_turns(commands, page_file, rounds):
    results = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            results[name].append(run(command, page_file))
    return results


def summary(results, base):
    table = {}
    for name, runs in results.items():
        beyond = sorted(1000 * (own[0] - other[0]) for own, other in zip(runs, results[base]))
        table[name] = {
            "wall_ms": 1000 * statistics.median(r[0] for r in runs),
            "cpu_ms": 1000 * statistics.median(r[1] for r in runs),
            "beyond_cat_ms": [beyond[len(beyond) // 4], statistics.median(beyond), beyond[3 * len(beyond) // 4]],
        }
    return table


def instructions(command, page_file):
    with tempfile.TemporaryDirectory() as folder, open(page_file, "rb") as standard_input:
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        done = subprocess.run([*valgrind, *command], stdin=standard_input, capture_output=True)
    return int(re.search(rb"Collected : (\d+)", done.stderr)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--callgrind", action="store_true")
    parser.add_argument("--rules", type=int, default=0)
    parser.add_argument("--page", type=pathlib.Path, help="clean this page instead")
    args = parser.parse_args()
    clean = [args.bin, "--no-config"]
    with tempfile.TemporaryDirectory() as folder:
        commands = {"cat": ["cat"], "cleanscrape": clean, "--version": [args.bin, "--version"]}
        if args.rules:
            own = pathlib.Path(folder) / "many.rules.toml"
            own.write_text(rule_file(args.rules))
            commands["--rules FILE"] = [*clean, "--rules", str(own)]
            commands["check FILE"] = [args.bin, "check", str(own)]
        page_file = pathlib.Path(folder) / "page.txt"
        page_file.write_bytes(args.page.read_bytes() if args.page else page())
        table = summary(in_turns(commands, page_file, args.rounds), "cat")
        for name, command in commands.items():
            table[name]["peak_kb"] = peak_kb(command, page_file)
            if args.callgrind:
                table[name]["instructions"] = instructions(command, page_file)
    if args.json:
        print(json.dumps(table, indent=2))
        return
    for name, row in table.items():
        low, middle, high = row["beyond_cat_ms"]
        print(f"{name:14} {row['wall_ms']:8.2f} ms  cpu {row['cpu_ms']:8.2f} ms  {row['peak_kb'] / 1024:6.1f} MB"
              f"  cat + {middle:.2f} ms ({low:.2f} to {high:.2f})" + (f"  {row['instructions'] / 1e6:.1f} M instructions" if "instructions" in row else ""))


if __name__ == "__main__":
    main()
