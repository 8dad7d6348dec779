"""Plans by command: what the tests ask again and again."""

from __future__ import annotations

from typing import Any

from tests.cli.console import Console


def plan(console: Console, *arguments: str) -> Any:
    return console.fine("plan", "--json", *arguments).json


def cheapest(console: Console) -> str:
    rows = plan(console, "--budget", "0")["not_bought"]
    local = [one for one in rows if one["location"]]
    return str(min(local, key=lambda one: one["once"]["mid"] + one["each_year"]["mid"])["id"])
