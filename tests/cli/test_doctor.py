"""`readiness doctor` as a person types it: a list to read, a document, an exit code."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from readiness.measure.doctor import TOPICS
from readiness.measure.peer import Peer
from tests.cli.console import Console


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer("127.0.0.1", 0) as running:
        yield running


def test_a_reachable_server_is_exit_0_and_every_topic_is_told(console: Console, peer: Peer) -> None:
    console.fine("settings", "set", "server", peer.url)
    done = console("doctor", "--quick")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.startswith(("✓ ", "◐ ", "✗ "))]
    for name in TOPICS.values():
        assert f" {name}: " in done.out
    assert "answers as readiness measure peer" in done.out


def test_the_trial_tells_what_the_server_gave(console: Console, peer: Peer) -> None:
    console.fine("settings", "set", "server", peer.url)
    done = console("doctor")
    assert done.code == 0
    assert "It gave this laptop" in " ".join(done.out.split())


def test_a_server_that_refuses_is_exit_5_and_says_what_to_do(console: Console) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    console.fine("settings", "set", "server", f"127.0.0.1:{port}")
    done = console("doctor", "--quick")
    assert done.code == 5
    assert "✗ Server inside the building: doesn’t work" in done.out
    assert "refused the connection" in done.out
    assert "    → Check that the server is on" in done.out


def test_no_server_is_exit_5(console: Console) -> None:
    assert console("doctor", "--quick").code == 5


def test_it_is_80_columns_wide_and_without_colours(console: Console, peer: Peer) -> None:
    console.fine("settings", "set", "server", peer.url)
    done = console("doctor", "--quick", language="nl")
    assert max(len(line) for line in done.out.splitlines()) <= 80
    assert "\x1b" not in done.out + done.err
    assert "Een meetpunt meten" in done.out


def test_the_document_is_all_that_json_prints(console: Console, peer: Peer) -> None:
    console.fine("settings", "set", "server", peer.url)
    done = console("doctor", "--quick", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["able_to_measure"] is True
    assert [one["topic"] for one in done.json["findings"]] == list(TOPICS)
    schema = console.fine("schema", "doctor").json
    part = schema["$defs"]["FindingPart"]
    assert set(schema["required"]) == set(done.json)
    for one in done.json["findings"]:
        assert set(one) == set(part["properties"])
        assert one["able"] in part["properties"]["able"]["enum"]
        assert one["todo"] or one["able"] != "no"


def test_it_writes_nothing_into_the_home(console: Console) -> None:
    console("doctor", "--quick")
    assert not console.home.exists()


def test_settings_that_can_not_be_read_are_refused(console: Console) -> None:
    console.home.mkdir()
    (console.home / "settings.json").write_text("{")
    done = console("doctor", "--quick")
    assert done.code == 4
    assert "can't be read as settings" in done.err


def test_a_pipe_that_cannot_show_the_symbols_gets_something_readable(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "readiness", "--home", str(tmp_path), "doctor", "--quick"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "READINESS_LANGUAGE": "en"},
        timeout=60,
    )
    assert done.returncode == 5, done.stderr
    assert b"Measuring a spot" in done.stdout
