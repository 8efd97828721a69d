#!/usr/bin/python3
"""Finds the numbers of the page model, and says how good they are on sites that the fitting never saw.

    fit.py --bin PATH --corpus DIR [--rules DIR] [--write] [--folds 5] [--no-validation]

Takes every block's measures from `PATH explain --json`, its label from the corpus' gold text and marks, and finds weights and costs (see chain.py).
Then the program itself cleans the corpus with these numbers (plain), and each fifth of the sites with
numbers found on the other four (validated). With --write the tables of the rules' core pack get
the numbers. Needs Debian's python3-numpy and a C compiler.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import numpy as np

import chain
import corpus as pages_of

L2 = 5.0                # of a weight; 20 and 80 were worse on unseen sites
LIKELIHOOD_STEPS = 40
F1_STEPS = 30           # 60 were no better on unseen sites
LIKELIHOOD_SHARE = 0.02
MARKED_WEIGHT = 0.5     # of a marked page beside a whole page
# Measures that count apart for prose; a full second set was worse on unseen sites.
PROSE = ["before_all_prose", "bias", "core_overlap", "in_main", "behind_main", "overlap", "behind_heading", "behind_comments", "paragraph_words",
         "after_short_line", "apart", "glued", "gap_before", "gap_after", "apart_unspaced", "deeper", "deeper_glued", "deeper_apart", "shallower",
         "shallower_glued", "shallower_apart"]
UNUSED = ["address", "upper_case", "comment_head", "comment_section", "behind_comments", "core_overlap"]  # for every block; no gain on unseen sites


def measure_names(binary):
    done = subprocess.run([binary, "explain", "--json"], input=b"A line.\n", capture_output=True, check=True)
    weights = json.loads(done.stdout)["model"]["weights"]
    return list(weights["block"]), list(weights["context"])


def columns(binary):
    block, context = measure_names(binary)
    plain = [("weights", n) for n in block] + [("context", n) for n in context]
    return [c for c in plain if c[1] not in UNUSED] + [("prose", n) for n in context if n in PROSE]


def fill_matrix(page, names):
    where = {}
    for i, (table, name) in enumerate(names):
        where.setdefault(name, []).append((i, table == "prose"))
    page.x = np.zeros((len(page.blocks), len(names)), np.float32)
    for row, block in zip(page.x, page.blocks):
        model = block.get("model") or {}
        for name, value in model.get("measures", {}).items():
            for i, prose_only in where.get(name, ()):
                if model["is_prose"] or not prose_only:
                    row[i] = value


def fit(pages, names):
    pages = [p for p in pages if len(p.y)]
    return chain.fit(pages, np.full(len(names), L2), LIKELIHOOD_STEPS, F1_STEPS, LIKELIHOOD_SHARE)


def tables(theta, names):
    """The numbers as {table: {name: value}}; the model's own table holds the costs."""
    result = {"model": dict(zip(chain.COSTS, theta[-6:])), "weights": {}, "context": {}, "prose": {}}
    for (table, name), value in zip(names, theta):
        if abs(value) >= 5e-5:
            result[table][name] = value
    return result


def copy_rules(rules, folder, found):
    """A copy of the packs with these numbers; what to load it with."""
    shutil.copytree(rules, folder)
    write_rules(pathlib.Path(folder, "core.rules.toml"), found, "")
    return ["--no-default-rules", "-r", str(folder)]


def write_rules(path, found, note):
    """Puts the numbers into the core pack: those of the model in their lines, the three tables as a whole."""
    text = path.read_text(encoding="utf-8")
    for name, value in found["model"].items():
        text = re.sub(rf"^({name} *= ).*$", rf"\g<1>{value:.4f}", text, flags=re.M)
    for table in ("weights", "context", "prose"):
        if table in found:
            width = max(map(len, found[table]))
            rows = "".join(f"{n:<{width}} = {v:.4f}\n" for n, v in found[table].items())
            head = f"[model.{table}]\n{note if table == 'weights' else ''}"
            text = re.sub(rf"^\[model\.{table}\]\n(?:#.*\n|[a-z_0-9]+ *=.*\n)*", lambda _: head + rows, text, flags=re.M)
    path.write_text(text, encoding="utf-8")


def clean(binary, arguments, pages):
    records = "".join(json.dumps({"text": p.text}) + "\n" for p in pages)
    done = subprocess.run([binary, *arguments, "--from", "jsonl", "--text-field", "text"], input=records.encode(), capture_output=True, check=True)
    return [json.loads(line)["text"] for line in done.stdout.decode("utf-8").split("\n") if line]


def judge_whole(pages, texts):
    """{(set, dumper): [precision, recall] sums} of four-word shingles, as score_pages.py counts them."""
    import score_pages
    rows = {}
    for page, text in zip(pages, texts):
        p, r = score_pages.precision_recall(page.gold, text)
        rows.setdefault((page.name.split("-")[0], page.dumper), []).append((p, r))
    return rows


