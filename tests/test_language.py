"""The language of a text: by script, by stop words, by letters it has and has not."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

import newsclean
from newsclean import render
from newsclean.article import document_of
from newsclean.errors import InputError
from newsclean.language import MEMO, detect
from newsclean.rulebook import PackTable
from tests.marked import GOLDEN
from tests.shell import ARTICLE, run

NAMES = "İzmir'in Bornova, Balıkesir'in Kepsut, Samsun'un Kavak, Çorum'un Alaca ve Bursa'nın Osmangazi ilçelerinde. "
TURKISH = (
    "Belediye başkanı dün yaptığı açıklamada köprünün bu yıl içinde yeniden açılacağını ve bunun için "
    "çalıştıklarını söyledi."
)
ENGLISH = (
    "The council voted on Tuesday to lengthen the northern pier by eighty metres before the storms of the winter come, "
    "because the fishermen had asked for it since the old one was washed away."
)
GERMAN = (
    "Der Rat hat am Dienstag beschlossen, die Brücke über den Fluss zu schließen, weil sie nicht mehr sicher ist und "
    "für die Reparatur in diesem Jahr kein Geld da war."
)
CZECH = (
    "Městská rada se v úterý rozhodla, že most přes řeku bude zavřený až do léta, protože dělníci našli trhliny, "
    "o kterých dosud nikdo nevěděl, a na opravu teď není dost peněz."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Tuesday to lengthen the pier before the storms of the winter come.", "en"),
        ("Der Rat hat am Dienstag beschlossen, die Brücke zu schließen, weil sie nicht mehr sicher ist.", "de"),
        ("Il consiglio ha deciso martedì di chiudere il ponte perché non è più sicuro per le persone.", "it"),
        ("Rada miasta zdecydowała we wtorek, że most będzie zamknięty, ponieważ nie jest już bezpieczny.", "pl"),
        (TURKISH, "tr"),
        (f"{NAMES * 2}\n\n{NAMES * 3}\n\n" + "\n\n".join([TURKISH] * 6), "tr"),
        ("Городской совет решил во вторник закрыть мост, потому что он уже не безопасен для людей.", "ru"),
        ("Міська рада вирішила у вівторок закрити міст, тому що він уже не є безпечним для людей.", "uk"),
        ("村里没有人记得哪一年的冬天河水像那一年一样早早就结了冰。", "zh"),
        ("市議会は火曜日、橋を閉鎖することを決めた。安全ではないからだという。", "ja"),
        (CZECH, None),  # many of its short words are Polish, its letters are not
        ("Qwx zzv brrt.", None),
    ],
)
def test_the_language_is_named_or_left_open(text: str, language: str | None) -> None:
    assert newsclean.clean(text).language == language


@pytest.mark.parametrize(("tag", "usual"), [("en-US", "en-US"), ("EN", "en"), ("en_GB", "en-GB"), ("en", "en")])
def test_rules_go_by_the_language_of_a_tag(tag: str, usual: str) -> None:
    text = f"{ARTICLE}\n\nPast performance is not indicative of future results.\n"
    article = newsclean.clean(text, language=tag)
    assert (article.language, article.text) == (usual, newsclean.clean(ARTICLE).text)
    assert run("clean", "--lang", tag, "-p", "news", stdin=text.encode()).text == ARTICLE
    assert f'language = "{usual}"' in run("config", "--isolated", "--lang", tag).text


def test_dates_go_by_the_region_of_a_tag() -> None:
    headline, _, prose = ARTICLE.partition("\n\n")
    text = f"{headline}\n\n01/07/2024\n\n{prose}"
    assert newsclean.clean(text, language="en-US").date == "2024-01-07"
    assert newsclean.clean(text, language="en_GB").date == "2024-07-01"


def test_what_is_no_tag_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('language = "english"\n')
    with pytest.raises(InputError, match="language takes a code such as en or pt-BR, not 'english'"):
        newsclean.clean(ARTICLE, language="english")
    answer = run("config", "--isolated", "--lang", "english")
    assert (answer.code, answer.lines) == (2, ["newsclean: --lang takes a code such as en or pt-BR, not 'english'"])
    answer = run("config", "--preset-of-my-own", "--config", tmp_path / "own.toml")
    assert answer.code == 2
    assert "own.toml: language takes a code such as en or pt-BR, not 'english'" in answer.err


@pytest.mark.parametrize(
    ("said", "kept"), [("pl", ""), ("pl-PL", ""), ("en", "FOT."), ("eng", ""), ("Polish", ""), (None, "")]
)
def test_the_language_a_record_names_decides_where_there_are_rules_of_it(said: str | None, kept: str) -> None:
    record = json.dumps({"title": "Harbour council votes for a longer pier", "text": "FOT.", "language": said})
    assert json.loads(run("clean", "-p", "rules", "--from", "jsonl", stdin=record.encode()).out)["text"] == kept


def test_a_language_met_late_in_a_text_has_its_own_rules_and_no_others() -> None:
    """Which language a process meets first, and from which text, changes nothing."""
    alone = PackTable().of("en")
    met = PackTable().of("de").of("en")
    assert met.index == alone.index
    assert met.facts(ENGLISH).hits == alone.facts(ENGLISH).hits == ()


def test_articles_after_a_text_in_two_languages_stay_whole() -> None:
    notice = (
        "Wir und unsere Partner verwenden Cookies, um Inhalte und Anzeigen zu personalisieren, die Zugriffe auf unsere "
        "Website zu analysieren und das Angebot zu verbessern, und geben Informationen dazu an unsere Partner weiter."
    )
    pipeline, table = newsclean.Pipeline.from_preset("news"), PackTable()
    languages: list[object] = []
    for text in (f"{notice}\n{notice}\n\n" + "\n\n".join([ENGLISH] * 3), ENGLISH):
        doc = document_of(text, table=table)
        languages.append(doc.table.index == table.of("de").index)
        labelled = pipeline.run(doc)
        languages.append(labelled.language)
        assert ENGLISH in [block.text for block in labelled.kept]
    assert languages == [True, "en", False, "en"]


@pytest.mark.parametrize("seed", range(3))
def test_what_a_process_cleaned_before_changes_nothing(seed: int) -> None:
    pages = {path.stem: render.unmarked(path.read_text(encoding="utf-8")) for path in GOLDEN}
    names = Random(seed).sample(sorted(pages), len(pages))
    pipeline, table = newsclean.Pipeline.from_preset("news"), PackTable()
    kept = {name: render.text(pipeline.run(document_of(pages[name], table=table))) for name in names}
    assert kept == {name: render.text(pipeline.run(document_of(pages[name]))) for name in names}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_language_seen_at_reading_is_the_one_seen_at_the_first_look(path: Path) -> None:
    doc = document_of(render.unmarked(path.read_text(encoding="utf-8")))
    seen = doc.memo[MEMO]
    assert detect(doc) == seen.language
    assert doc.memo[MEMO] is seen, "the look went by the same lines"
    doc.memo.clear()
    assert detect(doc) == seen.language
    assert doc.memo[MEMO] == seen
