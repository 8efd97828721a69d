"""The texts that the built-in packs look for, as lists that other tools can read: what a script does that keeps its phrases by hand."""
import pathlib, re, tomllib

RULES = pathlib.Path(__file__).resolve().parents[2] / "rules"


def expanded(values, lists):
    for value in values:
        yield from expanded(lists[value[1:]], lists) if value.startswith("@") and value[1:] in lists else [value]


def pack_patterns():
    """Regular expressions, and texts of whole lines, of all rules of all packs, whatever else their rules ask for."""
    expressions, lines = [], []
    for path in sorted(RULES.glob("*.rules.toml")):
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in pack.get("rule", []):
            when = rule.get("when", {})
            lines += expanded(when.get("equals", []), pack.get("lists", {}))
            expressions += [re.sub(r"""\\(["'])""", r"\1", expression) for expression in when.get("any", [])]
    return expressions, lines


def for_python(expression):
    """Python's `re` knows no scripts."""
    return expression.replace(r"\p{Hangul}", "가-힣ㄱ-ㆎ")
