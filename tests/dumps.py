"""Invented dumps: an article with teaser records glued to it, and honest articles that look a little like one."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

SUBJECTS = (
    "the harbour council", "a group of farmers", "the county archive", "the ferry operator", "the village school",
    "the museum of clocks", "a young baker", "the weather station", "the river authority", "the orchard society",
    "the night train", "the fire brigade", "the old theatre", "a retired teacher", "the botanical garden",
)  # fmt: skip
VERBS = (
    "has repaired", "will rebuild", "is measuring", "wants to sell", "has painted", "may close", "plans to open",
    "is moving", "has counted", "cannot find", "will lend out", "has mapped", "is saving", "would like to move",
)  # fmt: skip
OBJECTS = (
    "the northern pier", "seven wooden bridges", "its oldest boats", "the meadow behind the mill", "a hundred lamps",
    "the stone wall by the lake", "two empty barns", "the path along the canal", "its collection of maps",
    "the roof of the market hall", "the wells in the valley", "a tunnel under the hill", "the lower lock",
)  # fmt: skip
ENDINGS = (
    "before the autumn storms", "without asking the neighbours", "for the third time in ten years",
    "because the ground is sinking", "although money is short", "while the tourists are away",
    "after a long quarrel over the cost", "so that children can walk there safely", "in spite of the rain",
    "with the help of volunteers", "as soon as the snow has melted", "until the new law is passed",
)  # fmt: skip
SAYINGS = (
    "“We had hoped for a better summer,” the keeper said.", "Nobody could say what it will cost.",
    "The work is to take about 14 months.", "Only 3 of the 27 members voted against it.",
    "In 1968 the same plan was given up.", "That is twice as much as in the year before.",
)  # fmt: skip
FIRST = ("Joan", "Tom", "Ines", "Marek", "Oda", "Piet", "Ruth", "Sven", "Tilda", "Ugo", "Vera", "Wim")
LAST = ("Carver", "Ellery", "Marlow", "Quist", "Ravn", "Sorel", "Tarn", "Ulmer", "Vane", "Wick", "Yarrow")
OUTLETS = ("Coast Ledger", "Valley Courier", "Lake Herald", "Hill Gazette", "Mill Lane Press", "Northern Pilot")
DEBRIS = (
    "imgWrap", "thumb", "pic_holder", "lazy", "null", "undefined", "arrowUp", "cite", "img-box", "cardImage",
    "srcset", "avatar", "noscript", "play icon", "Thumbnail", "figure", "svgIcon", "spacer", "[object]",
)  # fmt: skip
TRAILING = ("toTop", "scrollUp", "Back up", "null", "cite", "arrow_up", "closeBtn", "Top", "undefined", "chevron")
LEADS = ("Author\u00a0\u00a0{}", "Author  {}", "By {}", "author: {}", "Written by {}", "{}", "by {}", "Author: {}")
DATES = (
    ("Jul 01, 2024", "2024-07-01"), ("2024-07-01", "2024-07-01"), ("01.07.2024", "2024-07-01"),
    ("1 July 2024", "2024-07-01"), ("March 3, 2024", "2024-03-03"), ("Mar 3, 2024", "2024-03-03"),
    ("Tue, 5 Mar 2024", "2024-03-05"), ("2024-03-05 14:20", "2024-03-05T14:20"), ("12 September 2023", "2023-09-12"),
    ("3 hours ago", None), ("Yesterday", None), ("2 days ago", None), ("Jan 23, Thu", None), ("Monday, July 1", None),
    ("30 mins ago", None), ("Just now", None), ("Updated 4 hours ago", None), ("Dec 24", None),
)  # fmt: skip
# d debris, G headline run into the summary, A author, D date, S summary again, H and s: headline and summary apart
ORDERS = (
    "dGADS", "dGDAS", "GADS", "GDS", "GAS", "dGSAD", "dGSDA", "GSD", "DGAS", "DGS", "AGDS", "ADGS", "dDGAS", "dAGDS",
    "GdADS", "dGAdDS", "GSAD", "dGS", "GS", "dGAD", "dGDA", "GAD", "DGA", "AGD", "dDG", "GD", "DG", "dHsADS", "HsDAS",
    "HsDS", "DHsAS", "dHsAS", "dHsDS", "SGAD",
)  # fmt: skip


@dataclass
class Dump:
    """A text, the lines of it that must stay, those that must go, and the teasers it holds."""

    lines: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    teasers: list[dict[str, Any]] = field(default_factory=list)
    about: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def keep(self, line: str, gap: int = 1) -> None:
        if len(line) >= 30 and line.lower() in (each.lower() for each in self.kept):
            line = f"Now {line}"  # only long repeats by accident are none of an article's own
        self.lines += [*[""] * gap, line] if self.lines else [line]
        self.kept.append(line)

    def junk(self, line: str) -> None:
        self.lines.append(line)
        self.gone.append(line)


def clause(r: Random) -> str:
    return f"{r.choice(SUBJECTS)} {r.choice(VERBS)} {r.choice(OBJECTS)} {r.choice(ENDINGS)}"


def sentence(r: Random) -> str:
    text = clause(r)
    if r.random() < 0.3:
        text += f", and {clause(r)}"
    return text[0].upper() + text[1:] + "."


def paragraph(r: Random, sentences: int = 0) -> str:
    parts = [sentence(r) for _ in range(sentences or r.randint(2, 4))]
    if r.random() < 0.4:
        parts.insert(1, r.choice(SAYINGS))
    return " ".join(parts)


def title(r: Random) -> str:
    words = f"{r.choice(SUBJECTS)} {r.choice(VERBS)} {r.choice(OBJECTS)}"
    return words.title() if r.random() < 0.4 else words[0].upper() + words[1:]


def teaser_title(r: Random) -> str:
    """Make a headline with an end of one of the kinds that run into a summary."""
    base = title(r)
    ends = ("", " in 2025", " by 12%", "?", " ‘for good’", " “for good”", " again", "!", " at 42%", " in Hollow Bay")
    return base + r.choice(ends)


def summary(r: Random) -> str:
    text = " ".join(sentence(r) for _ in range(r.randint(1, 3)))
    if r.random() < 0.4:
        cut = r.randint(60, max(61, len(text) - 1))
        text = text[:cut].rstrip() + r.choice(("", "…", "..."))
    return text


def article(dump: Dump, r: Random) -> None:
    """Write a headline, a credit, paragraphs and sub-heads."""
    dump.keep(title(r))
    credit = r.choice((0, 0, 1, 2))
    if credit == 1:
        dump.lines.append("")
        dump.junk(r.choice(("Source {}", "Source: {}", "Via {}")).format(r.choice(OUTLETS)))
    paragraphs = r.randint(8, 16)
    heads = set(r.sample(range(2, paragraphs - 1), r.randint(1, 3)))
    for number in range(paragraphs):
        if number in heads:
            dump.keep(title(r))
        dump.keep(paragraph(r))
    if credit == 2:
        dump.lines.append("")
        dump.junk(r.choice(("Source {}", "Source: {}")).format(r.choice(OUTLETS)))
    if r.random() < 0.3:
        dump.lines.append("")


def author(r: Random) -> str:
    return r.choice(OUTLETS) if r.random() < 0.4 else f"{r.choice(FIRST)} {r.choice(LAST)}"


def record(dump: Dump, r: Random, order: str, style: dict[str, Any]) -> None:
    """Write one teaser record and note what it says."""
    head, text, name = teaser_title(r), summary(r), author(r)
    stamp, iso = r.choice(DATES)
    left_out = r.choice("AD") if style["optional"] and {"A", "D"} <= set(order) and r.random() < 0.3 else ""
    if left_out == "A" and style.get("few") and style["lead"] == "{}":
        left_out = ""  # of two records one would show a bare name, and nothing that it is one
    forms = {
        "d": style["debris"], "G": head + text, "A": style["lead"].format(name), "D": stamp, "S": text, "H": head,
        "s": text,
    }  # fmt: skip
    for letter in order:
        if letter != left_out:
            dump.junk(forms[letter])
    dump.teasers.append(
        {
            "title": head,
            "summary": text,
            "author": name if "A" in order and left_out != "A" else None,
            "date": iso if "D" in order and left_out != "D" else None,
        }
    )


def random_dump(seed: int) -> Dump:
    """Make a dump with a body and records of one order."""
    r = Random(seed)
    dump = Dump()
    article(dump, r)
    order = ORDERS[seed % len(ORDERS)]
    # A name on a line of its own is told from a word only where the summary stands again.
    leads = LEADS if "S" in order else [lead for lead in LEADS if lead != "{}"]
    repeats = "S" in order and "G" in order
    style = {"debris": r.choice(DEBRIS), "lead": r.choice(leads), "optional": repeats and r.random() < 0.3}
    count = r.randint(2, 9)
    style["few"] = count == 2
    for _ in range(count):
        record(dump, r, order, style)
    for word in r.sample(TRAILING, r.choice((0, 1, 2, 3))):
        dump.junk(word)
    dump.about = f"seed {seed}: order {order} × {count}, {style}"
    return dump


def single_record_dump(seed: int) -> Dump:
    """Make a dump with one record whose summary is repeated."""
    r = Random(seed)
    dump = Dump()
    article(dump, r)
    order = r.choice([o for o in ORDERS if "G" in o and "S" in o and o[0] not in "DAS" and o[:2] not in ("dA", "dD")])
    lead = r.choice([lead for lead in LEADS if lead != "{}"])
    style = {"debris": r.choice([word for word in DEBRIS if word[0].islower() and " " not in word]), "lead": lead}
    record(dump, r, order, {**style, "optional": False})
    for word in r.sample(TRAILING, r.choice((0, 1, 2))):
        dump.junk(word)
    dump.about = f"seed {seed}: single, order {order}, {style}"
    return dump


CAMEL = ("YouTube", "iPhone", "McDonald", "LinkedIn", "eBay", "PayPal", "TikTok", "OpenRoad", "HarborView")
SHORT = ("Pros", "Cons", "Rated: Good", "Verdict", "Ingredients", "quote", "placeholder", "Q&A", "Final thoughts")


def honest(seed: int) -> Dump:
    """Make an article that has, within its prose, what records are made of."""
    r = Random(seed)
    dump = Dump()
    dump.keep(title(r))
    tricks = [timeline, pull_quote, list_of_things, questions, review, inner_byline, lone_words, camel_timeline]
    for trick in r.sample(tricks, r.randint(2, 4)):
        dump.keep(paragraph(r))
        trick(dump, r)
    dump.keep(paragraph(r))
    dump.keep(paragraph(r))
    dump.about = f"honest {seed}"
    return dump


def timeline(dump: Dump, r: Random) -> None:
    for stamp, _ in r.sample(DATES, 4):
        dump.keep(stamp)
        dump.keep(paragraph(r, r.choice((1, 2))), gap=r.choice((0, 1)))
    dump.keep(paragraph(r))


def camel_timeline(dump: Dump, r: Random) -> None:
    gap = r.choice((0, 1))
    for word, (stamp, _) in zip(r.sample(CAMEL, 4), r.sample(DATES, 4), strict=True):
        dump.keep(stamp, gap)
        done = f"{r.choice(VERBS)} {r.choice(OBJECTS)} {r.choice(ENDINGS)}"
        dump.keep(f"In the spring {word} {done}. {sentence(r)}", gap)


def pull_quote(dump: Dump, r: Random) -> None:
    said = sentence(r)
    opening, closing = r.choice(("“”", '""', "‘’", "  ", "«»")) if r.random() < 0.8 else ("", "")
    quote = f"{opening}{said}{closing}".strip()
    dump.keep(f"{sentence(r)} The keeper said: {quote}")
    dump.keep(r.choice((quote, said)))
    dump.keep(f"{r.choice(FIRST)} {r.choice(LAST)}")
    dump.keep(paragraph(r))


def list_of_things(dump: Dump, r: Random) -> None:
    for _ in range(r.randint(3, 6)):
        item = f"{r.choice(SUBJECTS)} {r.choice(OBJECTS)}"
        dump.keep(r.choice(("", "- ", "• ", "1. ")) + item, gap=0)


def questions(dump: Dump, r: Random) -> None:
    for _ in range(3):
        dump.keep(f"Q: Why is it that {clause(r)}?")
        dump.keep(f"A: {paragraph(r, 1)}")


def review(dump: Dump, r: Random) -> None:
    for word in r.sample(OBJECTS, 3):
        dump.keep(word.title())
        dump.keep("Rated: Good")
        dump.keep("Pros")
        dump.keep(paragraph(r))
        dump.keep("Cons")
        dump.keep(paragraph(r, 1))


def inner_byline(dump: Dump, r: Random) -> None:
    for _ in range(2):
        dump.keep(title(r))
        dump.keep(f"By {r.choice(FIRST)} {r.choice(LAST)}")
        dump.keep(paragraph(r))
        dump.keep(paragraph(r))


def lone_words(dump: Dump, r: Random) -> None:
    dump.keep(r.choice(SHORT))
    dump.keep(paragraph(r))
    dump.keep("Final thoughts")
    dump.keep("The word placeholder stood where the quote should have been, and goTop was still below the page.")
