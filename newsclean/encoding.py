"""Bytes to text: which encoding, what was bad, and which control characters are no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.errors import ConfigError, InputError
from newsclean.lazy import pattern
from newsclean.native import native


class Decoded(NamedTuple):
    """Text, the codec it was read with, and one line for everything that was guessed, replaced or dropped."""

    text: str
    encoding: str
    warnings: list[str]


_MARKS = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY_STARTS = pattern(
    rb"\x7fELF|\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a[^ -~]|%PDF-\d\.\d[\r\n]|\xd0\xcf\x11\xe0"
    rb"|SQLite format 3\x00|PK\x03\x04|PK\x05\x06|\x1f\x8b\x08|BZh\d1AY&SY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd"
    rb"|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"
)
_CONTROL_BYTES = bytes(c for c in range(32) if c not in b"\b\t\n\x0b\x0c\r\x1b") + b"\x7f"
_MAX_CONTROLS = 0.05  # of all bytes; random bytes have 0.1
_MIN_WIDE_NULS = 0.15  # UTF-16 of an alphabet with a space a word has at least this share of zero bytes

# What browsers read under these names is the wider set of the second column.
_WEB_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a name readable as ASCII shows that it is not UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_EXTRA_LABELS = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-cp1251": "cp1251",
    "x-big5": "big5hkscs",
}
_NOT_FOR_PAGES = {"unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7", "undefined"}

_GUESSES = [
    *("cp1251", "cp1253", "cp1255", "cp1256", "cp1258", "cp874", "cp866", "iso8859_5", "iso8859_7", "koi8_r"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1252", "cp1250", "cp1254", "cp1257"),
]
_WEST = ("àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü¡¿ªº", "áâãàçéêíóôõúüªº", "àèéìíîòóùú", "åäöæøéü", "áðéíóúýþæö")
_EAST = ("ąćęłńóśźż", "áäčďéěíĺľňóôŕřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")
_ALPHABETS = {  # the letters beyond a-z of one language each; of equal codecs the first wins
    "cp1252": _WEST,
    "cp1250": _EAST,
    "iso8859-2": _EAST,
    "cp1254": ("çğıiöşüâîû",),
    "cp1257": _BALTIC,
    "mac-roman": _WEST,
    "cp850": _WEST,
}
_MARKS_OF_ALL = frozenset("«»“”„‘’‚–—…€°·•£©®™§\xa0\xad")
_SAMPLE = 1 << 16


def decode(
    data: bytes, *, declared: str | None = None, encoding: str | None = None, errors: str = "replace"
) -> Decoded:
    """Decode `data`, which may be in any encoding.

    Raises InputError for binary data and, with errors="strict", for bytes that fit no encoding; ConfigError
    when `encoding` is no known text encoding.
    """
    if encoding:
        return _finish(data, _named(encoding), errors)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _finish(data, name, errors)
    nuls = data.count(0)
    if _BINARY_STARTS.match(data) or (nuls and not data.strip(b"\0")):
        raise InputError("binary file, not text")
    wide = _wide_name(data, nuls) if nuls else None
    if wide:
        return _finish(data, wide, errors)
    body = data.rstrip(b"\0")  # a file grown in advance ends in zero bytes
    if _many_controls(body):
        raise InputError("binary file, not text")
    return _narrow(data, declared, errors)


def _narrow(data: bytes, declared: str | None, errors: str) -> Decoded:
    """Decode data of one byte or more a character."""
    if b"\x1b" in data and data.isascii():
        for name in ("iso2022_jp", "iso2022_jp_ext", "iso2022_kr"):
            if re.search(rb"\x1b[$(]", data) and _decodes(data, name):
                return _finish(data, name, errors)
    if _decodes(data, "utf-8") or _mostly_utf8(data):
        return _finish(data, "utf-8", errors)
    told = _declared_codec(declared)
    if told and _decodes(data, told):
        return _finish(data, told, errors)
    guess = _guess(data)
    decoded = _finish(data, guess, errors)
    decoded.warnings.insert(0, f"encoding not declared and not UTF-8, read as {guess}")
    return decoded


def _finish(data: bytes, name: str, errors: str) -> Decoded:
    warnings = []
    try:
        text = data.decode(name)
    except UnicodeError as error:
        if errors == "strict":
            raise InputError(_bad_byte(error, name)) from None
        text = data.decode(name, "replace")
        # A replacement character that stood in the source is not one of ours.
        bad = text.count("\ufffd") - data.decode(name, "ignore").count("\ufffd")
        warnings.append(f"{bad} bad byte sequence{'s' * (bad != 1)} for {name} replaced by U+FFFD")
    text = text.removeprefix("\ufeff")
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        warnings.append(f"{nuls} zero byte{'s' * (nuls != 1)} dropped")
    return Decoded(text, name, warnings)


def _bad_byte(error: UnicodeError, name: str) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not valid {name}: byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return f"not valid {name}"


def _many_controls(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MAX_CONTROLS * len(data)


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeError:
        return False
    return True


def _named(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError):
        raise ConfigError(f"unknown encoding {encoding!r}") from None
    return name


def _declared_codec(declared: str | None) -> str | None:
    """Name the codec that browsers use for a declared label, None when there is none."""
    if not declared:
        return None
    label = declared.strip().lower()
    try:
        name = _EXTRA_LABELS.get(label) or _named(label)
    except ConfigError:
        return None
    return None if name in _NOT_FOR_PAGES else _WEB_LABELS.get(name, name)


def _mostly_utf8(data: bytes) -> bool:
    """Say whether two of three non-ASCII sequences are good UTF-8, as no other encoding has by chance."""
    good = data.decode("utf-8", "ignore")
    bad = data.decode("utf-8", "replace").count("\ufffd") - good.count("\ufffd")
    return bad * 2 <= sum(map(len, re.findall(r"[^\x00-\x7f]+", good)))


def _wide_name(data: bytes, nuls: int) -> str | None:
    """Name the UTF-16 or UTF-32 without a mark that the pattern of zero bytes shows, if any."""
    if nuls < _MIN_WIDE_NULS * len(data):
        rest = data.replace(b"\0", b"")
        if nuls * 3 < rest.count(b" ") + rest.count(b"\n"):
            return None  # in UTF-16 every space has its zero byte
        if _decodes(rest, "utf-8") and not _many_controls(rest):
            return None  # text with a few zero bytes in it
    sample = data[: min(len(data), _SAMPLE) // 4 * 4] or data
    little = sample[1::2].count(0) >= sample[::2].count(0)  # the high bytes come second
    names = ("utf-32-le", "utf-32-be", "utf-16-le" if little else "utf-16-be")
    return next((name for name in names if _plausible(sample, name)), None)


def _plausible(sample: bytes, name: str) -> bool:
    from unicodedata import category

    try:
        text = codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeError:
        return False
    odd = sum(not (ch.isprintable() or ch.isspace() or category(ch) == "Cf") for ch in text)
    return len(text) > 1 and odd <= 0.02 * len(text)


def _guess(data: bytes) -> str:
    """Name the likeliest encoding of data that is not UTF-8; cp1252 when nothing speaks for another."""
    sample = b"\n".join(_high_lines(data))[:_SAMPLE]
    name = _latin_name(sample) or _detected(sample)
    return name if name and _decodes(data, name) else "cp1252"


def _latin_name(sample: bytes) -> str | None:
    """Name the codec that gives a text of mostly a-z the letters of one language; detectors are weak here."""
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    letters = len(sample) - len(sample.translate(None, bytes(range(65, 91)) + bytes(range(97, 123))))
    if high > letters:
        return None
    scores = {name: _latin_score(sample.decode(name, "replace"), _ALPHABETS[name]) for name in _ALPHABETS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= 0.9 * high else None


def _latin_score(text: str, alphabets: tuple[str, ...]) -> int:
    """Count the non-ASCII characters that fit the best of the alphabets."""
    capital = re.compile(r"(?<=[a-z])[^\W\d_a-z]")  # a capital after a small letter is a misread byte
    high = [ch for ch in capital.sub(lambda m: m[0] if m[0].islower() else "", text) if ch > "\x7f"]
    marks = sum(ch in _MARKS_OF_ALL for ch in high)
    return marks + max(sum(ch.lower()[0] in alphabet for ch in high) for alphabet in alphabets)


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    return codecs.lookup(best.encoding).name if best else None


def _high_lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines that tell encodings apart, up to about a sample."""
    size = 0
    for line in data.split(b"\n"):
        if not line.isascii():
            yield line
            size += len(line)
            if size > _SAMPLE:
                return


