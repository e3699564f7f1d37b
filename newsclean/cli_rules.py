"""The commands that show what rules do, for those who choose and write them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsclean import options as opt
from newsclean.command import MAX_BYTES, app, chosen_spec, guarded, input_names, reading_options, write


@app.command()
@guarded
def explain(
    inputs: opt.Inputs = None,
    from_: opt.FromOption = opt.From.auto,
    field: opt.FieldOption = None,
    encoding: opt.EncodingOption = None,
    encoding_errors: opt.ErrorsOption = opt.Errors.replace,
    max_bytes: opt.MaxBytesOption = MAX_BYTES,
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    isolated: opt.IsolatedOption = False,
    filters: opt.FiltersOption = None,
    enable: opt.EnableOption = None,
    disable: opt.DisableOption = None,
    drop_phrases: opt.DropPhrasesOption = None,
    drop_patterns: opt.DropPatternsOption = None,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
    color: opt.ColorOption = opt.Color.auto,
    why_kept: opt.WhyKeptOption = False,
) -> None:
    """Show what was removed, by which rule, and why."""
    from newsclean.rule_tools import explain_inputs

    spec = chosen_spec(preset, config, isolated, filters, enable, disable, lang, now, drop_phrases, drop_patterns)
    reading = reading_options(from_, field, encoding, encoding_errors, max_bytes)
    code = explain_inputs(input_names(inputs), spec, reading, color.value, why_kept=why_kept)
    if code:
        raise typer.Exit(code)


@app.command("filters")
@guarded
def list_filters(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Show this filter's page.")] = None,
) -> None:
    """List the filters, or show the page of one."""
    from newsclean.filter_list import filter_page, filter_table

    write(filter_page(name) if name else filter_table())


@app.command("config")
@guarded
def show_config(
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    isolated: opt.IsolatedOption = False,
    filters: opt.FiltersOption = None,
    enable: opt.EnableOption = None,
    disable: opt.DisableOption = None,
    drop_phrases: opt.DropPhrasesOption = None,
    drop_patterns: opt.DropPatternsOption = None,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
    test: Annotated[bool, typer.Option("--test", help="Run the examples of its own rules instead.")] = False,
    record_schema: Annotated[
        bool, typer.Option("--record-schema", help="Print the JSON Schema of our records instead.")
    ] = False,
) -> None:
    """Print the effective configuration, as TOML that can be fed back."""
    if record_schema:
        from newsclean.schemas import record_schema_text

        write(record_schema_text())
        return
    from newsclean.config_keys import to_toml
    from newsclean.messages import show

    spec = chosen_spec(preset, config, isolated, filters, enable, disable, lang, now, drop_phrases, drop_patterns)
    if test:
        from newsclean.rule_test import test_examples

        code = test_examples(spec)
        if code:
            raise typer.Exit(code)
        return
    write((f"# from {show(spec.origin)}\n" if spec.origin else "") + to_toml(spec))


@app.command("diff")
@guarded
def compare(
    inputs: opt.Inputs = None,
    preset: Annotated[
        list[str] | None, typer.Option("-p", "--preset", metavar="NAME|FILE", help="The old, then the new one.")
    ] = None,
    config: Annotated[
        list[Path] | None, typer.Option("--config", metavar="FILE", help="Project configurations instead.")
    ] = None,
    from_: opt.FromOption = opt.From.auto,
    field: opt.FieldOption = None,
    encoding: opt.EncodingOption = None,
    encoding_errors: opt.ErrorsOption = opt.Errors.replace,
    max_bytes: opt.MaxBytesOption = MAX_BYTES,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
    color: opt.ColorOption = opt.Color.auto,
) -> None:
    """Show the lines that change between two presets or files."""
    from newsclean.compare import compare_inputs

    specs = [
        *(chosen_spec(name, None, True, None, None, None, lang, now) for name in preset or ()),
        *(chosen_spec(None, path, True, None, None, None, lang, now) for path in config or ()),
    ]
    if len(specs) != 2:
        raise typer.BadParameter("name two: --preset A --preset B, or --config A --config B, or one of each")
    reading = reading_options(from_, field, encoding, encoding_errors, max_bytes)
    code = compare_inputs(input_names(inputs), specs[0], specs[1], reading, color.value)
    if code:
        raise typer.Exit(code)


@app.command()
@guarded
def stats(
    inputs: opt.Inputs = None,
    from_: opt.FromOption = opt.From.auto,
    field: opt.FieldOption = None,
    encoding: opt.EncodingOption = None,
    encoding_errors: opt.ErrorsOption = opt.Errors.replace,
    max_bytes: opt.MaxBytesOption = MAX_BYTES,
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    isolated: opt.IsolatedOption = False,
    filters: opt.FiltersOption = None,
    enable: opt.EnableOption = None,
    disable: opt.DisableOption = None,
    drop_phrases: opt.DropPhrasesOption = None,
    drop_patterns: opt.DropPatternsOption = None,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
    color: opt.ColorOption = opt.Color.auto,
) -> None:
    """Count what each rule removes over files and folders."""
    from newsclean.rule_tools import count_inputs

    spec = chosen_spec(preset, config, isolated, filters, enable, disable, lang, now, drop_phrases, drop_patterns)
    reading = reading_options(from_, field, encoding, encoding_errors, max_bytes)
    code = count_inputs(input_names(inputs), spec, reading, color.value)
    if code:
        raise typer.Exit(code)
