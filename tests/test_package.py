"""What is built and installed: the wheel, the commands of the README, what start-up imports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import newsclean
from newsclean.__main__ import THREADS
from newsclean.config import presets
from newsclean.filters import names
from newsclean.native import PURE, native
from newsclean.plain import plain_call

ROOT = Path(__file__).parent.parent
SEED = "seeds/000_a6d71239e393d79e.txt"
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_data_and_pages(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert "newsclean/py.typed" in held
    assert "newsclean/_compiled/core.json" in held
    assert "newsclean/lang/en/disclaimer.toml" in held
    assert "newsclean/schema/record.schema.json" in held
    assert {f"newsclean/presets/{name}.toml" for name in presets()} <= held
    assert {f"newsclean/filters/{name}.md" for name in names()} <= held
    assert not any(name.startswith(("tests", "seeds", "native")) for name in held)
    core = [name for name in held if name.startswith("newsclean/_native.") and name.endswith((".so", ".pyd"))]
    assert len(core) == (shutil.which("cc") is not None)
    assert ("none-any" in wheel.name) == (not core)


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "dump.txt").write_bytes((ROOT / SEED).read_bytes())
    code = (
        "import newsclean; from newsclean.__main__ import run; import sys;"
        f"assert newsclean.__file__.startswith({str(tmp_path)!r}), newsclean.__file__;"
        "sys.argv = ['newsclean', 'clean', 'dump.txt']; run()"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith((ROOT / SEED).read_bytes()[:60])
    assert len(done.stdout.splitlines()) == 29


def test_an_editable_install_leaves_bytecode_as_a_wheel_does(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "newsclean", tmp_path / "newsclean", ignore=shutil.ignore_patterns("__pycache__"))
    code = f"from build_rules import CompiledParts as C; C({str(tmp_path)!r}, {{}}, None, None, '', '').initialize"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", f"{code}('editable', {{}})"], cwd=ROOT, check=True, env=environment)
    modules = {path.stem for path in (tmp_path / "newsclean").glob("*.py")}
    assert {path.name.partition(".")[0] for path in (tmp_path / "newsclean" / "__pycache__").glob("*.pyc")} == modules


def test_where_there_is_a_compiler_the_core_is_installed() -> None:
    """Where this fails in a checkout, the sources changed since the last install: install again."""
    if shutil.which("cc") is not None and not os.environ.get(PURE):
        assert native is not None


@pytest.mark.parametrize(("command", "threads"), [("clean", "1"), ("train", "none")])
def test_the_command_starts_no_threads_for_numpy_but_to_train(command: str, threads: str) -> None:
    code = (
        f"import atexit, os, sys; sys.argv = ['newsclean', {command!r}, '--help'];"
        f"atexit.register(lambda: print('threads:', os.environ.get({THREADS!r}, 'none')));"
        "from newsclean.__main__ import run; run()"
    )
    environment = {name: value for name, value in os.environ.items() if name != THREADS}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
    assert done.stdout.decode().splitlines()[-1] == f"threads: {threads}"


def test_the_readme_has_exactly_two_set_up_commands_and_ci_runs_the_second() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 2
    assert all(len(block.splitlines()) == 1 and "python3 -m venv" in block for block in blocks)
    assert f"newsclean clean {SEED}" in blocks[0]
    assert blocks[1].strip().endswith("pytest")
    assert blocks[1].strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_the_python_of_the_readme_runs(code: str, tmp_path: Path) -> None:
    for name in ("seeds", "dumps"):
        (tmp_path / name).mkdir()
    (tmp_path / SEED).write_bytes((ROOT / SEED).read_bytes())
    (tmp_path / "dumps" / "a.txt").write_bytes((ROOT / SEED).read_bytes())
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)


HEAVY = (
    *("rich", "bs4", "lxml", "pydantic", "numpy", "charset_normalizer", "typer", "regex"),
    *(
        "array",
        "base64",
        "bz2",
        "copy",
        "csv",
        "dataclasses",
        "hashlib",
        "heapq",
        "inspect",
        "lzma",
        "multiprocessing",
        "shutil",
        "struct",
    ),
    *("tempfile", "threading", "tomllib", "unicodedata"),
    *("newsclean.batch", "newsclean.date_patterns", "newsclean.date_resolve", "newsclean.drops"),
    *("newsclean.filework", "newsclean.manifest", "newsclean.namelist"),
    *("newsclean.notation", "newsclean.pool", "newsclean.shards", "newsclean.tree"),
)


def test_cleaning_a_text_file_does_not_import_what_it_does_not_need() -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "from newsclean.__main__ import run; sys.argv = ['newsclean', 'clean', sys.argv[1]]\n"
        "try: run()\nexcept SystemExit: pass\n"
        f"print(sorted((set(sys.modules) - before) & set({HEAVY!r})), file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", "import newsclean.rulebook as r; r.standard_table()"], cwd=ROOT, check=True)
    done = subprocess.run([sys.executable, "-c", code, SEED], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    "words",
    [
        *([SEED], [SEED, SEED], ["--to", "json", SEED], [SEED, "-t", "jsonl"], ["-p", "gentle", SEED]),
        *(["--preset", "strict", SEED, "-t", "json", "-o", "-"], ["-p", "no-such", SEED], ["-p", "-", SEED]),
        *(["-p", "presets/none.toml", SEED], ["nothing.txt", SEED]),
    ],
)
def test_a_plain_call_gives_what_the_parser_gives(words: list[str]) -> None:
    assert plain_call(["newsclean", "clean", *words]) is not None
    short, long = (
        subprocess.run([sys.executable, "-m", "newsclean", "clean", *more, *words], cwd=ROOT, capture_output=True)
        for more in ([], ["--color=auto"])
    )
    assert (short.returncode, short.stdout) == (long.returncode, long.stdout)
    assert re.sub(rb"[\d.]+ s$", b"", short.stderr.strip()) == re.sub(rb"[\d.]+ s$", b"", long.stderr.strip())
    assert bool(short.stdout) != bool(short.stderr) or "nothing.txt" in words


@pytest.mark.parametrize("out", ["a.txt", "a.jsonl", "folder/", "folder", "no/such/a.txt"])
def test_a_plain_call_writes_where_the_parser_writes(out: str, tmp_path: Path) -> None:
    trees, answers = [], []
    for more in [], ["--color=auto"]:
        here = tmp_path / f"long{len(more)}"
        (here / "folder").mkdir(parents=True)
        for name in "one.txt", "two.txt":
            (here / name).write_bytes((ROOT / SEED).read_bytes())
        words = ["clean", *more, "one.txt", "-o", out]
        done = subprocess.run([sys.executable, "-m", "newsclean", *words], cwd=here, capture_output=True)
        answers.append(
            (done.returncode, done.stdout, re.sub(rb"[\d.]+ s$", b"", done.stderr.strip().replace(bytes(here), b"")))
        )
        found = (path for path in sorted(here.rglob("*")) if path.is_file() and ".newsclean" not in path.parts)
        trees.append({str(path.relative_to(here)): path.read_bytes() for path in found})
    assert answers[0] == answers[1]
    assert trees[0] == trees[1]
    assert (len(trees[0]) == 2) == (answers[0][0] != 0)


@pytest.mark.parametrize(
    "words",
    [
        *(["--to"], ["--to", "xml", SEED], ["--to", "json", "--to", "text", SEED], ["--", "-t", "json"], ["-j2", SEED]),
        *(
            ["-p", "-t", "json"],
            [SEED, "-o", ""],
            [SEED, "-p"],
            ["-p", "news", "--preset", "news", SEED],
            ["-oa", SEED],
        ),
        *(["-", "-"], [""]),
    ],
)
def test_any_other_call_goes_to_the_parser(words: list[str]) -> None:
    assert plain_call(["newsclean", "clean", *words]) is None


def test_cleaning_a_text_file_reads_no_code_of_records_and_pages() -> None:
    code = (
        "import sys; from newsclean.__main__ import run; sys.argv = ['newsclean', 'clean', sys.argv[1]]\n"
        "try: run()\nexcept SystemExit: pass\n"
        "print(*(name for name in sys.modules if name.startswith('newsclean.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, SEED], cwd=ROOT, check=True, capture_output=True, text=True)
    read = {name.removeprefix("newsclean.") for name in done.stderr.split()}
    assert "writers" in read
    only = {"html", "markdown", "markdown_page", "front_matter", "schemas", "table_rows"}
    only |= {
        f"metadata.{name}" for name in ("page", "tags", "jsonld", "trust", "people", "moments", "proof", "site_name")
    }
    assert not read & only


def test_every_public_name_is_there() -> None:
    for name in newsclean.__all__:
        assert getattr(newsclean, name) is not None
    with pytest.raises(AttributeError):
        newsclean.nothing_of_the_kind  # noqa: B018


def test_the_seed_is_the_one_the_project_started_from() -> None:
    import hashlib

    digest = hashlib.sha256((ROOT / SEED).read_bytes()).hexdigest()
    assert digest == "7f3824659dbb97aa90f618bcc2a654c861dac09e10abfbc35f9c87abd492e8dd"
