"""The options that commands share."""

from __future__ import annotations

from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated

import typer


class From(StrEnum):
    """Input formats."""

    auto = "auto"
    text = "text"
    html = "html"
    markdown = "markdown"
    json = "json"
    jsonl = "jsonl"


class To(StrEnum):
    """Output formats."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    csv = "csv"


class Schema(Enum):
    """Whose names the fields of records have."""

    newsclean = "newsclean"
    trafilatura = "trafilatura"
    news_please = "news-please"
    dolma = "dolma"
    datatrove = "datatrove"
    schema_org = "schema.org"


class LogFormat(StrEnum):
    """How messages are written."""

    text = "text"
    json = "json"


class Errors(Enum):
    """What to do with bytes that do not decode."""

    replace = "replace"
    strict = "strict"


class Shape(StrEnum):
    """How the lines of a dump came about."""

    auto = "auto"
    lines = "lines"
    broken = "broken"
    glued = "glued"
    blob = "blob"


class Color(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


Inputs = Annotated[
    list[str] | None, typer.Argument(metavar="[INPUT]...", help='Files, folders; "-" is standard input.')
]
FromOption = Annotated[From, typer.Option("-f", "--from", help="Input format.")]
FieldOption = Annotated[
    str | None, typer.Option("--field", metavar="NAME", help="Field of a record that holds its text.")
]
EncodingOption = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of the input.")]
PresetOption = Annotated[
    str | None,
    typer.Option(
        "-p", "--preset", metavar="NAME|FILE", envvar="NEWSCLEAN_PRESET", help="news, gentle, rules, strict, or a file."
    ),
]
ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Project configuration.")]
IsolatedOption = Annotated[bool, typer.Option("--isolated", help="Look for no configuration file.")]
FiltersOption = Annotated[
    str | None, typer.Option("--filters", metavar="A,B,C", help="Exactly this chain, in this order.")
]
EnableOption = Annotated[list[str] | None, typer.Option("--enable", metavar="FILTER[.RULE]", help="Switch on.")]
DisableOption = Annotated[list[str] | None, typer.Option("--disable", metavar="FILTER[.RULE]", help="Switch off.")]
DropPhrasesOption = Annotated[
    Path | None, typer.Option("--drop-phrases", metavar="FILE", help="Remove these phrases, one a line.")
]
DropPatternsOption = Annotated[
    Path | None, typer.Option("--drop-patterns", metavar="FILE", help="Remove what these patterns match, one a line.")
]
WhyKeptOption = Annotated[bool, typer.Option("--why-kept", help="Also kept lines that came close, and why they stay.")]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", envvar="NEWSCLEAN_LANG", help="Language of the input, if known: en, pt-BR."),
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="DATE", envvar="NEWSCLEAN_NOW", help="Date that relative dates count from."),
]
ShapeOption = Annotated[
    Shape | None,
    typer.Option("--shape", help="How the lines came about: broken at links, paragraphs glued, all in one line."),
]
ColorOption = Annotated[Color, typer.Option("--color", envvar="NEWSCLEAN_COLOR", help="When to colour.")]
ErrorsOption = Annotated[Errors, typer.Option("--encoding-errors", help="Bytes that do not decode.")]
MaxBytesOption = Annotated[
    int,
    typer.Option(
        "--max-bytes", metavar="N", min=1, max=1 << 40, envvar="NEWSCLEAN_MAX_BYTES", help="Largest document."
    ),
]
OutOption = Annotated[str | None, typer.Option("-o", "--out", metavar="OUT", help='A file, a folder, or "-".')]
ToOption = Annotated[To | None, typer.Option("-t", "--to", help="Output format; else OUT's suffix decides.")]
SchemaOption = Annotated[Schema, typer.Option("--schema", help="Whose field names JSON and JSONL have.")]
EvidenceOption = Annotated[
    bool, typer.Option("--evidence", help="JSON and JSONL say of each field the span or tag it came from.")
]
NoTitleOption = Annotated[bool, typer.Option("--no-title", help="Leave the headline out of text output.")]
SkipEmptyOption = Annotated[bool, typer.Option("--skip-empty", help="Write nothing for what is all boilerplate.")]
FilesFromOption = Annotated[str | None, typer.Option("--files-from", metavar="FILE", help="Read input names here.")]
NullOption = Annotated[bool, typer.Option("-0", "--null", help="Names in --files-from end with NUL.")]
IncludeOption = Annotated[list[str] | None, typer.Option("--include", metavar="GLOB", help="Only these of a folder.")]
ExcludeOption = Annotated[list[str] | None, typer.Option("--exclude", metavar="GLOB", help="Not these of a folder.")]
EverythingOption = Annotated[bool, typer.Option("--all", help="Files of a folder with unknown suffixes too.")]
HiddenOption = Annotated[bool, typer.Option("--hidden", help="Hidden files and folders too.")]
FollowOption = Annotated[bool, typer.Option("--follow", help="Follow links in folders.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace foreign files in the folder OUT.")]
FullNamesOption = Annotated[bool, typer.Option("--full-names", help="a.html becomes a.html.txt.")]
InPlaceOption = Annotated[bool, typer.Option("--in-place", help="Replace each file by its cleaned self.")]
BackupOption = Annotated[str, typer.Option("--backup", metavar="SUFFIX", help="Keep a copy of each replaced file.")]
CheckOption = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything would go.")]
DiffOption = Annotated[bool, typer.Option("--diff", help="Write nothing; show what would go.")]
DryRunOption = Annotated[bool, typer.Option("-n", "--dry-run", help="Write nothing; list what would be written.")]
FailFastOption = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")]
JobsOption = Annotated[
    int | None,
    typer.Option("-j", "--jobs", metavar="N", min=1, max=1024, help="Processes; else as many as cores are worth it."),
]
TimeoutOption = Annotated[float | None, typer.Option("--timeout", metavar="SECONDS", help="Time a document may take.")]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Do what an earlier run into the folder OUT has not done.")
]
ShardOption = Annotated[
    int | None, typer.Option("--shard-size", metavar="N", min=1, help="Pack N inputs into a file of records.")
]
AuditOption = Annotated[Path | None, typer.Option("--audit", metavar="FILE", help="One JSON line per removal.")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="One row per input: .csv or .json.")
]
LogFormatOption = Annotated[LogFormat, typer.Option("--log-format", help="Messages for people or programs.")]
QuietOption = Annotated[int, typer.Option("-q", "--quiet", count=True, help="Errors only; -qq: nothing.")]
VerboseOption = Annotated[int, typer.Option("-v", "--verbose", count=True, help="A line per input; -vv: with counts.")]
