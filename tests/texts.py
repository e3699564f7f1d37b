"""Generated text: prose, cue lines, records, dates and odd characters, mixed."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from newsclean.notation import read_rules
from newsclean.rule_compiler import rule_files
from tests.dumps import DATES, DEBRIS, honest, paragraph, random_dump, title

CUES = sorted(
    {
        cue.replace("#", "5")
        for language, path in rule_files()
        for text in read_rules(path, language=language, name=path.stem)
        for cue in text.rule.cues
    }
)
SPACES = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\u2028", "\n \n", "\n\t\n", "\u00a0\n", "\x0b", "\x85", "\n\n\n\n")
ODD = (
    "🚀🚀 Up", "می‌خواهم این شهر را ببینم و دوباره به خانه برگردم.",
    "今天的会议决定了港口的未来，渔民们对此表示欢迎，并希望尽快开工。",
    "港口委员会星期二投票", "e\u0301te\u0301", "\u200b", "\ufeff", "İstanbul'da yeni bir köprü yapılıyor",
    "a < b && c > d", "| x |",
    "+| x", "***", "…", "“", "<p>Hi</p>", "&amp; so on", "\u202eabc\u202c", "X" * 300, "1 2 3 4 5", "- • *",
)  # fmt: skip


def prose(seed: int) -> str:
    return paragraph(Random(seed))


def heading(seed: int) -> str:
    return title(Random(seed))


def cue_line(cue: str, seed: int) -> str:
    """Write a cue alone, with more words before or behind it, or within prose."""
    r = Random(seed)
    more = r.choice(("", "", " now", ": Joan Carver", " Coast Ledger", " " + paragraph(r, 1)))
    before = r.choice(("", "", "", "More ", paragraph(r, 1) + " "))
    return before + r.choice((cue, cue.capitalize(), cue.upper())) + more


def part_of_dump(seed: int) -> str:
    """Take a stretch of a dump's lines, beginning and ending anywhere."""
    r = Random(seed)
    lines = random_dump(seed).lines
    begin = r.randint(0, len(lines) - 1)
    return "\n".join(lines[begin : begin + r.randint(1, 20)])


def lines() -> st.SearchStrategy[str]:
    seeds = st.integers(0, 400)
    return st.one_of(
        seeds.map(prose),
        seeds.map(heading),
        st.builds(cue_line, st.sampled_from(CUES), seeds),
        seeds.map(part_of_dump),
        st.sampled_from([words for words, _ in DATES]),
        st.sampled_from(DEBRIS),
        st.sampled_from(ODD),
        st.text(max_size=40),
    )


def dumps_of_all_kinds() -> st.SearchStrategy[str]:
    """Generate texts of up to some dozen lines of every kind, with breaks of every kind."""
    mixed = st.lists(st.tuples(lines(), st.sampled_from(SPACES)), max_size=14).map(
        lambda parts: "".join(line + space for line, space in parts)
    )
    whole = st.integers(0, 5000).map(lambda seed: random_dump(seed).text)
    article = st.integers(0, 5000).map(lambda seed: honest(seed).text)
    repeated = st.lists(lines(), min_size=1, max_size=4).flatmap(
        lambda few: st.lists(st.sampled_from(few), max_size=12).map("\n".join)
    )
    return st.one_of(mixed, mixed, repeated, whole, article)
