"""The encoding ladder, bad bytes, binary data, declared character sets, control characters."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.encoding import Decoded, clean_controls, declared_charset, decode, has_surrogates
from newsclean.errors import ConfigError, InputError

TEXTS = {
    "en": "He said it was “the right time” to act – and the bank’s café would close.",
    "de": "Die Bundesregierung hat am Dienstag über die neuen Maßnahmen beraten. Öl bleibt teuer.",
    "fr": "Le président a déclaré que la réforme était « nécessaire ». L’opposition a protesté.",
    "es": "El presidente señaló que la situación económica mejorará en los próximos años. ¿Y después?",
    "pt": "O governo anunciou que não haverá aumento de impostos. A inflação é a menor dos últimos anos.",
    "pl": "Prezydent powiedział, że sytuacja się poprawi. Źródła zbliżone do rządu twierdzą, że tak będzie.",
    "cs": "Prezident řekl, že situace se zlepší. Vláda příští týden projedná návrh zákona o daních.",
    "tr": "Cumhurbaşkanı durumun iyileşeceğini söyledi. Hükümet önümüzdeki hafta tasarıyı görüşecek.",
    "ru": "Президент заявил, что ситуация улучшится. Правительство рассмотрит законопроект.",
    "el": "Ο πρόεδρος δήλωσε ότι η κατάσταση θα βελτιωθεί. Η κυβέρνηση θα εξετάσει το νομοσχέδιο.",
    "ja": "大統領は、状況は改善すると述べた。\n政府は法案を審議する予定だ。\n野党は反発している。\n",
    "zh": "总统周二表示,情况将会改善。\n政府将于下周审议该法案。\n反对党要求提供更多信息。\n",
    "ko": "대통령은 상황이 개선될 것이라고 말했다. 정부는 다음 주에 법안을 검토할 예정이다.",
    "ar": "قال الرئيس إن الوضع سيتحسن. وستناقش الحكومة مشروع القانون الأسبوع المقبل.",
    "fa": "می‌خواهم بگویم که وضعیت بهتر می‌شود. دولت هفتهٔ آینده لایحه را بررسی می‌کند.",
}
LEGACY = [
    *[(code, "cp1252") for code in ("en", "de", "fr", "es", "pt")],
    *[("pl", "cp1250"), ("pl", "iso8859_2"), ("cs", "cp1250"), ("cs", "iso8859_2"), ("tr", "cp1254")],
    *[("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "iso8859_5"), ("el", "cp1253"), ("ar", "cp1256")],
    *[("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("zh", "gb18030"), ("ko", "cp949")],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("code", sorted(TEXTS))
def test_unicode_with_and_without_mark(code: str, encoding: str) -> None:
    text = TEXTS[code]
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings == []


@pytest.mark.parametrize(("code", "encoding"), LEGACY)
def test_legacy_encodings_are_guessed(code: str, encoding: str) -> None:
    decoded = decode(TEXTS[code].encode(encoding))
    assert decoded.text == TEXTS[code]


@pytest.mark.parametrize(("code", "encoding"), LEGACY)
def test_legacy_encodings_are_read_as_declared(code: str, encoding: str) -> None:
    decoded = decode(TEXTS[code].encode(encoding), declared=encoding)
    assert decoded.text == TEXTS[code]
    assert decoded.warnings == []


def test_a_guess_is_reported() -> None:
    assert decode("Über Öl".encode("cp1252")).warnings == ["encoding not declared and not UTF-8, read as cp1252"]


def test_the_explicit_encoding_beats_everything() -> None:
    assert decode("é".encode(), encoding="latin-1", declared="utf-8").text == "Ã©"
    assert decode(b"\xff\xfea", encoding="cp1252").text == "ÿþa"


def test_the_mark_beats_the_declaration() -> None:
    assert decode("é".encode("utf-8-sig"), declared="iso-8859-1") == Decoded("é", "utf-8", [])


def test_utf8_beats_a_wrong_declaration() -> None:
    assert decode("é".encode(), declared="iso-8859-1").text == "é"
    assert decode("le “café”".encode("cp1252"), declared="utf-8").text == "le “café”"


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("iso-8859-1", b"\x93x\x94 \xe9", "“x” é"),
        ("ISO-8859-9", b"\xfe", "ş"),
        ("Shift_JIS", "①株式".encode("cp932"), "①株式"),
        ("x-sjis", "株式".encode("cp932"), "株式"),
        ("gb2312", "囧镕".encode("gb18030"), "囧镕"),
        ("euc-kr", "똠방".encode("cp949"), "똠방"),
        ("big5", "銀行".encode("big5"), "銀行"),
        ("windows-1251", "Банк".encode("cp1251"), "Банк"),
    ],
)
def test_declared_labels_mean_what_browsers_mean(label: str, data: bytes, text: str) -> None:
    assert decode(data, declared=label).text == text


@pytest.mark.parametrize("label", ["nonsense", "", "hex", "unicode_escape", "utf-7", "idna", "utf-16", "a\0b"])
def test_useless_declarations_are_passed_over(label: str) -> None:
    assert decode("Größe \\u0041".encode("cp1252"), declared=label).text == "Größe \\u0041"


@pytest.mark.parametrize("name", ["nonsense", "hex", "rot13", "a\0b"])
def test_an_unknown_encoding_is_an_error(name: str) -> None:
    with pytest.raises(ConfigError, match="unknown encoding"):
        decode(b"", encoding=name)


def test_one_bad_byte_stays_one_bad_byte() -> None:
    data = "Zürich – “gut” …\n".encode() + b"bad \xff byte\n"
    decoded = decode(data)
    assert decoded.text == "Zürich – “gut” …\nbad \ufffd byte\n"
    assert decoded.warnings == ["1 bad byte sequence for utf-8 replaced by U+FFFD"]


def test_utf8_with_one_latin1_line_stays_utf8() -> None:
    good = "Die Bürger wählten. Größe und Übermut führten zu Ärger.\n" * 5
    decoded = decode(good.encode() + "Später hörte man nichts.\n".encode("latin-1") + good.encode())
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace(good, "") == "Sp\ufffdter h\ufffdrte man nichts.\n"
    assert decoded.warnings == ["2 bad byte sequences for utf-8 replaced by U+FFFD"]


def test_a_genuine_replacement_character_is_not_counted() -> None:
    decoded = decode("äöü \ufffd ".encode() + b"\xff")
    assert decoded.text.count("\ufffd") == 2
    assert decoded.warnings[0].startswith("1 bad")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [("äöü“”".encode() + b"\xff", None), (b"\xef\xbb\xbf\xff", None), (b"\x81", "cp1252")],
)
def test_strict_refuses_bad_bytes(data: bytes, encoding: str | None) -> None:
    with pytest.raises(InputError, match=r"^not valid [\w-]+: byte 0x[0-9a-f]{2} at offset \d+$"):
        decode(data, encoding=encoding, errors="strict")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16", "utf-32"])
def test_half_a_character_at_the_end_is_replaced(encoding: str) -> None:
    decoded = decode(("Nothing new here. " * 3).encode(encoding)[:-1])
    assert decoded.text.startswith("Nothing new here. ")
    assert decoded.text.endswith("\ufffd")


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"text " * 100,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + b"mimetype text " * 30,
        b"%PDF-1.7\n%text only\n" * 5,
        bytes(4096),
        bytes(range(256)) * 20,
        bytes([1, 2, 3, 4, 5, 6] * 50),
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^binary file, not text$"):
        decode(data)


def test_a_few_zero_bytes_are_dropped() -> None:
    assert decode(b"Stocks\0 fell again.\n" * 3) == Decoded(
        "Stocks fell again.\n" * 3, "utf-8", ["3 zero bytes dropped"]
    )
    decoded = decode("Bör\0se in Zürich fiel".encode("cp1252"))
    assert decoded.text == "Börse in Zürich fiel"
    assert decode(b"Stocks fell.\n" + bytes(5000)).text == "Stocks fell.\n"


def test_terminal_colours_and_overstrikes_are_text() -> None:
    data = b"\x1b[31mred\x1b[0m N\x08NA\x08A\n"
    assert decode(data).text.encode() == data


def test_line_ends_are_untouched() -> None:
    text = "a\r\nb\rc\n\x0b\x0cd\u2028e\x85"
    assert decode(text.encode()).text == text


def test_empty_data() -> None:
    assert decode(b"") == Decoded("", "utf-8", [])


def test_large_data_is_fast() -> None:
    start = time.process_time()
    decode("Die Börse fiel. ".encode("cp1252") * 400_000)
    decode("Die Börse fiel. ".encode() * 400_000)
    assert time.process_time() - start < 20


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "gbk", "odd"]))
def test_any_bytes_give_text_or_an_input_error(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, declared=declared)
    except InputError as error:
        assert str(error) == "binary file, not text"
    else:
        assert "\0" not in decoded.text
        assert not has_surrogates(decoded.text)


def test_the_detector_is_loaded_only_when_needed() -> None:
    from subprocess import run

    code = (
        "import sys; from newsclean.encoding import decode;"
        "decode('é'.encode()); decode('Öl fällt'.encode('latin-1'));"
        "assert not {'charset_normalizer', 'bs4', 'lxml'} & set(sys.modules)"
    )
    run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b'<!doctype html><meta charset="Shift_JIS">', "shift_jis"),
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>", "windows-1251"),
        (b'<meta content="text/html;charset=gb2312" http-equiv=Content-Type>', "gb2312"),
        (b"<?xml version='1.0' encoding='ISO-8859-2'?><html>", "iso-8859-2"),
        (b'<!-- <meta charset="big5"> --><meta charset="utf-8">', "utf-8"),
        (b"<p>charset=utf-8", None),
        (b" " * 5000 + b"<meta charset=utf-8>", None),
        (b"", None),
    ],
)
def test_declared_charset(page: bytes, label: str | None) -> None:
    assert declared_charset(page) == label


@pytest.mark.parametrize(
    ("text", "clean", "count"),
    [
        ("plain\ttext\r\n\x0b\x0c\x85end", "plain\ttext\r\n\x0b\x0c\x85end", 0),
        ("a\x00b\x07c\x08d\x7fe\x80f\x9fg\x1fh", "abcdefgh", 7),
        ("\x1b[1;31mred\x1b[0m", "red", 2),
        ("\x1b]0;title\x07text", "text", 1),
        ("\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\", "link", 2),
        ("\x1b(Bx", "x", 1),
        ("\x1bHello", "Hello", 1),
        ("\x1b\x00[31mx", "[31mx", 2),
        ("\x1b]never closed\nnext", "]never closed\nnext", 1),
        ("a\ufeffb", "ab", 1),
        (
            "می\u200cخواهم 👨\u200d👩 soft\u00adhyphen \u200fx\u202e",
            "می\u200cخواهم 👨\u200d👩 soft\u00adhyphen \u200fx\u202e",
            0,
        ),
    ],
)
def test_clean_controls(text: str, clean: str, count: int) -> None:
    assert clean_controls(text) == (clean, count)


@given(st.text(st.sampled_from("\x1b[]31mx;\x07\\\x00\x9b\ufeff\n")))
def test_cleaning_controls_again_changes_nothing(text: str) -> None:
    clean = clean_controls(text)[0]
    assert clean_controls(clean) == (clean, 0)


def test_clean_controls_is_fast() -> None:
    hostile = "\x1b]" * 100_000 + "\x1b[" * 100_000 + "Stocks fell. " * 500_000
    start = time.process_time()
    clean_controls(hostile)
    assert time.process_time() - start < 20


def test_has_surrogates() -> None:
    assert has_surrogates("a\ud800")
    assert not has_surrogates("a😀")
