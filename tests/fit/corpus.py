"""The pages to fit on: whole pages with their gold text, and marked pages."""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

import numpy as np

TOKEN = re.compile(r"\w+")
DUMPERS = ["lynx", "w3m80", "bs4"]
BODY = {"path", "main_run", "behind", "title", "held"}  # reasons of `explain --json` that leave a block to the model


class Page:
    """name, site, text; after `measure`: blocks (of explain), x, y, words, held_out, dropped."""

    def __init__(self, name, text):
        self.name, self.site, self.text = name, name, text
        self.gold = None   # the article, of a whole page
        self.marks = None  # one letter per line, of a marked page
        self.dumper = ""
        self.weight = 1.0


def read_whole_pages(corpus):
    files = collections.defaultdict(dict)
    with tarfile.open(corpus / "pages" / "pages.tar.xz") as tar:
        for member in tar:
            if member.isfile():
                folder, name = member.name.split("/")
                files[folder][name] = tar.extractfile(member).read().decode("utf-8", "replace")
    pages = []
    for dumper in DUMPERS:
        for name in sorted(files["gold"]):
            page = Page(name, files[dumper][name])
            page.gold, page.dumper = files["gold"][name], dumper
            pages.append(page)
    return pages


def read_marked_pages(corpus):
    sys.path.insert(0, str(corpus))
    import score
    pages = []
    for path in sorted((corpus / "dev").rglob("*.page")):
        rows, arguments = score.read_page(path)
        if arguments:
            continue
        while rows and not rows[-1][0]:
            rows.pop()
        all_rows, rows = rows, [row for row in rows if row[0] != "="]
        page = Page(str(path.relative_to(corpus)), "\n".join(text for _, text in rows) + "\n")
        page.rows, page.marks = all_rows, "".join(mark or " " for mark, _ in rows)
        pages.append(page)
    return pages


def group_sites(pages):
    """Pages of one site share short lines that few other pages have."""
    shared_lines, most_pages = 8, 6
    holders = collections.defaultdict(set)
    for page in pages:
        if page.dumper == "lynx":
            for line in page.text.split("\n"):
                words = TOKEN.findall(line.lower())
                if 2 <= len(words) <= 14:
                    holders[" ".join(words)].add(page.name)
    pairs = collections.Counter()
    for names in holders.values():
        if 2 <= len(names) <= most_pages:
            names = sorted(names)
            pairs.update((a, b) for i, b in enumerate(names) for a in names[:i])
    parent = {page.name: page.name for page in pages}

    def root(name):
        while parent[name] != name:
            name = parent[name]
        return name

    for (a, b), count in sorted(pairs.items()):
        if count >= shared_lines:
            parent[root(a)] = root(b)
    for page in pages:
        page.site = root(page.name)


def measure(binary, arguments, pages):
    """Asks the program for each page's blocks and measures."""
    with tempfile.TemporaryDirectory() as folder:
        for begin in range(0, len(pages), 64):
            part = pages[begin:begin + 64]
            for i, page in enumerate(part):
                pathlib.Path(folder, str(i)).write_text(page.text, encoding="utf-8", newline="")
            names = [str(pathlib.Path(folder, str(i))) for i in range(len(part))]
            done = subprocess.run([binary, "explain", "--json", *arguments, *names], capture_output=True, check=True)
            for page, line in zip(part, done.stdout.decode("utf-8", "replace").split("\n")):
                page.blocks = json.loads(line)["blocks"]
    for page in pages:
        label(page)


def words_of(text):
    return len(TOKEN.findall(text))


def label(page):
    page.held_out = np.array([not b.get("model") or b["model"]["because"] not in BODY for b in page.blocks], bool)
    page.dropped = np.array([bool(b.get("model")) and b["model"]["because"] == "rule" for b in page.blocks], bool)
    labels = labels_of_marks(page) if page.marks is not None else labels_of_gold(page)
    page.y, page.words = np.array([y for y, _ in labels], int), np.array([n for _, n in labels], float)


def labels_of_marks(page):
    lines, result = page.text.split("\n"), []
    for b in page.blocks:
        size = collections.Counter()
        for n in range(b["line"] - 1, b["line"] - 1 + b["lines"]):
            size[page.marks[n]] += len(lines[n].split())
        kept, dropped = size["K"], size["D"]
        result.append((1 if kept and not dropped else 0 if dropped and not kept else -1, kept + dropped))
    return result


def labels_of_gold(page):
    """A block is article where half of its words stand in four-word runs of the gold text, and in order with it."""
    tokens = [TOKEN.findall(b["text"]) for b in page.blocks]
    flat, gold = [t for block in tokens for t in block], TOKEN.findall(page.gold)
    known = {tuple(gold[i:i + 4]) for i in range(max(1, len(gold) - 3))}
    covered = np.zeros(len(flat) + 4, bool)
    for i in range(len(flat) - 3):
        if tuple(flat[i:i + 4]) in known:
            covered[i:i + 4] = True
    aligned, result, at = align(gold, flat), [], 0
    for block in tokens:
        n = len(block)
        share = covered[at:at + n].mean() if n else 0.0
        in_order = aligned[at:at + n].mean() if n else 0.0
        y = 1 if share >= 0.5 else 0
        if n > 3 and 0.4 < share < 0.6 or n == 0:
            y = -1
        elif y == 1 and in_order < 0.5:
            y = -1 if n >= 4 else 0
        result.append((y, n))
        at += n
    return result


def align(a, b):
    """Which items of b lie on a longest common subsequence with a: bit-parallel rows (Hyyrö 2004), walked back."""
    where, full = {}, (1 << len(a)) - 1
    for i, item in enumerate(a):
        where[item] = where.get(item, 0) | 1 << i
    row, rows = full, []
    for item in b:
        if item in where:
            u = row & where[item]
            row = ((row + u) | (row - u)) & full
        rows.append(row)
    aligned, i = np.zeros(len(b), bool), len(a)
    for j in range(len(b) - 1, -1, -1):
        mask = (1 << i) - 1
        before = rows[j - 1] if j else full
        if (rows[j] & mask).bit_count() == (before & mask).bit_count():
            continue
        i = (~rows[j] & mask).bit_length() - 1
        aligned[j] = True
    return aligned
