"""Manners of configuration: shell.md A1, lines 26 to 28."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from newsclean.config import presets
from tests.shell import ARTICLE, DIRTY, PRESET, run

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
OWN = "--preset-of-my-own"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    for name in list(os.environ):
        if name.startswith("NEWSCLEAN_"):
            monkeypatch.delenv(name)
    return tmp_path


# 26, 27


def config(path: str, chain: str, **more: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    rows = [f'filters = ["{chain}"]', *(f'{key} = "{value}"' for key, value in more.items())]
    head = ["[tool.newsclean]"] if path.endswith("pyproject.toml") else []
    Path(path).write_text("\n".join(head + rows) + "\n")


def effective(*args: str) -> str:
    answer = run("config", OWN, *args)
    assert answer.code == 0, answer.err
    return answer.text


def test_26_each_place_of_a_configuration_beats_the_next(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config("user/newsclean/newsclean.toml", "byline")
    assert 'filters = ["byline"]' in effective()
    config("pyproject.toml", "duplicate_block")
    assert 'filters = ["duplicate_block"]' in effective()
    config(".newsclean.toml", "teaser_list")
    assert 'filters = ["teaser_list"]' in effective()
    config("newsclean.toml", "source_credit")
    assert 'filters = ["source_credit"]' in effective()
    config("env.toml", "dateline_stamp")
    monkeypatch.setenv("NEWSCLEAN_CONFIG", "env.toml")
    assert 'filters = ["dateline_stamp"]' in effective()
    assert 'filters = ["byline"]' in effective("--config", "user/newsclean/newsclean.toml")


def test_26_the_nearest_folder_wins_and_data_folders_have_no_say(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config("newsclean.toml", "byline")
    config("near/newsclean.toml", "source_credit")
    Path("near/er/data").mkdir(parents=True)
    config("near/er/data/newsclean.toml", "teaser_list")
    monkeypatch.chdir("near/er")
    assert effective().splitlines()[0] == f"# from {here / 'near/newsclean.toml'}"
    assert 'filters = ["source_credit"]' in effective()


def test_26_isolated_reads_none(here: Path) -> None:
    config("newsclean.toml", "byline")
    assert '"byline"]' not in effective("--isolated", "-p", str(PRESET))


def test_26_what_config_prints_can_be_fed_back(here: Path) -> None:
    config("newsclean.toml", "byline", language="de")
    printed = effective()
    Path("newsclean.toml").write_text(printed)
    assert effective() == printed


def test_26_an_empty_chain_can_be_fed_back(here: Path) -> None:
    printed = effective("--filters", "")
    Path("newsclean.toml").write_text(printed)
    assert "filters = []" in printed
    assert effective().splitlines()[1:] == printed.splitlines()[1:]


def test_26_a_missing_file_named_by_the_environment_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCLEAN_CONFIG", "no.toml")
    answer = run("config", OWN)
    assert (answer.code, answer.lines) == (2, ["newsclean: no.toml: no such file (named by NEWSCLEAN_CONFIG)"])


def test_27_flags_beat_environment_beats_project_beats_user(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config("user/newsclean/newsclean.toml", "byline", language="fr")
    assert 'language = "fr"' in effective()
    config("newsclean.toml", "byline", language="de")
    assert 'language = "de"' in effective()
    monkeypatch.setenv("NEWSCLEAN_LANG", "es")
    assert 'language = "es"' in effective()
    assert 'language = "it"' in effective("--lang", "it")


# 28


def test_28_variables_hold_single_values(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a b.txt").write_text(DIRTY)
    monkeypatch.setenv("NEWSCLEAN_MAX_BYTES", "10")
    assert "is larger than 10 bytes" in run("clean", "a b.txt").err
    assert run("clean", "a b.txt", "--max-bytes", "1000").code == 0
    monkeypatch.setenv("NEWSCLEAN_MAX_BYTES", "inf")
    assert run("clean", "a b.txt").code == 2
    monkeypatch.delenv("NEWSCLEAN_MAX_BYTES")
    monkeypatch.setenv("NEWSCLEAN_PRESET", str(PRESET))
    assert run("clean", OWN, "a b.txt").text == ARTICLE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-p", "nonsense"), "unknown preset 'nonsense'; it is one of gentle, news, rules, strict"),
        (("-p", "ruls"), "unknown preset 'ruls'; did you mean 'rules'?"),
        (("--disable", "xyzzy"), "unknown filter 'xyzzy'; newsclean filters lists them"),
        (("--disable", "promo.evnt"), "unknown rule 'promo.evnt'; did you mean 'promo.event'?"),
    ],
)
def test_a_name_nobody_knows_is_answered_with_names_there_are(words: tuple[str, ...], said: str) -> None:
    answer = run("config", OWN, *words)
    assert (answer.code, answer.lines) == (2, [f"newsclean: {said}"])


def test_an_unknown_option_is_answered_with_those_of_the_filter() -> None:
    Path("newsclean.toml").write_text("[options.duplicate_block]\nfoo = 1\n")
    answer = run("config", OWN)
    assert answer.code == 2
    assert "unknown option of duplicate_block 'foo'; it is one of min_length" in answer.err


def test_help_names_each_command_and_all_presets() -> None:
    commands = re.findall(r"^  (\w+)  +(.*)$", run("--help").text.partition("Commands:")[2], re.MULTILINE)
    assert [name for name, _ in commands] == [
        "clean",
        "explain",
        "filters",
        "config",
        "diff",
        "stats",
        "score",
        "train",
    ]
    assert not any(about.endswith("...") for _, about in commands)
    about = next(line for line in run("clean", "--help").text.splitlines() if "--preset" in line)
    assert all(name in about for name in presets())


def test_a_preset_named_in_a_file_is_the_one_that_runs(here: Path) -> None:
    Path("newsclean.toml").write_text('preset = "gentle"\n')
    assert effective().splitlines()[1:] == effective("--isolated", "-p", "gentle").splitlines()[1:]
    assert 'preset = "strict"' in effective("-p", "strict")
    Path("newsclean.toml").write_text('preset = "mine"\nextends = "gentle"\n')
    assert effective().splitlines()[2:] == effective("--isolated", "-p", "gentle").splitlines()[2:]
    assert 'preset = "mine"' in effective()


@pytest.mark.parametrize("key", ["preset", "extends"])
def test_a_preset_that_is_not_there_is_told_with_its_file(here: Path, key: str) -> None:
    Path("newsclean.toml").write_text(f'{key} = "gentel"\n')
    answer = run("config", OWN)
    assert (answer.code, answer.lines) == (
        2,
        [f"newsclean: {here / 'newsclean.toml'}: unknown preset 'gentel'; did you mean 'gentle'?"],
    )
