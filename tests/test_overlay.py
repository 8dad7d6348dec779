"""An organisation's own content laid over the shipped one: what it changes, what is refused."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from readiness import house, library
from readiness.files import prices
from readiness.library import Catalogue, InvalidContent
from tests.builders import catalogue
from tests.overlays import BENCHMARK, LOOSE_NURSE_CALL, PRICES, QUESTION, TEXTS, laid


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def load(folder: Path, **files: str) -> Catalogue:
    return library.load(overlay=laid(folder, **files))


# -- what it changes ------------------------------------------------------------------------


def test_an_empty_overlay_changes_nothing(own: Path) -> None:
    found = load(own)
    assert found == catalogue()
    assert (found.loosened, found.added) == ((), ())


def test_a_file_of_the_same_id_replaces_keys_and_leaves_the_others(own: Path) -> None:
    found = load(own, checks__safety__outage=TEXTS)
    shipped = catalogue().questions["safety.outage-procedure"]
    question = found.questions["safety.outage-procedure"]
    assert question.prompt.en == "Who does what in a power cut?"
    assert question.prompt.nl == shipped.prompt.nl
    assert question.help == shipped.help
    assert question.steps == shipped.steps  # type: ignore[union-attr]
    assert set(found.questions) == set(catalogue().questions)


@pytest.mark.parametrize(
    "files",
    [
        {"checks__safety__outage": TEXTS},
        {"checks__remedies": PRICES},
        {"checks__benchmarks": BENCHMARK},
    ],
    ids=["texts", "prices", "benchmarks"],
)
def test_texts_prices_and_benchmarks_leave_the_ruler(own: Path, files: dict[str, str]) -> None:
    found = load(own, **files)
    assert found != catalogue()
    assert found.ruler == catalogue().ruler
    assert found.loosened == ()


def test_lists_are_replaced_whole(own: Path) -> None:
    found = load(own, profiles__nurse_call=LOOSE_NURSE_CALL)
    assert [one.question for one in found.technologies["nurse-call"].must] == ["network.signal"]
    assert found.technologies["nurse-call"].should == catalogue().technologies["nurse-call"].should
    assert found.ruler != catalogue().ruler


def test_a_clause_is_one_thing_and_replaced_whole(own: Path) -> None:
    stop = '[questions.room-coverage.hard_stop]\nwhen = { on = "score", below = 20 }\n'
    found = load(own, checks__network__coverage=stop)
    hard_stop = found.questions["network.room-coverage"].hard_stop
    assert hard_stop is not None
    assert (hard_stop.when.on, hard_stop.when.below) == ("score", 20)
    assert hard_stop.text == catalogue().questions["network.room-coverage"].hard_stop.text  # type: ignore[union-attr]


def test_a_question_a_technology_and_a_remedy_are_added(own: Path) -> None:
    check = (
        'order = 9\nname = { nl = "Stroom", en = "Power" }\nintro = { nl = "Kijk.", en = "See." }\n'
    )
    profile = (Path(__file__).parents[1] / "profiles/hip-airbag.toml").read_text(encoding="utf-8")
    remedy = """
[remedies.generator]
name = { nl = "Aggregaat", en = "Generator" }
explanation = { nl = "Kopen.", en = "Buy one." }
effort = { low = 1, high = 2 }
lead_weeks = { low = 4, high = 8 }
per = "location"
scope = "location"
who = "ict"
assumption = true
"""
    found = load(
        own,
        checks__safety__power=check + QUESTION.replace('"outage-procedure"', '"generator"'),
        profiles__smart_floor=profile,
        checks__remedies=remedy,
    )
    assert found.questions["safety.generator"].check == "safety.power"
    assert "smart-floor" in found.technologies
    assert "generator" in found.remedies
    assert found.added == ("safety.generator", "smart-floor")
    assert found.loosened == ()
    assert found.ruler != catalogue().ruler


def test_a_question_is_added_to_a_check_that_is_there(own: Path) -> None:
    found = load(own, checks__safety__outage=QUESTION)
    assert list(found.checks["safety.outage"].questions)[-1] == "generator"
    assert found.added == ("safety.generator",)


def test_a_name_that_sounds_like_a_text_still_counts_in_the_ruler(own: Path) -> None:
    part = """
