"""Messages on standard error: lines for people, JSON for programs, as loud as asked for."""

from __future__ import annotations

import json
import os
from typing import Any

from newsclean.messages import say, show
from newsclean.row import Row


class Log:
    """Messages on standard error; ``loudness`` is -2 for none, -1 errors, 0 warnings too, 1 and 2 more."""

    def __init__(self, loudness: int = 0, *, as_json: bool = False) -> None:
        self.loudness, self.as_json = loudness, as_json

    def error(self, path: str, message: str, *, code: str = "failed", record: int = 0) -> None:
        """Say that an input or a record failed."""
        if self.loudness > -2:
            self._say("error", code, path, record, message)

    def warning(self, path: str, message: str, *, code: str, record: int = 0) -> None:
        """Say what a user should look at."""
        if self.loudness > -1:
            self._say("warning", code, path, record, message)

    def info(self, path: str, message: str, *, code: str, level: int = 1) -> None:
        """Say what was done, at ``-v`` (1), ``-vv`` (2), or unless quiet (0)."""
        if self.loudness >= level:
            self._say("info", code, path, 0, message)

    def problems(self, row: Row) -> None:
        """Say what is wrong with an input so far, and forget it."""
        for level, code, record, message in row.problems:
            say_it = self.error if level == "error" else self.warning
            say_it(row.path, message, code=code, record=record)
        row.problems.clear()

    def row(self, row: Row) -> None:
        """Say what is worth saying of an input that is done."""
        self.problems(row)
        if row.unsaid:
            self.error(row.path, f"{row.unsaid:,} more problems like these", code="more")
        counts = ", ".join(f"{name} {count}" for name, count in row.removed.items())
        self.info(row.path, row.status + (f" ({counts})" if counts and self.loudness > 1 else ""), code=row.status)

    def _say(self, level: str, code: str, path: str, record: int, message: str) -> None:
        if self.as_json:
            event: dict[str, Any] = {"level": level, "code": code, **path_keys("path", path), "record": record or None}
            # All but ASCII is escaped: no terminal can be told anything, no character is lost.
            say(json.dumps({**event, "message": show(message)}), bare=True)
            return
        name = "standard input" if path == "-" else show(path)
        where = f"{name}, record {record}: " if record else f"{name}: " if name else ""
        say(where + show(message))


def path_keys(key: str, path: str) -> dict[str, str | None]:
    """Give a path for JSON; one that is not UTF-8 is shown with U+FFFD, its bytes stand beside it in base 64."""
    raw = os.fsencode(path)
    shown = raw.decode("utf-8", "replace")
    if shown == path:
        return {key: shown or None}
    from base64 import b64encode

    return {key: shown or None, f"{key}_b64": b64encode(raw).decode("ascii")}
