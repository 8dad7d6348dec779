"""Everything that `--json` prints is as `readiness schema` says, for every command that has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
import typer
from jsonschema import Draft202012Validator

from readiness.cli.main import make_app
from readiness.cli.measure.walk import _document as walk_document
from readiness.measure import wifi
from readiness.measure.measurement import Figure, Unavailable
from readiness.measure.peer import Peer
from readiness.measure.walk.walked import Gap, Note, Roam, Walk
from readiness.measure.wifi_linux import parse_iw_link
from readiness.model.sentence import Sentence
from readiness.schemas import SCHEMAS, schema
from tests.cli.console import Console, Done
from tests.cli.test_measure_link import GONE, LINK, put
from tests.cli.test_remarks import number_of, remarks
from tests.cli.test_second_device import SPOT, code_in, device, report
from tests.measure.wifi_samples import sample

# Commands that measure are run by tests of their own below.
MEASURED = {"measure-spot", "measure-line", "measure-walk", "measure-link", "measure-device"}


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer("127.0.0.1", 0) as running:
        yield running


def fits(name: str, printed: str) -> Any:
    """The document, held against the schema that the program prints for it."""
    document = json.loads(printed)
    faults = [error.message for error in Draft202012Validator(schema(name)).iter_errors(document)]
    assert faults == []
    return document


def commands(app: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below this one, with the words that lead to it."""
    if not hasattr(app, "list_commands"):
        yield path, app
        return
    context = click.Context(app)
    if path and app.invoke_without_command:
        # It does something of its own besides leading to others.
        yield path, app
    for name in app.list_commands(context):
        yield from commands(app.get_command(context, name), (*path, name))


def test_every_command_that_prints_json_has_its_schema() -> None:
    printing = {
        path
        for path, command in commands(typer.main.get_command(make_app()))
        if any("--json" in parameter.opts for parameter in command.params)
    }
    assert printing == {one.command for one in SCHEMAS.values() if one.command}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(console: Console, name: str) -> None:
    printed = console.fine("schema", name).json
    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert name in console.fine("schema").out.split()


def test_an_unknown_schema_is_wrong_usage(console: Console) -> None:
    done = console("schema", "nothing")
    assert (done.code, done.out) == (2, "")
    assert "expected one of location-list" in done.err


@pytest.fixture
def answered(console: Console, visit: str) -> str:
    """A closed visit with answers of every sort, one of them corrected."""
    for arguments in (
        ["network.download", "48.5", "--subject", str(SPOT)],
        ["network.upload", "no-link", "--subject", str(SPOT)],
        ["devices.per-carer", "9/12", "--method", "counted", "--note", "in the cabinet"],
        ["safety.outage-procedure", "2"],
        ["network.zone-reach", "corridor=good,lift=none"],
        ["applications.card", "--unknown", "nobody knew"],
        ["steering.owner", "--not-applicable", "no technology yet"],
    ):
        console.fine("visit", "answer", visit, *arguments)
    console.fine("visit", "close", visit)
    console.fine("visit", "answer", visit, "applications.card", "3", "--reason", "found it")
    return visit


RUNS: dict[str, list[list[str]]] = {
    "location-list": [["location", "list"]],
    "location-show": [["location", "show", "De Lindehof"]],
    "visit-list": [["visit", "list"]],
    "visit-show": [["visit", "show", "VISIT"]],
    "visit-remarks": [["visit", "remarks", "VISIT"]],
    "measure-plan": [["measure", "plan", "VISIT"]],
    "doctor": [["doctor", "--quick"]],
    "assessment": [["assess", "VISIT"], ["assess", "VISIT", "--as-of", "2028-01-01"]],
    "comparison": [["compare"], ["compare", "--by-organisation"]],
    "plan": [["plan", "--budget", "50000"], ["plan", "--budget", "0", "--years", "2"]],
    "plan-decisions": [["plan", "decisions"]],
    "content-list": [["content", "list"]],
    "content-show": [
        ["content", "show", id_]
        for id_ in (
            "network", "network.coverage", "bed-sensor", "survey-retune", "W44", "access-point",
            "applications-per-carer", "network.download", "network.room-coverage",
            "safety.outage-procedure", "network.zone-reach", "applications.self-explanatory",
            "helpdesk.mark", "coupling.matrix", "coupling.alarm-test", "helpdesk.supplier-response",
        )
    ],
    "settings-show": [["settings", "show"]],
}  # fmt: skip


def test_no_command_is_forgotten_here() -> None:
    assert set(RUNS) | MEASURED == {name for name, one in SCHEMAS.items() if one.command}


