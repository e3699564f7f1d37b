"""Filters of other packages: installed with an entry point, or named by module and class."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from newsclean.config import PipelineSpec
from newsclean.errors import ConfigError, InputError
from tests.shell import ARTICLE, ROOT, Answer, environment, run

PLUGIN = ROOT / "examples" / "plugin"
POLL = "Do you take the ferry?\n\nEvery week: 21 %\nAt times: 43 %\nNever: 36 %\n"
CLASS = "newsclean_reader_poll:ReaderPoll"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    how = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *how, "--target", str(folder), str(PLUGIN)], check=True, timeout=60
    )
    (folder / "dump.txt").write_text(f"{ARTICLE}\n{POLL}", encoding="utf-8")
    return folder


def with_plugin(folder: Path, *args: str) -> Answer:
    path = os.pathsep.join([str(folder), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "newsclean", *args],
        cwd=folder,
        env={**environment(), "PYTHONPATH": path},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr.decode())


def test_an_installed_filter_is_enabled_by_its_name(installed: Path) -> None:
    answer = with_plugin(installed, "clean", "dump.txt", "--enable", "reader_poll")
    assert (answer.code, answer.text) == (0, ARTICLE), answer.err
    assert "21 %" in with_plugin(installed, "clean", "dump.txt").text


def test_a_configuration_names_an_installed_filter_and_its_options(installed: Path) -> None:
    config = installed / "poll.toml"
    config.write_text('enable = ["reader_poll"]\n[options.reader_poll]\nmin_answers = 4\n')
    assert "21 %" in with_plugin(installed, "clean", "dump.txt", "--config", str(config)).text
    config.write_text('enable = ["reader_poll"]\n[options.reader_poll]\nanswers = 4\n')
    answer = with_plugin(installed, "clean", "dump.txt", "--config", str(config))
    assert answer.code == 2
    assert "filter reader_poll cannot be made" in answer.err


def test_the_list_of_filters_has_it(installed: Path) -> None:
    assert "reader_poll" in with_plugin(installed, "filters").text
    page = with_plugin(installed, "filters", "reader_poll").text
    assert page.startswith("# reader_poll\n\nRemove a question and the ``min_answers``")


def test_a_class_is_named_at_the_shell(installed: Path) -> None:
    answer = with_plugin(installed, "clean", "dump.txt", "--enable", CLASS)
    assert (answer.code, answer.text) == (0, ARTICLE), answer.err


def test_a_class_is_named_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PLUGIN))
    pipeline = newsclean.Pipeline([CLASS])
    article = pipeline.clean(f"{ARTICLE}\n{POLL}")
    assert "21 %" not in article.text
    assert {removal.rule for removal in article.removed} == {"reader_poll.answers"}


def test_a_configuration_never_names_a_class(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("raise SystemExit('imported')\n")
    for key in ("enable", "filters", "lines"):
        config = tmp_path / "newsclean.toml"
        config.write_text(f'{key} = ["bad:Filter"]\n')
        answer = run("config", "--preset-of-my-own", "--config", config)
        assert answer.code == 2
        assert "may only name installed filters" in answer.err
    config.write_text('[sites."example.com"]\nenable = ["bad:Filter"]\n')
    assert "may only name installed filters" in run("config", "--preset-of-my-own", "--config", config).err


def test_an_option_of_a_class_does_not_import_it_from_a_configuration(tmp_path: Path) -> None:
    config = tmp_path / "newsclean.toml"
    config.write_text('[options."no.such.module:Filter"]\nmin = 3\n')
    with pytest.raises(ConfigError, match="may only name installed filters"):
        PipelineSpec.load(None, config)


def test_what_is_no_filter_is_refused() -> None:
    with pytest.raises(ConfigError, match="is no filter"):
        newsclean.Pipeline(["os:path"])
    with pytest.raises(ConfigError, match="cannot be loaded"):
        newsclean.Pipeline(["no.such.module:Filter"])


def test_one_name_or_text_is_not_taken_for_many() -> None:
    with pytest.raises(ConfigError, match=r"a pipeline takes a list of filters, such as \['teaser_list'\]"):
        newsclean.Pipeline("teaser_list")
    with pytest.raises(InputError, match="clean_many takes several texts"):
        newsclean.Pipeline(["teaser_list"]).clean_many("One text.")
