"""Hostile names, links, special files, packing and output places."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile import Case, Make, content, refused, text

ENGLISH = "The ferry to the island sails again from Monday, the harbour office said on Friday.\n"
NAMES = {
    "newline": "a\nb.txt",
    "escape": "a\x1b[31mb.txt",
    "c1": "a\x9bb.txt",
    "not utf-8": os.fsdecode(b"caf\xe9.txt"),
    "direction": "a\u202etxt.b.txt",
    "blank": " .txt",
    "dash": "-n.txt",
    "options": "--in-place.txt",
    "quotes": "a'b\"c`d.txt",
    "glob": "a*[b]?.txt",
    "markup": "[bold]a[link].txt",
    "long": "語" * 80 + ".txt",
    "longest": "a" * 251 + ".txt",
    "dots": "a....txt",
    "backslash": "a\\b.txt",
    "percent": "%00%2e%2e.txt",
    "emoji": "👩‍🚀.txt",
}


def cases() -> Iterator[Case]:
    """Give the cases of this module."""
    yield from packed()
    if os.name == "posix":
        yield from names()
        yield from links()
        yield from places()
        yield from lists()


def packed() -> Iterator[Case]:
    pack: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
    raw = (ENGLISH + "\n").encode() * 200
    whole = {end: make(raw) for end, make in pack.items()}
    bomb = bytes(1 << 20)
    for end, data in whole.items():
        yield text(f"packed {end}", data, ENGLISH.strip(), file=f"a.txt.{end}")
        yield text(f"packed {end} by another name", data, ENGLISH.strip())
        yield text(f"packed {end} in a pipe", data, ENGLISH.strip(), args=("clean",), stdin=data)
        yield text(f"packed {end} in two members", data + data, ENGLISH.strip(), file=f"a.txt.{end}")
        for size in (1, len(data) // 2, 20):
            yield refused(f"packed {end}, cut by {size}", data[:-size], "", file=f"a.txt.{end}")
        broken = data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 255]) + data[len(data) // 2 + 1 :]
        yield refused(f"packed {end}, damaged", broken, "", file=f"a.txt.{end}")
        yield refused(f"packed {end}, a tail", data + b"more bytes here", "damaged", file=f"a.txt.{end}")
        yield text(f"packed {end}, zero bytes behind", data + bytes(512), ENGLISH.strip(), file=f"a.txt.{end}")
    yield refused("packed gz bomb", gzip.compress(bomb * 300), "", file="a.txt.gz")
    yield refused("packed xz bomb", lzma.compress(bomb * 100), "", file="a.txt.xz")
    yield refused("packed bz2 bomb as records", bz2.compress(bomb * 100), "", file="a.jsonl.bz2", messages=None)
    yield refused("packed twice", gzip.compress(gzip.compress(raw)), "", file="a.txt.gz")
    yield text("packed by name only", raw, ENGLISH.strip(), file="a.txt.gz")


def names() -> Iterator[Case]:
    for name, file in NAMES.items():
        put = content(file, ENGLISH)
        yield Case(f"name {name}", put, ("clean", "--", file), has=(ENGLISH,))
        yield Case(f"name {name} into a folder", put, ("clean", "-o", "out/", "."), messages=0)
        yield Case(
            f"name {name} in place",
            content(file, ENGLISH + "Source: Reuters\n"),
            ("clean", "--in-place", "--", file),
            messages=0,
        )
        yield Case(
            f"name {name} refused", content(file, bytes(3000)), ("clean", "--", file), 1, "binary file, not text"
        )


def links() -> Iterator[Case]:
    def link(name: str, target: str, *more: Make) -> Make:
        def make(folder: Path) -> None:
            for each in more:
                each(folder)
            (folder / name).symlink_to(target)

        return make

    article = content("a.txt", ENGLISH)
    yield Case(
        "link to nothing",
        link("b.txt", "no.txt", article),
        ("clean", "."),
        1,
        "b.txt: is a link to nothing",
        has=(ENGLISH,),
    )
    yield Case("link to nothing, named", link("b.txt", "no.txt"), ("clean", "b.txt"), 1, "b.txt: no such file")
    yield Case("link to itself", link("b.txt", "b.txt", article), ("clean", "."), 1, "b.txt: is a link", has=(ENGLISH,))
    yield Case("link to itself, named", link("b.txt", "b.txt"), ("clean", "b.txt"), 1, "b.txt: too many levels")
    yield Case("link, named", link("b.txt", "a.txt", article), ("clean", "b.txt"), has=(ENGLISH,))
    yield Case("link in a walk", link("b.txt", "a.txt", article), ("clean", "-o", "out", "."), files=("a.txt",))
    yield Case(
        "link followed",
        link("b.txt", "a.txt", article),
        ("clean", "-o", "out", "--follow", "."),
        files=("a.txt", "b.txt"),
    )
    yield Case("loop", link("b", ".", article), ("clean", "-o", "out", "."), files=("a.txt",))
    yield Case(
        "loop followed",
        link("b", ".", article),
        ("clean", "-o", "out", "--follow", "."),
        1,
        "is a loop of links",
        files=("a.txt",),
    )
    yield Case(
        "link in place", link("b.txt", "a.txt", article), ("clean", "--in-place", "b.txt"), 1, "b.txt: is a link"
    )
    yield Case(
        "link to zeros in a walk", link("z.txt", "/dev/zero", article), ("clean", "--follow", "."), has=(ENGLISH,)
    )
    yield Case("link to zeros, named", link("z.txt", "/dev/zero"), ("clean", "z.txt"), 1, "z.txt: is a device")
    yield Case("zeros", lambda _: None, ("clean", "/dev/zero"), 1, "/dev/zero: is a device")
    yield Case("random", lambda _: None, ("clean", "/dev/urandom"), 1, "/dev/urandom: is a device")

    def special(folder: Path) -> None:
        article(folder)
        os.mkfifo(folder / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(os.path.relpath(folder / "door.txt"))

    yield Case("pipe and socket in a walk", special, ("clean", "-o", "out", "."), files=("a.txt",))
    yield Case("socket, named", special, ("clean", "door.txt"), 1, "door.txt: is a device or socket")
    yield Case("no such file", lambda _: None, ("clean", "no.txt"), 1, "no.txt: no such file")
    yield Case("a file as a folder", article, ("clean", "a.txt/b.txt"), 1, "a.txt/b.txt: not a directory")
    yield Case("empty name", lambda _: None, ("clean", ""), 1, '"": is no name')
    yield Case("name too long", lambda _: None, ("clean", "a" * 5000), 1, "file name too long")

    def deep(folder: Path) -> None:
        here = folder
        for _ in range(120):
            here = here / "d"
        here.mkdir(parents=True)
        (here / "a.txt").write_text(ENGLISH)

    yield Case("120 folders deep", deep, ("clean", "."), has=(ENGLISH,))


def places() -> Iterator[Case]:
    def files(*names: str) -> Make:
        def make(folder: Path) -> None:
            for name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(ENGLISH)

        return make

    def with_link(link: str, target: str, *names: str) -> Make:
        def make(folder: Path) -> None:
            files(*names)(folder)
            (folder / link).symlink_to(target)

        return make

    def refusal(name: str, make: Make, says: str, *args: str) -> Case:
        return Case(name, make, ("clean", *args), 2, says)

    yield refusal("twins", files("in/a.txt", "in/a.html"), "would both be written as a.txt", "in", "-o", "out")
    yield Case(
        "twins apart",
        files("in/a.txt", "in/a.html"),
        ("clean", "in", "-o", "out", "--full-names"),
        files=("a.html.txt", "a.txt"),
    )
    yield refusal("twins around a folder", files("in/a.html", "in/a.m/x.txt", "in/a.txt"), "both", "in", "-o", "out")
    yield refusal("twins by case", files("in/a.txt", "in/A.txt"), "both be written", "in", "-o", "out")
    yield refusal("folders by case", files("in/b/x.txt", "in/B/y.txt"), "both be written", "in", "-o", "out")
    yield refusal(
        "twins by composition", files("in/\u00e9.txt", "in/e\u0301.txt"), "both be written", "in", "-o", "out"
    )
    yield refusal(
        "a file and a folder", files("in/a.html", "in/a.txt/x.md"), "both be written as a.txt", "in", "-o", "out"
    )
    yield refusal("two roots", files("one/a.txt", "two/a.txt"), "both be written as a.txt", "one", "two", "-o", "out")
    yield refusal("packed twins", files("in/a.txt", "in/a.txt.gz"), "both be written as a.txt", "in", "-o", "out")
    yield refusal("out is in", files("in/a.txt"), "in is the input too", "in", "-o", "in")
    yield refusal(
        "out is in by a link",
        with_link("l", "in", "in/a.txt"),
        "l is the input too",
        "in",
        "-o",
        "l",
    )
    yield refusal(
        "output is its input", files("in/a.txt"), "a.txt is the input too", "in/a.txt", "-o", "in/", "--overwrite"
    )
    yield refusal("output file is its input", files("a.txt"), "a.txt is an input too", "a.txt", "-o", "a.txt")
    yield refusal("report is an input", files("a.txt"), "a.txt is an input too", "a.txt", "--report", "a.txt")
    yield refusal("outputs among inputs", files("d/in/in/a.txt"), "is among the inputs", "d/in", "-o", "d")
    yield refusal(
        "foreign output", files("in/a.txt", "out/a.txt"), "a.txt exists and is not newsclean's", "in", "-o", "out"
    )
    yield refusal(
        "output is a folder", files("in/a.html", "out/a.txt/x"), "a.txt: is a folder", "in", "-o", "out", "--overwrite"
    )
    yield refusal("out is a file", files("in/a.txt", "in/b.txt", "out"), "out: is a file", "in", "-o", "out")
    yield refusal("out below a file", files("in/a.txt", "out"), "is a file", "in", "-o", "out/x/")
    yield refusal(
        "out leads away",
        with_link("o/s", "../t", "in/s/a.txt", "o/x.txt", "t/y"),
        "leads out of",
        "in",
        "-o",
        "o",
    )
    yield refusal("standard input into a folder", lambda _: None, "standard input has no name", "-", "-o", "out/")
    yield refusal("one name twice", files("a.txt"), "name the same file", "a.txt", "-o", "x.json", "--report", "x.json")
    yield Case("out inside in", files("in/a.txt", "in/out/b.txt"), ("clean", "in", "-o", "in/out"), messages=0)
    yield Case("nothing there", lambda f: (f / "in").mkdir(), ("clean", "in", "-o", "out"), says="nothing to clean")


def lists() -> Iterator[Case]:
    def files(folder: Path) -> None:
        (folder / "in/s").mkdir(parents=True)
        for name in ("in/a.txt", "in/s/a.txt", "in/n\nl.txt"):
            (folder / name).write_text(ENGLISH)

    call = ("clean", "--files-from", "-", "-0", "-o", "out")
    yield Case(
        "list",
        files,
        call,
        stdin=b"in/a.txt\0in/s/a.txt\0in/n\nl.txt\0",
        files=("in/a.txt", "in/n\nl.txt", "in/s/a.txt"),
    )
    yield Case(
        "list with doubles", files, call, stdin=b"in/a.txt\0./in/a.txt\0in//a.txt\0in/a.txt", files=("in/a.txt",)
    )
    yield Case(
        "list with folders",
        files,
        call,
        stdin=b"in\0in/a.txt\0in/s\0in/s/a.txt\0",
        files=("in/a.txt", "in/n\nl.txt", "in/s/a.txt"),
    )
    yield Case("list leading out", files, call, stdin=b"in/../in/a.txt\0", files=("in/in/a.txt",))
    yield Case(
        "list with a gap", files, call, 1, "no.txt: no such file", stdin=b"no.txt\0in/a.txt\0", files=("in/a.txt",)
    )
    yield Case("list of lines", files, ("clean", "--files-from", "-"), stdin=b"in/a.txt\r\n\n", has=(ENGLISH,))
    yield Case(
        "list without -0", files, ("clean", "--files-from", "-"), 1, "in/a.txt\\x00", stdin=b"in/a.txt\0in/s/a.txt\0"
    )
    yield Case("list with a dash", files, ("clean", "--files-from", "-"), 1, "./-: no such file", stdin=b"-\n")
    yield Case(
        "list that is none", files, ("clean", "--files-from", "-"), 2, "is no list of names", stdin=b"x" * 300_000
    )
    yield Case("list missing", files, ("clean", "--files-from", "no"), 2, "no: no such file")
    yield Case("list is a folder", files, ("clean", "--files-from", "in"), 2, "in: is a directory")
    yield Case("list empty", files, ("clean", "--files-from", "-"), says="nothing to clean")
    yield Case(
        "list of our own", files, call, 1, "is newsclean's own", stdin=b"out/.newsclean/manifest.jsonl\0", files=()
    )
    yield Case("-0 alone", files, ("clean", "-0", "in/a.txt"), 2, "-0 goes with --files-from")