@pytest.mark.parametrize("name", RUNS)
def test_what_is_printed_fits_its_schema(console: Console, answered: str, name: str) -> None:
    console.fine("location", "edit", "De Lindehof", "--rooms", "1/North: 101-102, lift")
    for arguments in RUNS[name]:
        done = console(*[answered if part == "VISIT" else part for part in arguments], "--json")
        assert done.code in (0, 5), done.err
        assert fits(name, done.out) or name == "visit-remarks"


def test_the_report_as_json_fits(console: Console, answered: str, tmp_path: Path) -> None:
    console.fine("location", "edit", "De Lindehof", "--rooms", "1/North: 101-102, lift")
    console.fine("report", answered, "--to", str(tmp_path), "--format", "json")
    (file,) = tmp_path.glob("*.json")
    found = fits("report", file.read_text(encoding="utf-8"))
    shown = fits("assessment", console.fine("assess", answered, "--json").out)
    assert found["assessment"] == shown


def test_remarks_with_and_without_an_answer_fit(
    console: Console, visit: str, tmp_path: Path
) -> None:
    console.fine("visit", "answer", visit, "applications.card", "3", "--method", "document")
    console.fine("report", visit, "--draft", "--to", str(tmp_path), "--format", "md")
    first, second = (
        number_of(tmp_path, finding) for finding in ("question:applications.card", "fact:beds")
    )
    file = remarks(tmp_path, [first, "it is on paper"], [second, "42"])
    console.fine("visit", "remarks", visit, str(file))
    console.fine("visit", "remarks", visit, "yes", "--answer", second, "--taken-over")
    found = fits("visit-remarks", console.fine("visit", "remarks", visit, "--json").out)
    assert {one["taken_over"] for one in found} == {None, True}


def test_an_empty_home_fits_too(console: Console) -> None:
    for name in ("location-list", "visit-list"):
        assert fits(name, console.fine(*SCHEMAS[name].command, "--json").out) == []


# -- what is measured ---------------------------------------------------------------------------


def printed(done: Done) -> str:
    assert done.code in (0, 5), done.err
    return done.out


def test_a_spot_fits(console: Console, peer: Peer) -> None:
    servers = ("--server", peer.url, "--outside", peer.url)
    found = fits("measure-spot", printed(console("measure", "spot", "--quick", *servers, "--json")))
    assert found["figures"]["download"]["unit"] == "Mbit/s"
    assert found["outside"]["state"] == "measured"


def test_a_spot_without_a_server_fits(console: Console) -> None:
    found = fits("measure-spot", printed(console("measure", "spot", "--json")))
    assert found["state"] == "unavailable"


def test_the_line_fits_with_what_the_location_needs(
    console: Console, visit: str, peer: Peer
) -> None:
    done = console("measure", "line", visit, "--server", peer.url, "--json")
    found = fits("measure-line", printed(done))
    assert found["state"] == "measured"
    assert found["line"]["missing"]


def test_links_fit(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    for link in (LINK, GONE, parse_iw_link(sample("iw_vht.txt"))):
        put(monkeypatch, link)
        fits("measure-link", printed(console("measure", "link", "--json")))
    monkeypatch.undo()
    assert wifi.reader


def test_a_walk_that_could_not_begin_fits(console: Console, visit: str) -> None:
    found = fits("measure-walk", printed(console("measure", "walk", visit, "--json")))
    assert found["state"] == "unavailable"


def test_a_walk_with_all_that_can_happen_fits() -> None:
    figure = Figure(Decimal("180"), "ms", "udp-20ms", at_least=True)
    walk = Walk(
        state="measured",
        reason=None,
        longest=figure,
        latency=figure,
        latency_p95=Unavailable(Sentence("The walk was too short.")),
        gaps=(Gap(12.5, 180, "lift", at_least=True),),
        roams=(Roam(30.0, "1", "2"),),
        notes=(Note(11.0, "lift"),),
        seconds=61.0,
        sent=3050,
        answered=3040,
        instrument={"warnings": ["x"]},
    )
    document = fits("measure-walk", json.dumps(walk_document(walk)))
    assert document["roams"] == [{"at_s": 30.0, "from": "1", "to": "2"}]


def test_a_second_device_fits(console: Console, visit: str, peer: Peer) -> None:
    arguments = (visit, "--subject", str(SPOT), "--server", peer.url, "--json")
    with device(console.home, *arguments) as run:
        assert run.stderr is not None
        report(peer, code_in(run.stderr), latency=None)
        out, _ = run.communicate(timeout=30)
    (one,) = fits("measure-device", out)["devices"]
    assert one["latency"] is None


def test_a_key_that_nobody_described_is_found() -> None:
    document = {"id": "x"}
    assert list(Draft202012Validator(schema("visit-list")).iter_errors([document]))
    shown = schema("settings-show")
    assert shown["additionalProperties"] is False