[questions.supplier-response.parts.order]
kind = "yes-no"
text = { nl = "Op volgorde?", en = "In order?" }
if_no_score = 0
"""
    assert load(own, checks__helpdesk__solving=part).ruler != catalogue().ruler


def test_the_example_of_the_readme_is_true(own: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"<!-- own (\S+) -->\n```toml\n(.*?)```", readme, re.DOTALL))
    assert list(files) == [
        "checks/safety/power.toml", "checks/remedies.toml", "prices.toml", "house.toml"
    ]  # fmt: skip
    laid(own, **{n.removesuffix(".toml").replace("/", "__"): text for n, text in files.items()})
    found = library.load(overlay=own)
    assert (found.added, found.loosened) == (("safety.generator",), ())
    assert found.assumptions.hourly_rate == 72
    own_prices = prices.load(own, found.remedies)
    assert (own_prices.vat, set(own_prices.of)) == (21, {"survey-retune", "access-points"})
    (own / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
    )
    style = house.load(own).style
    assert (style.organisation, style.logo_kind) == ("Zorggroep De Linde", "svg")


# -- what is refused --------------------------------------------------------------------------

FAULTS = {
    "unknown key": (
        {"checks__safety__outage": "[questions.outage-procedure]\ncolour = 1\n"},
        "overlay checks/safety/outage.toml: questions.outage-procedure.colour: unknown key",
    ),
    "wrong type": (
        {"checks__safety__domain": 'weight = "heavy"\n'},
        "overlay checks/safety/domain.toml: weight: Input should be a valid integer",
    ),
    "a table where a list belongs": (
        {"profiles__bed_sensor": "must = { question = 1 }\n"},
        "overlay profiles/bed-sensor.toml: must: Input should be a valid tuple",
    ),
    "unknown remedy": (
        {"checks__safety__outage": '[questions.outage-procedure]\nremedies = ["nothing"]\n'},
        "overlay checks/safety/outage.toml: questions.outage-procedure.remedies: "
        "there is no remedy 'nothing'",
    ),
    "a shipped profile that no longer fits": (
        {"checks__network__coverage": '[questions.zone-reach]\nitems = [{ id = "hall", '
         'text = { nl = "hal", en = "hall" } }]\n'},
        "profiles/indoor-circles.toml, with the overlay: must.0.clauses.1.name: "
        "there is no item 'exit'",
    ),
    "a new question without its texts": (
        {"checks__safety__outage": QUESTION.replace("prompt =", "# prompt =")},
        "overlay checks/safety/outage.toml: questions.generator.prompt: this key is missing",
    ),
    "the same question in another check": (
        {"checks__safety__power": 'order = 9\nname = { nl = "S", en = "P" }\n'
         'intro = { nl = "K", en = "S" }\n' + QUESTION.replace("generator", "nen7510")},
        "overlay checks/safety/power.toml: questions.nen7510: safety.nen7510 stands in another "
        "check (checks/safety/information-security.toml, with the overlay)",
    ),
    "a domain without its file": (
        {"checks__garden__plants": QUESTION},
        "overlay checks/garden/plants.toml: order: this key is missing",
    ),
    "a misspelt folder": (
        {"profile__bed_sensor": "alarm = false\n"},
        "overlay profile: doesn't belong here; expected checks/, profiles/, house.toml, "
        "prices.toml and the picture of the logo",
    ),
    "a file where none belongs": (
        {"checks__outage": "order = 1\n"},
        "overlay checks/outage.toml: doesn't belong here",
    ),
    "a name with capitals": (
        {"profiles__Bed_sensor": "alarm = false\n"},
        "overlay profiles/Bed-sensor.toml: expected a name of small letters",
    ),
    "no TOML": ({"profiles__bed_sensor": "alarm = = 1\n"}, "overlay profiles/bed-sensor.toml: "
                "not valid TOML: Invalid value (at line 1, column 9)"),
    "a number without end": (
        {"checks__safety__domain": "weight = 1e999999999\n"},
        "overlay checks/safety/domain.toml: weight: a number of more than 12 places",
    ),
    "a whole number without end": (
        {"checks__safety__domain": f"weight = {'9' * 5000}\n"},
        "overlay checks/safety/domain.toml: not valid TOML",
    ),
    "no number": ({"checks__safety__domain": "weight = nan\n"},
                  "overlay checks/safety/domain.toml: weight: no number"),
    "brackets without end": (
        {"checks__safety__domain": f"weight = {'[' * 50_000}\n"},
        "overlay checks/safety/domain.toml: not valid TOML",
    ),
    "tables without end": (
        {"checks__safety__domain": f"{'.'.join('a' * 2000)} = 1\n"},
        "overlay checks/safety/domain.toml: a.a.a.a.a.a.a.a.a.a.a.a.a: tables inside each other",
    ),
    "a colour code in a text": (
        {"checks__safety__domain": 'name = { en = "\\u001b[31mred" }\n'},
        "overlay checks/safety/domain.toml: name.en: control characters",
    ),
    "text that runs backwards": (
        {"checks__safety__domain": 'name = { en = "\\u202eykcirt" }\n'},
        "overlay checks/safety/domain.toml: name.en: control characters or direction marks",
    ),
    "a text without end": (
        {"checks__safety__domain": f'name = {{ en = "{"x" * 10_000}" }}\n'},
        "overlay checks/safety/domain.toml: name.en: a text of more than 4000 characters",
    ),
    "a strange key": (
        {"checks__remedies": '[remedies."a\\u001bb"]\nunits = 1\n'},
        "overlay checks/remedies.toml: remedies.a\ufffdb: expected a key of letters",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_names_file_and_key_and_that_it_is_the_overlays(what: str, own: Path) -> None:
    files, said = FAULTS[what]
    with pytest.raises(InvalidContent) as refused:
        load(own, **files)
    assert said in str(refused.value)


def test_a_folder_that_is_missing_is_told(own: Path) -> None:
    with pytest.raises(InvalidContent, match="this folder is missing"):
        library.load(overlay=own)


def test_files_that_are_too_big_or_no_text_are_told(own: Path) -> None:
    laid(own)
    (own / "profiles").mkdir()
    (own / "profiles/huge.toml").write_bytes(b"#" * 300_000)
    (own / "profiles/binary.toml").write_bytes(b"\x89PNG\x00\xff\xfe")
    with pytest.raises(InvalidContent) as refused:
        library.load(overlay=own)
    assert "overlay profiles/huge.toml: too big: at most 256 kB" in str(refused.value)
    assert "overlay profiles/binary.toml: this file is not UTF-8 text" in str(refused.value)


def test_thousands_of_files_are_refused_in_a_few_lines(own: Path) -> None:
    laid(own)
    (own / "profiles").mkdir()
    for number in range(600):
        (own / f"profiles/t{number}.toml").touch()
    with pytest.raises(InvalidContent) as refused:
        library.load(overlay=own)
    assert "more than 500 files" in str(refused.value)
    assert len(str(refused.value).splitlines()) <= 41


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
class TestLinks:
    def refused(self, own: Path) -> str:
        with pytest.raises(InvalidContent) as refused:
            library.load(overlay=own)
        return str(refused.value)

    def test_out_of_the_folder_are_refused(self, own: Path, tmp_path: Path) -> None:
        secret = tmp_path / "secret.toml"
        secret.write_text('password = "hush"\n')
        laid(own, profiles__bed_sensor="")
        (own / "profiles/bed-sensor.toml").unlink()
        (own / "profiles/bed-sensor.toml").symlink_to(secret)
        said = self.refused(own)
        assert "overlay profiles/bed-sensor.toml: a link that leads out" in said
        assert "hush" not in said

    def test_of_a_whole_folder_are_refused(self, own: Path, tmp_path: Path) -> None:
        laid(own)
        laid(tmp_path / "elsewhere", bed_sensor="alarm = false\n")
        (own / "profiles").symlink_to(tmp_path / "elsewhere")
        assert "overlay profiles: a link that leads out" in self.refused(own)

    def test_in_a_circle_are_refused(self, own: Path) -> None:
        laid(own)
        (own / "profiles").mkdir()
        (own / "profiles/bed-sensor.toml").symlink_to(own / "profiles/bed-sensor.toml")
        assert "overlay profiles/bed-sensor.toml: " in self.refused(own)

    def test_to_a_device_are_refused(self, own: Path) -> None:
        laid(own)
        (own / "checks").mkdir()
        (own / "checks/remedies.toml").symlink_to("/dev/zero")
        assert "overlay checks/remedies.toml: a link that leads out" in self.refused(own)

    def test_a_pipe_is_refused_and_not_waited_for(self, own: Path) -> None:
        laid(own)
        (own / "checks").mkdir()
        os.mkfifo(own / "checks/remedies.toml")
        assert "overlay checks/remedies.toml: this is no ordinary file" in self.refused(own)

    def test_inside_the_folder_are_fine(self, own: Path) -> None:
        laid(own, checks__safety__outage=TEXTS)
        (own / "checks/network").symlink_to(own / "checks/safety")
        # The same file is there twice, so its question is in the wrong domain: read, and told.
        assert "network/outage.toml" in self.refused(own)
