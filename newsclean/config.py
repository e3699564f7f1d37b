"""Presets, project files and options, made into one specification of a pipeline."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from newsclean._version import __version__
from newsclean.cue_table import CueTable
from newsclean.cues import Rule
from newsclean.errors import ConfigError
from newsclean.filters import Filter, is_known, make, names, unknown
from newsclean.sites import Change, Site

PRESETS = Path(__file__).parent / "presets"
GROUPS = ("records", "lines", "document", "page")
LEARNED = "non_article"
KEYS = (
    *("preset", "extends", *GROUPS, "filters", "enable", "disable", "options", "rules", "sites"),
    *("drop_phrases", "drop_patterns", "language", "now", "shape"),
)


class Step(NamedTuple):
    """One filter of a chain, with its options and the rules of it that are switched off."""

    name: str
    options: tuple[tuple[str, Any], ...] = ()
    off: frozenset[str] = frozenset()
    group: str = ""  # of a preset: filters of a group look at the same blocks


class _Spec(NamedTuple):
    preset: str
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...] = ()  # the user's own
    language: str | None = None
    now: str | None = None
    shape: str | None = None  # of the dump's lines; None: they are as they should be
    origin: str = ""  # the file it was read from, for messages
    sites: tuple[Site, ...] = ()  # what holds for some sites only


class PipelineSpec(_Spec):
    """All that decides what a pipeline does; equal specifications give equal output."""

    @classmethod
    def from_preset(cls, name: str) -> PipelineSpec:
        """Read a preset; raises ConfigError for an unknown name."""
        from newsclean.rulebook import preset_tables

        tables = preset_tables()
        if name not in tables:
            raise unknown("preset", name, presets())
        return cls(name, ()).with_table(tables[name], f"preset {name}")

    @classmethod
    def load(cls, preset: str | None = None, config: Path | None = None) -> PipelineSpec:
        """Read a preset by name or file, with a project file on top; raises ConfigError."""
        if preset and ("/" in preset or os.sep in preset or preset.endswith(".toml")):
            return cls("custom", ()).with_file(Path(preset))
        if config is not None and not preset:
            return cls("custom", ()).with_file(config)
        spec = cls.from_preset(preset or "news")
        return spec if config is None else spec.with_file(config, extends=False)

    def with_file(self, path: Path, *, extends: bool = True) -> PipelineSpec:
        """Lay a configuration file over this specification; raises ConfigError."""
        from newsclean.notation import read_text, read_toml

        source = read_text(path)
        table: Mapping[str, Any] = read_toml(source, str(path))
        if path.name == "pyproject.toml":
            from newsclean.config_file import section

            table = section(table, str(path))
        return self.with_table(table, str(path), source, extends=extends)

    def with_table(
        self, table: Mapping[str, Any], origin: str, source: str = "", *, extends: bool = True
    ) -> PipelineSpec:
        """Lay a parsed configuration over this specification; raises ConfigError naming its origin."""
        from newsclean.config_keys import check_keys
        from newsclean.sites import read_change, read_sites

        check_keys(table, origin)
        spec = self._replace(origin=origin)
        grouped = {name: group for group in GROUPS for name in table.get(group, ())}
        named = list(grouped) if grouped else table.get("filters")  # an empty chain is one too
        change = read_change(table, origin, source)
        sites = read_sites(table.get("sites", {}), origin, source)
        try:
            if extends and named is None:
                base = table.get("extends") or table.get("preset", "news")
                spec = PipelineSpec.from_preset(base)._replace(origin=origin)
            spec = spec._replace(rules=spec.rules + change.rules)
            if named is not None or extends:
                spec = spec._replace(preset=table.get("preset", spec.preset))
            if named is not None:
                spec = spec.with_filters(named, grouped)
            spec = spec.with_change(change._replace(rules=()), change.rules)
            for site in sites:
                spec._try_site(site)
            spec = spec._replace(sites=spec.sites + sites)
        except ConfigError as error:
            raise ConfigError(f"{origin}: {error}") from None
        spec = spec.with_language(table.get("language"), f"{origin}: language")
        spec = spec._replace(now=table.get("now", spec.now))
        if spec.now is not None and "now" in table:
            _check_now(spec.now, origin)
        return spec.with_shape(table["shape"], f"{origin}: ") if "shape" in table else spec

    def with_language(self, tag: str | None, origin: str = "language") -> PipelineSpec:
        """Say which language the texts are in; raises ConfigError for what is no language tag."""
        from newsclean.language import tag_of

        if not tag:
            return self
        usual = tag_of(tag)
        if usual is None:
            raise ConfigError(f"{origin} takes a code such as en or pt-BR, not {tag!r}")
        return self._replace(language=usual)

    def with_shape(self, shape: str | None, origin: str = "") -> PipelineSpec:
        """Say how the lines of the dumps came about; raises ConfigError for an unknown shape."""
        from newsclean.repair_lines import SHAPES

        if shape is not None and shape not in SHAPES:
            raise ConfigError(f"{origin}{unknown('shape', shape, SHAPES)}")
        return self if shape is None else self._replace(shape=shape)

    def with_change(self, change: Change, own: Iterable[Rule] = ()) -> PipelineSpec:
        """Lay a change over this specification; ``own`` are rules it has that need their filters switched on."""
        filters = dict.fromkeys(rule.filter for rule in (*own, *change.rules) if not is_known(rule.filter))
        spec = self._replace(rules=self.rules + change.rules)
        there = {step.name for step in spec.steps}
        spec = spec.with_enabled([*(name for name in filters if name not in there), *change.enable])
        spec = spec.with_disabled(change.disable)
        for name, options in change.options:
            spec = spec.with_options(name, dict(options))
        return spec.with_drops(change.phrases, change.patterns)

    def with_drops(self, phrases: Iterable[str] = (), patterns: Iterable[str] = ()) -> PipelineSpec:
        """Remove these phrases and what these patterns match, too."""
        spec = self
        for name, key, more in (("own_phrases", "phrases", phrases), ("own_patterns", "patterns", patterns)):
            if more := tuple(more):
                spec = spec.with_enabled([name])
                old = next((dict(step.options).get(key, ()) for step in spec.steps if step.name == name), ())
                spec = spec.with_options(name, {key: tuple(dict.fromkeys((*old, *more)))})
        return spec

    def at(self, sites: Iterable[int]) -> PipelineSpec:
        """Give the specification that holds for the sites of these numbers."""
        spec = self._replace(sites=())
        for number in sites:
            spec = spec.with_change(self.sites[number].change)
        return spec

    def _try_site(self, site: Site) -> None:
        try:
            self.with_change(site.change)
        except ConfigError as error:
            raise ConfigError(f"sites.{site.name}: {error}") from None

    def with_filters(self, chain: Iterable[str], groups: Mapping[str, str] | None = None) -> PipelineSpec:
        """Run exactly these filters, in this order; raises ConfigError for an unknown one."""
        old = {step.name: step for step in self.steps}
        steps = [old.get(name) or Step(self._checked(name)) for name in chain]
        return self._replace(steps=tuple(step._replace(group=(groups or {}).get(step.name, "")) for step in steps))

    def with_enabled(self, wanted: Iterable[str]) -> PipelineSpec:
        """Switch filters or rules on; a filter the preset has not runs last."""
        spec = self
        for name in wanted:
            each, rule = self._split(name)
            if not any(step.name == each for step in spec.steps):
                group = spec.steps[-1].group if spec.steps else ""
                spec = spec._replace(steps=(*spec.steps, Step(each, group=group)))
            if rule:
                spec = spec._map(each, lambda step, rule=rule: step._replace(off=step.off - {rule}))
        return spec

    def with_disabled(self, unwanted: Iterable[str]) -> PipelineSpec:
        """Switch filters or rules off."""
        spec = self
        for name in unwanted:
            each, rule = self._split(name)
            if rule:
                spec = spec._map(each, lambda step, rule=rule: step._replace(off=step.off | {rule}))
            else:
                spec = spec._replace(steps=tuple(step for step in spec.steps if step.name != each))
                spec = spec._map(LEARNED, lambda step, each=each: _keeping(step, each))
        return spec

    def with_options(self, name: str, options: Any) -> PipelineSpec:
        """Set options of a filter; raises ConfigError for one it has not."""
        if not isinstance(options, Mapping):
            raise ConfigError(f"options.{name} is a table of options")
        self._checked(name)
        options = {key: tuple(value) if isinstance(value, list) else value for key, value in options.items()}
        if is_known(name):
            make(name, options)
        return self._map(
            name, lambda step: step._replace(options=tuple(sorted({**dict(step.options), **options}.items())))
        )

    def make_filters(self) -> list[Filter]:
        """Make the filters of the chain; raises ConfigError."""
        return [self._filter_of(step) for step in self.steps]

    @cached_property
    def table(self) -> CueTable:
        """Give the rules of the package with the user's own."""
        from newsclean.rulebook import standard_table

        return standard_table().with_rules(self.rules)

    @cached_property
    def fingerprint(self) -> str:
        """Give a short name of rules and options: the same name, the same output."""
        import hashlib

        from newsclean.rulebook import fingerprint

        steps = [(s.name, s.options, sorted(s.off), s.group) for s in self.steps]
        about = [__version__, fingerprint(), steps, self.rules, self.language, self.now, self.shape, *self.sites]
        return hashlib.sha256(json.dumps(about, default=str).encode()).hexdigest()[:16]

    def __getstate__(self) -> None:
        return None  # but the fields; tables are made anew where it arrives

    def _filter_of(self, step: Step) -> Filter:
        if ":" in step.name:
            from newsclean.plugins import load_class

            return load_class(step.name, dict(step.options))
        if not is_known(step.name) and any(rule.filter == step.name for rule in self.rules):
            from newsclean.cue_filter import CueFilter

            return CueFilter(step.name, step.off)
        if not is_known(step.name):
            from newsclean.plugins import load_entry_point

            return load_entry_point(step.name, dict(step.options))
        return make(step.name, dict(step.options), step.off)

    def _map(self, name: str, change: Any) -> PipelineSpec:
        return self._replace(steps=tuple(change(step) if step.name == name else step for step in self.steps))

    def _split(self, name: str) -> tuple[str, str]:
        """Split FILTER[.RULE], the rule as its whole id; raises ConfigError for unknown ones."""
        if ":" in name:
            return name, ""
        each, _, rule = name.partition(".")
        self._checked(each)
        if not rule:
            return each, ""
        known = [r.id for r in self.table.rules if r.filter == each]
        if known and name not in known:
            raise unknown("rule", name, known)
        return each, name

    def _checked(self, name: str) -> str:
        if is_known(name) or ":" in name or any(rule.filter == name for rule in self.rules):
            return name
        from newsclean.plugins import entry_point_names

        plugins = entry_point_names()
        if name not in plugins:
            raise unknown("filter", name, (*names(), *plugins))
        return name


def _keeping(step: Step, name: str) -> Step:
    """Let the learned filter keep what a filter that is switched off would remove."""
    options = dict(step.options)
    options["keep"] = tuple(dict.fromkeys((*options.get("keep", ()), name)))
    return step._replace(options=tuple(sorted(options.items())))


def _check_now(now: str, origin: str) -> None:
    from newsclean.metadata.moments import is_moment

    if not is_moment(now):
        raise ConfigError(f"{origin}: now takes a date such as 2024-07-01, not {now!r}")


def presets() -> tuple[str, ...]:
    """List the presets that come with newsclean."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.toml")))
