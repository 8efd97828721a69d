#!/usr/bin/env python3
"""page_test.py BINARY: the pages of `explain --html` in a real Chromium (packages chromium and chromium-driver). Says what it checked."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser  # noqa: E402

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
SAMPLE = os.path.join(ROOT, "samples", "whole-page.txt")
PHONE = (360, 740)
DESKTOP = (1280, 900)
ENTER = "\ue007"
HOSTILE = (
    b"<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n\n"
    b"</script><!-- <script> --> ]]> {{DATA}} &amp; &lt;b&gt; 'quotes' \"quotes\"\n\n"
    b"left \xe2\x80\xaeturned, NUL\x00, escape \x1b[31m, invalid \xff\xc3 bytes\n\n"
    b"javascript:alert(1)\n\n__proto__\n\nconstructor\n\n" + b"A" * 3000 + b"\n"
)

checks = 0


def check(ok, what):
    global checks
    checks += 1
    if not ok:
        raise AssertionError(what)


def equal(found, wanted, what):
    check(found == wanted, f"{what}: found {found!r}, wanted {wanted!r}")


class Pages:
    """Explanations of pages, as HTML files and as what `explain --json` says."""

    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if k not in ("CLEANSCRAPE_RULES", "XDG_CONFIG_HOME")}
        self.environment["HOME"] = folder

    def run(self, *arguments):
        return subprocess.run([self.binary, "explain", *arguments], check=True, capture_output=True, env=self.environment).stdout

    def make(self, name, text):
        source = os.path.join(self.folder, name + ".txt")
        with open(source, "wb") as file:
            file.write(text)
        html = os.path.join(self.folder, name + ".html")
        self.run("--html", html, source)
        return html, json.loads(self.run("--json", source))


def open_page(browser, html):
    browser.open(html)
    for _ in range(600):
        if browser.run("return document.documentElement.dataset.ready === 'true'"):
            return
        time.sleep(0.05)
    raise AssertionError(f"{html} does not get ready")


def rows(browser):
    return browser.run(
        "return [...document.querySelectorAll('#lines > li')].map((li) => ({verdict: li.className,"
        " line: li.querySelector('.number').textContent, rule: li.querySelector('.rule').textContent,"
        " text: li.querySelector('.text').textContent.replace(/\\s+/g, ' ')}))"
    )


def set_value(browser, element, value):
    browser.run("const e = document.getElementById(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true}))", element, value)


def toggle(browser, verdict):
    browser.run("document.querySelector('input[name=' + arguments[0] + ']').click()", verdict)


def quiet(browser, html, name):
    equal(browser.requests(), ["file://" + html], f"{name}: requests")
    equal(browser.log("browser"), [], f"{name}: console")


def test_lines_and_counts(browser, pages):
    html, wanted = pages.make("whole", open(SAMPLE, "rb").read())
    open_page(browser, html)
    found = rows(browser)
    blocks = wanted["blocks"]
    equal([r["verdict"] for r in found], [b["verdict"] for b in blocks], "verdicts")
    equal([r["text"] for r in found], [re.sub(r"\s+", " ", b["text"]) for b in blocks], "texts")
    equal([r["line"] for r in found], [str(b["line"]) for b in blocks], "line numbers")
    equal([r["rule"] for r in found], [b.get("rule", "") for b in blocks], "rules")
    counts = browser.run("return [...document.querySelectorAll('#verdicts .count')].map((o) => Number(o.textContent))")
    equal(counts, [sum(b["verdict"] == v for b in blocks) for v in ("kept", "changed", "dropped")], "legend")
    check(counts[0] > 0 and counts[2] > 0, "the sample page has lines of both kinds")
    quiet(browser, html, "whole page")


def test_filters(browser, pages):
    html, wanted = pages.make("filters", open(SAMPLE, "rb").read())
    open_page(browser, html)
    blocks = wanted["blocks"]
    kept = [b for b in blocks if b["verdict"] == "kept"]
    toggle(browser, "dropped")
    equal([r["line"] for r in rows(browser)], [str(b["line"]) for b in kept], "only what was kept")
    equal(browser.run("return document.getElementById('shown').textContent"), f"{len(kept)} of {len(blocks)} lines", "status")
    toggle(browser, "dropped")
    rule = next(b["rule"] for b in blocks if "rule" in b)
    set_value(browser, "rule", rule)
    equal({r["rule"] for r in rows(browser)}, {rule}, "lines of a rule")
    equal(len(rows(browser)), sum(b.get("rule") == rule for b in blocks), "number of lines of a rule")
    set_value(browser, "rule", "-")
    equal(len(rows(browser)), sum("rule" not in b for b in blocks), "lines without a rule")
    set_value(browser, "rule", "")
    set_value(browser, "find", "  LAMP ")
    equal([r["line"] for r in rows(browser)], [str(b["line"]) for b in blocks if "lamp" in b["text"].lower()], "lines that hold a word")
    set_value(browser, "find", "no such words")
    equal(rows(browser), [], "nothing found")
    equal(browser.run("return document.getElementById('shown').textContent"), f"0 of {len(blocks)} lines", "status")


def test_details_by_keyboard(browser, pages):
    html, wanted = pages.make("details", open(SAMPLE, "rb").read())
    open_page(browser, html)
    at = next(i for i, b in enumerate(wanted["blocks"]) if b["verdict"] == "dropped" and b["stage"] == "line")
    browser.run("document.querySelectorAll('#lines summary')[arguments[0]].focus()", at)
    browser.press(ENTER)
    time.sleep(0.2)
    reasons = browser.run("const d = document.querySelectorAll('#lines details')[arguments[0]]; return [d.open, d.querySelector('.why').textContent]", at)
    equal(reasons[0], True, "Enter opens a line")
    for reason in wanted["blocks"][at]["reasons"]:
        check(reason in reasons[1], f"{reason!r} is told: {reasons[1]!r}")
    browser.run("document.querySelectorAll('#lines details')[arguments[0]].querySelector('.why button').click()", at)
    equal({r["rule"] for r in rows(browser)}, {wanted["blocks"][at]["rule"]}, "only lines of this rule")
    browser.run("document.getElementById('open').click()")
    equal(browser.run("return [...document.querySelectorAll('#lines details')].every((d) => d.open)"), True, "open all")


def test_hostile(browser, pages):
    html, wanted = pages.make("hostile", HOSTILE)
    open_page(browser, html)
    equal(browser.run("return document.title"), wanted["page"] + " \u2013 cleanscrape explain", "title")
    equal(browser.run("return document.querySelectorAll('img, iframe, object, link, b').length"), 0, "elements from the page's text")
    equal(browser.run("return document.scripts.length"), 1, "scripts beside the page's own")
    texts = [r["text"] for r in rows(browser)]
    equal(len(texts), len(wanted["blocks"]), "lines")
    check(texts[0].startswith("<script>document.title='owned'</script><img"), texts[0])
    check("{{DATA}} &amp; &lt;b&gt;" in texts[1], texts[1])
    for sign in ("U+202E", "U+0000", "U+001B", "\ufffd"):
        check(sign in texts[2], f"{sign} in {texts[2]}")
    browser.run("const s = document.createElement('script'); s.textContent = 'window.injected = true'; document.body.append(s)")
    equal(browser.run("return window.injected === undefined"), True, "the policy stops a script that is not the page's own")


def test_narrow(browser, pages):
    for name, text in (("narrow", open(SAMPLE, "rb").read()), ("narrow-hostile", HOSTILE)):
        html, _ = pages.make(name, text)
        open_page(browser, html)
        browser.run("document.getElementById('open').click()")
        time.sleep(0.2)
        width = browser.run("return [document.documentElement.scrollWidth, innerWidth]")
        equal(width, [PHONE[0], PHONE[0]], f"{name}: no horizontal scrolling")
        quiet(browser, html, name)


def contrasts(browser):
    return browser.run(
        """
        const channels = (color) => color.match(/[\\d.]+/g).map(Number);
        const luminance = (c) => { const f = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
        const ground = (e) => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
        return [...document.querySelectorAll('h1, #facts li, label, .number, .text, .by, .why p, button, select')].map((e) => {
          const a = luminance(channels(getComputedStyle(e).color)), b = luminance(ground(e));
          return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.tagName + '.' + e.className];
        });
        """
    )


def test_contrast(browser, pages):
    html, _ = pages.make("contrast", open(SAMPLE, "rb").read())
    open_page(browser, html)
    browser.run("document.getElementById('open').click()")
    time.sleep(0.2)
    worst = min(contrasts(browser))
    check(worst[0] >= 4.5, f"contrast of {worst[1]} is {worst[0]:.2f}, WCAG AA asks for 4.5")


def test_names(browser, pages):
    html, wanted = pages.make("names", open(SAMPLE, "rb").read())
    open_page(browser, html)
    nodes = browser.cdp("Accessibility.getFullAXTree", {})["nodes"]
    named = {}
    for node in nodes:
        if not node.get("ignored"):
            named.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    kept = sum(b["verdict"] == "kept" for b in wanted["blocks"])
    check(f"kept {kept}" in [re.sub(r"\s+", " ", n).strip() for n in named["checkbox"]], f"checkboxes {named['checkbox']}")
    check(any("Rule" in n for n in named["combobox"]), f"comboboxes {named['combobox']}")
    check(any("Find" in n for n in named["searchbox"]), f"search boxes {named['searchbox']}")
    lines = named.get("DisclosureTriangle", [])
    equal(len(lines), len(wanted["blocks"]), "lines that can be opened")
    check(all(re.search("kept|dropped|changed", line) for line in lines), "each line says its verdict")


def test_print(browser, pages):
    html, _ = pages.make("print", open(SAMPLE, "rb").read())
    open_page(browser, html)
    browser.cdp("Emulation.setEmulatedMedia", {"media": "print"})
    equal(browser.run("return getComputedStyle(document.getElementById('filter')).display"), "none", "no filter on paper")
    check("line-through" in browser.run("return getComputedStyle(document.querySelector('.dropped .text')).textDecorationLine"), "what went is struck out")
    check(len(browser.cdp("Page.printToPDF", {})["data"]) > 10000, "a PDF")
    browser.cdp("Emulation.setEmulatedMedia", {"media": ""})


def test_large(browser, pages):
    sample = open(SAMPLE, encoding="utf-8").read()
    html, wanted = pages.make("large", "".join(sample.replace("lamp", f"lamp{i}") for i in range(2000)).encode())
    start = time.time()
    open_page(browser, html)
    seconds = time.time() - start
    check(seconds < 30, f"a page of {os.path.getsize(html) >> 20} MB takes {seconds:.0f} s to open")
    equal(len(rows(browser)), 1000, "rows at once")
    set_value(browser, "find", "lamp1777 ")
    equal(len(rows(browser)), sum("lamp1777 " in re.sub(r"\s+", " ", b["text"]) for b in wanted["blocks"]), "a word far down")
    set_value(browser, "find", "")
    browser.run("document.getElementById('more').click()")
    check(len(rows(browser)) >= 2000, "more rows")


def main():
    with tempfile.TemporaryDirectory() as folder:
        pages = Pages(os.path.abspath(sys.argv[1]), folder)
        with Browser(*DESKTOP) as browser:
            for test in (test_lines_and_counts, test_filters, test_details_by_keyboard, test_hostile, test_contrast, test_names, test_print, test_large):
                test(browser, pages)
        for dark in (False, True):
            with Browser(*PHONE, dark=dark) as browser:
                test_narrow(browser, pages)
                test_contrast(browser, pages)
    print(f"{checks} checks passed")


if __name__ == "__main__":
    main()
