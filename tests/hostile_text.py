"""Hostile encodings, shapes and pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.hostile import Case, refused, text

GERMAN = "Die Fähre fährt wieder, sagte das Hafenamt am Freitag in Köln, und die Gäste grüßen zurück.\n"
SCRIPTS = {
    "cp1252": GERMAN + "Die Preise steigen um 5 € für Gäste.\n",
    "iso8859-15": GERMAN,
    "cp1250": "Prezydent powiedział, że łódź płynie dalej, a wyspiarze są zadowoleni. Źródło jest czyste.\n",
    "cp1251": "Паром на остров снова ходит с понедельника, сообщила администрация порта в пятницу.\n",
    "koi8-r": "Паром на остров снова ходит с понедельника, сообщила администрация порта в пятницу.\n",
    "shift_jis": "島へのフェリーは月曜日から再び運航すると港湾局が金曜日に発表した。島民は郵便を待っていた。\n",
    "euc_jp": "島へのフェリーは月曜日から再び運航すると港湾局が金曜日に発表した。島民は郵便を待っていた。\n",
    "iso2022_jp": "島へのフェリーは月曜日から再び運航すると港湾局が発表した。\n",
    "gb18030": "港务局星期五表示，通往岛上的渡轮将从星期一起恢复航行，岛民们一直在等待邮件。\n",
    "big5": "港務局星期五表示，通往島上的渡輪將從星期一起恢復航行，島民們一直在等待郵件。\n",
    "euc_kr": "섬으로 가는 여객선이 월요일부터 다시 운항한다고 항만청이 금요일에 밝혔다.\n",
}
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig")
ENGLISH = "The ferry to the island sails again from Monday, the harbour office said on Friday.\n"
ODD_CHARACTERS = {
    "zwnj": "او می‌خواهم گفت و رفت به خانه خود در شهر.",
    "emoji joiner": "The crew 👩‍🚀 of the station waved to the harbour.",
    "flags": "The flags 🇩🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿 hang in the harbour today.",
    "no-break space": "The price is 5\u00a0000 dollars, he said.",
    "soft hyphen": "The har\u00adbour is open again, he said.",
    "combining": "Zalgo t\u0301\u0302\u0303\u0304ext is text too, they said.",
    "right to left": "قال الميناء إن العبارة تبحر من جديد يوم الاثنين.",
    "mathematics": "It holds that a < b && c > d, he wrote.",
    "entities": "Tom &amp; Jerry sailed to the island.",
    "private use": "The sign \ue000 stood on the door of the office.",
    "noncharacter": "The sign \uffff stood on the door of the office.",
    "astral": "The 𝔣𝔢𝔯𝔯𝔶 sails again from Monday, they said.",
}
KEPT_AS_IS = {"zwnj", "emoji joiner", "flags", "no-break space", "combining", "right to left", "private use", "astral"}


def cases() -> Iterator[Case]:
    """Give the cases of this module."""
    yield from encodings()
    yield from characters()
    yield from binaries()
    yield from shapes()
    yield from pages()


def encodings() -> Iterator[Case]:
    for name, source in SCRIPTS.items():
        yield text(f"encoding {name}", source.encode(name), source.strip().splitlines()[0][:40])
        page = f'<html><head><meta charset="{name}"></head><body><p>{source.strip()}</p></body></html>'
        yield text(f"declared {name}", page.encode(name), source.strip().splitlines()[0][:40], file="a.html")
    for name in WIDE:
        yield text(f"encoding {name}", GERMAN.encode(name), GERMAN.strip())
        yield text(
            f"encoding {name}, told", GERMAN.encode(name), GERMAN.strip(), args=("clean", "--encoding", name, "a.txt")
        )
    mixed = GERMAN.encode() * 5 + GERMAN.encode("latin-1")
    yield text("one latin-1 line", mixed, GERMAN.strip(), "f\ufffdhrt", says="bad byte")
    yield text(
        "one bad byte", GERMAN.encode() * 2 + b"bro\xffken\n", GERMAN.strip(), "bro\ufffdken", says="a.txt: 1 bad byte"
    )
    yield refused(
        "bad byte, strict",
        b"bro\xffken\n",
        "",
        args=("clean", "--encoding-errors", "strict", "--encoding", "utf-8", "a.txt"),
    )
    yield text("cut character", GERMAN.encode() + "ü".encode()[:1] + b"\n", GERMAN.strip())
    yield text("surrogates in utf-8", ENGLISH.encode() + b"\xed\xa0\x80 text\n", ENGLISH.strip())
    yield text("overlong", ENGLISH.encode() + b"\xc0\xaf text\n", ENGLISH.strip())
    yield text("odd utf-16", ENGLISH.encode("utf-16") + b"\x41", ENGLISH.strip())
    yield Case(
        "encoding unknown", lambda _: None, ("clean", "--encoding", "klingon", "-"), 2, "unknown encoding 'klingon'"
    )
    yield Case(
        "encoding no text", lambda _: None, ("clean", "--encoding", "base64", "-"), 2, "unknown encoding 'base64'"
    )


def characters() -> Iterator[Case]:
    for name, line in ODD_CHARACTERS.items():
        yield text(f"character {name}", f"{ENGLISH}\n{line}\n", *([line] if name in KEPT_AS_IS else []))
    for code in (*range(1, 9), *range(14, 32), 127, 0x80, 0x9B, 0x9F):
        source = f"{ENGLISH}\nThe bell {chr(code)}rang.\n"
        yield text(f"control {code:#x}", source, "The bell rang." if code != 27 else "The bell ", lacks=(chr(code),))
    for name, escape in (
        ("colour", "\x1b[31m"),
        ("title", "\x1b]0;own\x07"),
        ("link", "\x1b]8;;http://evil\x1b\\"),
        ("c1", "\x9b31m"),
    ):
        source = f"{ENGLISH}\nIt was {escape}red there.\n"
        yield text(f"escape {name}", source, "red there.", lacks=("\x1b", "\x9b"))
        for command in (("explain", "a.txt"), ("clean", "--diff", "a.txt")):
            doubled = f"{source}\nIt was {escape}red there. It was red there and it was red.\n" * 2
            yield text(f"escape {name} in {command[0]}", doubled, args=command, again=False, lacks=("\x1b", "\x9b"))
    yield text(
        "rich markup", f"{ENGLISH}\n[bold]x[/foo] [link=http://evil]y :smile: he said.\n", "[bold]x[/foo]", ":smile:"
    )
    yield text(
        "rich markup, explained", "[/foo] :smile:\n\nSource: [/bar]\n", "[/foo]", args=("explain", "a.txt"), again=False
    )
    yield text(
        "separators", f"One line here.\u2028Two lines here.\x85Three {ENGLISH}", "Two lines here.", "Three The ferry"
    )


def binaries() -> Iterator[Case]:
    noise = bytes((7 * n * n + n // 3) % 256 for n in range(4000))
    heads = {
        "elf": b"\x7fELF\x02\x01\x01" + bytes(200),
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise,
        "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise,
        "zip": b"PK\x03\x04\x14\0\0\0" + noise,
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + noise,
        "sqlite": b"SQLite format 3\0" + noise,
        "noise": noise,
        "zeros": bytes(5000),
    }
    for name, data in heads.items():
        yield refused(f"binary {name}", data, "binary file, not text")
        if name != "noise":
            yield refused(f"binary {name} as page", data, "", file="a.html")
    piped = refused("binary noise in a pipe", noise, "", args=("clean",), stdin=noise)
    yield piped._replace(says="standard input: binary file")
    yield text("text with zeros", ENGLISH.encode().replace(b" ", b" \0", 3), ENGLISH.strip(), lacks=("\0",))
    yield text("zeros at the end", ENGLISH.encode() + bytes(4096), ENGLISH.strip(), lacks=("\0",))


def shapes() -> Iterator[Case]:
    yield text("empty", b"", again=False)
    yield text("blank", b" \n\t\n\r\n", again=False)
    yield text("only a mark", b"\xef\xbb\xbf", again=False)
    yield text("no final line break", ENGLISH.strip(), ENGLISH.strip() + "\n")
    yield text("old mac", ENGLISH.replace("\n", "\r") * 2 + "End of it.", "End of it.", lacks=("\r",))
    yield text("windows", (ENGLISH + "\nThe end.\n").replace("\n", "\r\n"), "The end.\n", lacks=("\r",))
    yield text("blanks around", "\n\n\n" + ENGLISH + "\n" * 50, ENGLISH)
    yield text("two million blank lines", ENGLISH + "\n" * 2_000_000 + "The end.\n", "The end.")
    yield text("a line of 20 MB", "word " * 4_000_000 + "\n", "word word")
    yield text("a word of 5 MB", "x" * 5_000_000 + "\n", "xxx")
    yield text("200,000 spaces", "a" + " " * 200_000 + "b\n", "a", "b")
    yield text("500,000 short lines", "".join(f"ab {n % 50_000}\n" for n in range(500_000)), "ab 49999", again=False)
    yield text("100,000 equal lines", ENGLISH * 100_000, ENGLISH, again=False)
    yield text("50,000 credits", ENGLISH + "Source: Reuters\n" * 50_000, ENGLISH.strip())
    yield text(
        "30,000 teasers",
        ENGLISH + "Market slumpsMarket fell\nAuthor    FXStreet\nJul 01, 2024\n" * 10_000,
        ENGLISH.strip(),
    )
    yield text("brackets", "<" * 100_000 + "\n" + "&" * 100_000 + "\n" + "[" * 100_000 + "\n", "<<<", "&&&")
    yield text("comments that never end", "<!--" * 50_000 + " text\n", "text")
    yield text("quotes", "“" * 50_000 + '"' * 50_000 + " said.\n", "said.")
    yield text("dates", "Jul 01, 2024 " * 20_000 + "\n", again=False)
    yield refused(
        "too large", ENGLISH * 100, "is larger than 1,000 bytes", args=("clean", "--max-bytes", "1000", "a.txt")
    )
    yield refused("too large by default", b"a b\n" * (17 << 20), "is larger than 67,108,864 bytes")


def pages() -> Iterator[Case]:
    def page(name: str, body: str, *has: str, **more: Any) -> Case:
        return text(f"page {name}", f"<html><body>{body}</body></html>", *has, file="a.html", **more)

    yield page("deep", "<div>" * 100_000 + "Deep words stay." + "</div>" * 100_000, "Deep words stay.")
    yield page(
        "deep and open", "<div><p>First words.</p>" + "<span>" * 50_000 + "Last words.", "First words.", "Last words."
    )
    yield page("attributes", "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">Words stay.</p>", "Words stay.")
    yield page("attribute of 5 MB", f'<p title="{"x" * 5_000_000}">Words stay.</p>', "Words stay.")
    yield page("50,000 paragraphs", "<p>Words stay here.</p>" * 50_000, "Words stay here.")
    yield page("unclosed", "<p>One thing stays<b>Two things<i>Three things", "One thing stays", "Three things")
    yield page(
        "wrong nesting", "<b><p>One stays</b> and two</p><td>Three cells</table>", "One stays", "and two", "Three cells"
    )
    yield page("text of 12 MB", "<p>" + "word " * 2_400_000 + "end.</p>", "end.")
    yield page("no end of a tag", '<p>Before it.</p><a href="x' + "y" * 100_000, "Before it.")
    yield page("half a comment", "<p>Before it.</p><!-- " + "never " * 10_000, "Before it.")
    yield page("script", "<script>var x = '<p>no</p>';</script><p>Yes words.</p>", "Yes words.", lacks=("var x",))
    yield page("markup as text", "<p>He wrote &lt;b&gt; &amp;amp; left.</p>", "He wrote <b>", again=False)
    yield page("unknown entities", "<p>A &foo; and &#xFFFFFFFF; and &#0; stay.</p>", "A &foo; and", again=False)
    yield page("control entities", "<p>A &#27;[31m bell &#7; here.</p>", "bell", lacks=("\x1b", "\x07"))
    yield page("zero bytes", "<p>Wo\0rds stay.</p>", "stay.", lacks=("\0",))
    yield page("empty", "")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    yield text("page entity bomb", bomb + "]><html><body><p>Words &j; stay.</p></body></html>", "stay.", file="a.html")
    yield text(
        "xhtml entity bomb",
        '<?xml version="1.0"?>' + bomb + "]><html><body><p>&j;Words.</p></body></html>",
        file="a.xhtml",
        again=False,
    )
    xxe = '<!DOCTYPE x [<!ENTITY f SYSTEM "secret.txt">]><html><body><p>Words &f; stay.</p></body></html>'
    yield Case(
        "page external entity",
        lambda folder: ((folder / "a.html").write_text(xxe), (folder / "secret.txt").write_text("hidden")),
        ("clean", "a.html"),
        has=("stay.",),
        lacks=("hidden",),
    )
    yield text(
        "markdown deep",
        "> " * 5000 + "Words stay.\n\n" + "- " * 5000 + "More words.\n",
        "Words stay.",
        file="a.md",
        again=False,
    )
    yield text("markdown links", "[" * 20_000 + "Words](http://x)\n", "Words", file="a.md", again=False)
    yield text("markdown front matter open", "---\ntitle: x\n" + "key: value\n" * 5000, file="a.md", again=False)