def print_whole(rows, title):
    print(title)
    for key, values in sorted(rows.items(), key=lambda item: (item[0][0], pages_of.DUMPERS.index(item[0][1]))):
        p = np.mean([v for v, _ in values if v is not None])
        r = np.mean([v for _, v in values if v is not None])
        print(f"  {key[0]:12} {key[1]:6} pages {len(values):3}  P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r):.4f}")


def judge_marked(page, text):
    """Words lost, to keep, left, to drop, as score.py counts them."""
    import score
    may_stay, must, edited, drop = [], [], {}, 0
    for (mark, line), (_, wanted) in zip(page.rows, page.rows[1:] + [("", "")]):
        if mark in "K?" and score.visible(line):
            may_stay.append(score.visible(line))
            must.append(mark == "K")
        elif mark == "E":
            may_stay.append(score.visible(wanted))
            must.append(True)
            edited[score.visible(line)] = score.visible(wanted)
            drop += max(1, len(line.split()) - len(wanted.split()))
        elif mark == "D" and score.visible(line):
            drop += score.words(line)
    output = [edited.get(score.visible(line), score.visible(line)) for line in text.split("\n") if score.visible(line)]
    found, used = score.align(may_stay, output)
    lost = sum(score.words(line) for i, line in enumerate(may_stay) if must[i] and i not in found)
    left = sum(score.words(line) for i, line in enumerate(output) if i not in used)
    return lost, sum(score.words(line) for line, needed in zip(may_stay, must) if needed), left, drop


def print_marked(results, title):
    for which in ("dev/authored", "dev/real"):
        rows = np.array([row for name, row in results if name.startswith(which)], float).reshape(-1, 4)
        lost, keep, left, drop = rows.sum(0)
        perfect = np.mean((rows[:, 0] == 0) & (rows[:, 2] == 0))
        print(f"  {title} {which}: lost {lost / keep:.4f}  left {left / drop:.4f}  perfect {perfect:.3f}")


class Session:
    def __init__(self, options):
        self.options, self.binary, self.root = options, options.bin, options.corpus
        self.whole = pages_of.read_whole_pages(self.root)
        self.marked = pages_of.read_marked_pages(self.root)
        sys.path.insert(0, str(self.root))
        self.names = columns(self.binary)
        self.measure()
        self.make_folds()

    def measure(self):
        pages_of.group_sites(self.whole)
        with tempfile.TemporaryDirectory() as folder:  # a gate that never opens makes the program measure the page as it is
            arguments = copy_rules(self.options.rules, f"{folder}/rules", {"model": {"gate_min_marks": 1e6}}) + self.options.args
            pages_of.measure(self.binary, arguments, self.whole + self.marked)
        for page in self.marked:
            page.weight = MARKED_WEIGHT
        for page in self.whole + self.marked:
            fill_matrix(page, self.names)

    def make_folds(self):
        sites = sorted({p.site for p in self.whole})
        random.Random(7).shuffle(sites)
        self.fold = {site: i % self.options.folds for i, site in enumerate(sites)}
        self.fold.update({p.name: i % self.options.folds for i, p in enumerate(self.marked)})

    def is_in(self, page, fold):
        return self.fold[page.site] == fold

    def run(self, pages, found):
        whole = [p for p in pages if p.gold is not None]
        marked = [p for p in pages if p.marks is not None]
        with tempfile.TemporaryDirectory() as folder:
            arguments = copy_rules(self.options.rules, f"{folder}/rules", found) + self.options.args
            texts = clean(self.binary, arguments, whole + marked)
            results = [(page.name, judge_marked(page, text)) for page, text in zip(marked, texts[len(whole):])]
            return judge_whole(whole, texts[:len(whole)]), results

    def fit(self, fold=None):
        pages = [p for p in self.whole + self.marked if fold is None or not self.is_in(p, fold)]
        return tables(fit(pages, self.names), self.names)

    def plain(self):
        found = self.fit()
        rows, results = self.run(self.whole + self.marked, found)
        print_whole(rows, "plain: fitted and measured on the same pages")
        print_marked(results, "plain")
        return found

    def validate(self):
        rows, results = {}, []
        for fold in range(self.options.folds):
            part, marked = self.run([p for p in self.whole + self.marked if self.is_in(p, fold)], self.fit(fold))
            for key, values in part.items():
                rows.setdefault(key, []).extend(values)
            results += marked
        print_whole(rows, "validated: each site measured with numbers from other sites")
        print_marked(results, "validated")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=lambda p: str(pathlib.Path(p).resolve()))
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--rules", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "rules")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--no-validation", action="store_true")
    parser.add_argument("--args", default=[], type=str.split, help="for the program, such as '--disable GLOB'")
    options = parser.parse_args()
    session = Session(options)
    found = session.plain()
    if options.write:
        write_rules(options.rules / "core.rules.toml", found, "# Found by tests/fit/fit.py; see README.md.\n")
    if not options.no_validation:
        session.validate()


if __name__ == "__main__":
    main()
