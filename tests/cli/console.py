"""The command `readiness` as a person types it, in this process."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from readiness.__main__ import run


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def last(self) -> str:
        """The last word printed: the id of what was made."""
        return self.out.split()[-1]


class Console:
    """One laptop; every call is `readiness --home HOME --language en ...`."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home, self._monkeypatch, self._capsys = home, monkeypatch, capsys

    def __call__(self, *arguments: str, language: str = "en") -> Done:
        self._capsys.readouterr()
        full = ["readiness", "--home", str(self.home), "--language", language, *arguments]
        self._monkeypatch.setattr(sys, "argv", full)
        try:
            run()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code or 0)
        out, err = self._capsys.readouterr()
        return Done(code, out, err)

    def fine(self, *arguments: str) -> Done:
        done = self(*arguments)
        assert done.code == 0, done.err
        assert done.err == ""
        return done

    def content(self) -> dict[str, bytes]:
        """Every file of the home folder; the database as its rows."""
        import sqlite3

        found = {}
        for file in sorted(self.home.rglob("*")) if self.home.exists() else []:
            if file.name.startswith("readiness.sqlite3"):
                if file.name == "readiness.sqlite3" and file.stat().st_size:
                    connection = sqlite3.connect(file)
                    found[file.name] = "\n".join(connection.iterdump()).encode()
                    connection.close()
            elif file.is_file():
                found[str(file.relative_to(self.home))] = file.read_bytes()
        return found
