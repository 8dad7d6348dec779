"""A phone's figures beside the laptop's, by commands: stored, shown, never in their place."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from readiness import measured
from readiness.kit import Kit
from readiness.measure.device.pairing import DeviceFigures
from readiness.measure.peer import Peer
from readiness.model.given import Given
from readiness.model.revision import Known, Observation, Unknown
from readiness.model.sentence import Refused
from readiness.model.subject import Subject, parse
from readiness.model.value import NoLink, Number
from readiness.paths import Home
from tests.cli.console import Console

SPOT = parse("spot:2/North/client-room/214")


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer("127.0.0.1", 0) as running:
        yield running


def report(peer: Peer, code: str, **figures: object) -> None:
    """What the page posts."""
    told = {
        "code": code, "device": "phone", "download": 30, "upload": 20, "latency": 4, "seconds": 12,
    } | figures  # fmt: skip
    with closing(http.client.HTTPConnection("127.0.0.1", peer.port, timeout=5)) as line:
        head = {"Content-Type": "application/json"}
        line.request("POST", "/figures.json", json.dumps(told), head)
        assert line.getresponse().status == 200


def device(home: Path, *arguments: str, language: str = "en") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "readiness", "--home", str(home), "--language", language,
         "measure", "device", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={k: v for k, v in os.environ.items() if not k.startswith("READINESS")}
        | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def code_in(stream: Any) -> str:
    for line in stream:
        if found := re.search(r"\b([A-Z0-9]{3}) ([A-Z0-9]{3})$", line.rstrip()):
            return found[1] + found[2]
    raise AssertionError("no code was shown")


def held(home: Path, visit: str, question: str = "network.download") -> Observation:
    kit = Kit(Home(home))
    try:
        (one,) = kit.visit(visit).about(question, SPOT)
    finally:
        kit.close_store()
    return one


def test_a_phone_reports_and_its_figures_stand_beside_the_laptops(
    console: Console, visit: str, peer: Peer
) -> None:
    for question, value in (("network.download", "80"), ("network.upload", "21.5")):
        console.fine("visit", "answer", visit, question, value, "--subject", str(SPOT))
    run = device(console.home, visit, "--subject", str(SPOT), "--server", peer.url, "--wait", "60")
    with run:
        assert run.stdout is not None
        assert run.stdout.readline() == f"On the phone or tablet, open: {peer.url}\n"
        report(peer, code_in(run.stdout))
        out, err = run.communicate(timeout=30)
    assert run.returncode == 0, err
    rows = [re.split(r"  +", line.strip()) for line in out.splitlines()]
    assert rows == [
        ["phone", "this laptop"],
        ["download", "30 Mbit/s", "80 Mbit/s"],
        ["upload", "20 Mbit/s", "21.5 Mbit/s"],
        ["delay", "4 ms", "–"],
    ]
    assert "! Another device receives clearly worse here than this laptop" in err
    kept = held(console.home, visit)
    assert kept.answer == Known(Number(Decimal(80)))
    (row,) = kept.instrument["cross_checks"]
    assert row.pop("at").endswith("+00:00")
    assert row == {
        "device": "phone", "download": 30.0, "upload": 20.0, "latency": 4.0,
        "how": "browser-http-multi-6-received",
    }  # fmt: skip
    assert kept.instrument["warnings"] == [
        "Another device receives clearly worse here than this laptop, so the verdict on this spot "
        "may be too rosy."
    ]
    assert "warnings" not in held(console.home, visit, "network.upload").instrument


def test_json_holds_everything_and_the_code_is_told_beside_it(
    console: Console, visit: str, peer: Peer
) -> None:
    arguments = (visit, "--subject", str(SPOT), "--server", peer.url, "--devices", "2", "--json")
    with device(console.home, *arguments, language="nl") as run:
        assert run.stderr is not None
        code = code_in(run.stderr)
        report(peer, code)
        report(peer, code, device="tablet", latency=None)
        out, _ = run.communicate(timeout=30)
    told = json.loads(out)
    assert (told["url"], told["code"]) == (peer.url, code)
    assert told["laptop"] == {"download": None, "upload": None, "latency": None}
    assert [one["device"] for one in told["devices"]] == ["phone", "tablet"]
    assert told["devices"][1]["latency"] is None
    kept = held(console.home, visit)
    assert kept.answer == Unknown(
        "Hier is alleen een ander apparaat gemeten; het cijfer van de laptop zelf is niet bekend. "
        "Meet dit meetpunt met de laptop."
    )
    assert [row["device"] for row in kept.instrument["cross_checks"]] == ["phone", "tablet"]


def test_waiting_in_vain_stores_nothing(console: Console, visit: str, peer: Peer) -> None:
    before = console.content()
    done = console(
        "measure", "device", visit, "--subject", str(SPOT), "--server", peer.url, "--wait", "1"
    )
    assert done.code == 5
    assert done.err.splitlines()[-1] == "No other device reported; nothing stored."
    assert console.content() == before


def test_without_a_server_it_says_so(console: Console, visit: str) -> None:
    done = console("measure", "device", visit, "--subject", str(SPOT))
    assert done.code == 5
    assert "No measuring server is set" in done.err


def test_a_person_is_no_spot(console: Console, visit: str) -> None:
    assert console("measure", "device", visit, "--subject", "person:1").code == 4


# -- what is kept ----------------------------------------------------------------------------


@pytest.fixture
def kit(home: Path) -> Iterator[Kit]:
    made = Kit(Home(home))
    yield made
    made.close_store()


@pytest.fixture
def open_visit(kit: Kit) -> str:
    return kit.start_visit(kit.add_location({"name": "De Linde"}), date(2026, 3, 2))


def figures(name: str = "phone", download: str = "30", upload: str = "20") -> DeviceFigures:
    return DeviceFigures(
        name, Decimal(download), Decimal(upload), None, "2026-03-02T10:00:00+00:00", "browser",
        Decimal(12),
    )  # fmt: skip


def one(kit: Kit, visit: str, question: str = "network.download") -> Observation:
    (found,) = kit.visit(visit).about(question, SPOT)
    return found


@pytest.mark.parametrize(("download", "warned"), [("69.9", True), ("70", False), ("150", False)])
def test_under_seventy_percent_is_warned_of(
    kit: Kit, open_visit: str, download: str, warned: bool
) -> None:
    visit = kit.visit(open_visit)
    kit.record(visit, [Given("network.download", SPOT, Known(Number(Decimal(100))), "measured")])
    kit.record_cross_check(visit, SPOT, figures(download=download))
    warnings = one(kit, open_visit).instrument.get("warnings", [])
    assert warnings == ([measured.WORSE_DEVICE.template] if warned else [])


def test_the_laptops_answer_method_note_and_instrument_stay(kit: Kit, open_visit: str) -> None:
    visit = kit.visit(open_visit)
    laptop = {"server": "http://10.0.0.1:8989/", "warnings": ["w"], "samples": [[1, 2]]}
    given = Given(
        "network.download", SPOT, Known(Number(Decimal("48.5"))), "measured", "by the door", laptop
    )
    kit.record(visit, [given])
    kit.record_cross_check(visit, SPOT, figures())
    kit.record_cross_check(visit, SPOT, figures("tablet", "60"))
    kept = one(kit, open_visit)
    assert (kept.answer, kept.method, kept.note) == (given.answer, "measured", "by the door")
    assert [row["device"] for row in kept.instrument["cross_checks"]] == ["phone", "tablet"]
    assert kept.instrument | {"cross_checks": [], "warnings": ["w"]} == laptop | {
        "cross_checks": []
    }
    assert kept.instrument["warnings"] == ["w", measured.WORSE_DEVICE.template]


def test_no_network_stays_no_network(kit: Kit, open_visit: str) -> None:
    visit = kit.visit(open_visit)
    kit.record(visit, [Given("network.download", SPOT, Known(NoLink()), "measured")])
    kit.record_cross_check(visit, SPOT, figures())
    assert one(kit, open_visit).answer == Known(NoLink())


def test_a_conflict_is_left_to_a_person(kit: Kit, open_visit: str) -> None:
    """Two laptops that never saw each other's answer, merged."""
    from dataclasses import replace

    from readiness.model.revision import current

    visit = kit.visit(open_visit)
    kit.record(visit, [Given("network.download", SPOT, Known(Number(Decimal(100))), "measured")])
    (revision,) = current(kit.store.revisions(kind="observation", visit=open_visit))
    body = Observation("network.download", SPOT, Known(Number(Decimal(20)))).body()
    kit.store.add([replace(revision, id=revision.id[:-4] + "0000", body=body)])
    with pytest.raises(Refused, match="different figures"):
        kit.record_cross_check(visit, SPOT, figures())
    assert len(kit.visit(open_visit).about("network.download", SPOT)) == 2


def test_a_closed_visit_needs_a_reason(kit: Kit, open_visit: str) -> None:
    kit.close_visit(kit.visit(open_visit))
    with pytest.raises(Refused, match="needs a reason"):
        kit.record_cross_check(kit.visit(open_visit), SPOT, figures())
    kit.record_cross_check(kit.visit(open_visit), SPOT, figures(), "the phone was late")
    assert one(kit, open_visit).correction == "the phone was late"


def test_a_subject_of_another_kind_is_refused(kit: Kit, open_visit: str) -> None:
    with pytest.raises(Refused):
        kit.record_cross_check(kit.visit(open_visit), Subject("location"), figures())