_COMMENT = pattern(rb"<!--.*?-->", re.DOTALL)
_DECLARED = pattern(
    rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)|<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)


def declared_charset(data: bytes) -> str | None:
    """Return the encoding label that an HTML or XML page declares in its first 4 kB."""
    found = _DECLARED.search(_COMMENT.sub(b"", data[:4096]))
    if not found:
        return None
    return (found[1] or found[2]).decode("ascii", "replace").lower()


_CONTROL = pattern(
    r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]"  # ANSI: colours, cursor
    r"|\x1b\][^\x07\x1b\r\n]{0,2048}(?:\x07|\x1b\\)"  # ANSI: titles, hyperlinks
    r"|\x1b[()][0-9A-B]"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]"
)
# The same but for escapes as UTF-8 has them: bytes are looked through in half the time.
_LOW_CONTROLS = bytes((*range(9), *range(14, 32), 0x7F))
_HIGH_CONTROL = pattern(rb"\xc2[\x80-\x84\x86-\x9f]")


def clean_controls(text: str) -> tuple[str, int]:
    """Drop control characters, terminal escapes and inner byte order marks; return how many there were."""
    if native is not None:
        return _CONTROL.subn("", text) if native.holds_controls(text) else (text, 0)
    data = text.encode("utf-8", "surrogatepass")
    none_low = len(data.translate(None, _LOW_CONTROLS)) == len(data) and "\ufeff" not in text
    if none_low and not (b"\xc2" in data and _HIGH_CONTROL.search(data)):
        return text, 0
    return _CONTROL.subn("", text)


def has_surrogates(text: str) -> bool:
    """Say whether `text` holds lone surrogates, which no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
