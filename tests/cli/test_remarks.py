"""The fact check by commands: a draft goes out, remarks come back, the final report tells."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.console import Console

REFUSED, USAGE = 4, 2


@pytest.fixture
def drafted(console: Console, visit: str, tmp_path: Path) -> str:
    """A visit with two answers of which a draft was written to tmp_path."""
    console.fine("visit", "answer", visit, "helpdesk.hours", "55", "--method", "document")
    console.fine("visit", "answer", visit, "applications.card", "3", "--method", "document")
    console.fine("report", visit, "--draft", "--to", str(tmp_path), "--format", "html,md")
    return visit


def sheet(folder: Path) -> list[dict[str, str]]:
    """The rows of the sheet that was written with the draft."""
    (file,) = folder.glob("remarks-*.csv")
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    head = next(n for n, row in enumerate(rows) if "remark" in row)
    return [dict(zip(rows[head], row, strict=False)) for row in rows[head + 1 :] if row]


def number_of(folder: Path, finding: str) -> str:
    return next(row["number"] for row in sheet(folder) if row["finding"].endswith(f"[{finding}]"))


def remarks(folder: Path, *rows: Sequence[str], head: str = "number,remark") -> Path:
    file = folder / "back.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head.split(","))
        writer.writerows(rows)
    return file


# -- the draft ------------------------------------------------------------------------


def test_a_draft_numbers_every_finding_and_leaves_room_for_a_remark(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    rows = sheet(tmp_path)
    findings = [row["finding"] for row in rows]
    assert [row["number"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert any(f.endswith("40 [fact:beds]") for f in findings)
    assert any(f.endswith("[technology:nurse-call]") for f in findings)
    assert any("55 hours" in f and f.endswith("[question:helpdesk.hours]") for f in findings)
    assert all(row["remark"] == "" for row in rows)
    html = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert "Draft for the fact check" in html
    assert "Check the facts" in html
    assert "Your remark" in html


def test_writing_the_same_draft_again_keeps_one_and_numbers_stay_in_a_later_one(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    before = console.content()
    console.fine("report", drafted, "--draft", "--to", str(tmp_path))
    assert console.content() == before
    first = {row["finding"].rpartition(" ")[2]: row["number"] for row in sheet(tmp_path)}
    # A question out of play comes in, and the others keep their numbers.
    console.fine("visit", "answer", drafted, "applications.recurring-questions", "4")
    console.fine("report", drafted, "--draft", "--to", str(tmp_path))
    later = {row["finding"].rpartition(" ")[2]: row["number"] for row in sheet(tmp_path)}
    assert {finding: later[finding] for finding in first} == first


# -- remarks come back ----------------------------------------------------------------


def test_a_filled_in_sheet_comes_back_as_remarks_and_changes_no_answer(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    hours = number_of(tmp_path, "question:helpdesk.hours")
    before = console.fine("visit", "show", drafted, "--json").json
    assessed = console.fine("assess", drafted, "--json").json
    done = console.fine(
        "visit", "remarks", drafted, str(remarks(tmp_path, [hours, "It is 60 since May."]))
    )
    assert done.out.strip() == "Stored 1 remarks; 0 were there already."
    (held,) = console.fine("visit", "remarks", drafted, "--json").json
    assert held["number"] == int(hours)
    assert held["finding"] == "question:helpdesk.hours"
    assert held["remark"] == "It is 60 since May."
    assert held["from"] == "location-manager"
    assert held["taken_over"] is None
    assert console.fine("visit", "show", drafted, "--json").json == before
    assert console.fine("assess", drafted, "--json").json == assessed


def test_the_workbook_filled_in_by_a_spreadsheet_comes_back(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    (file,) = tmp_path.glob("remarks-*.xlsx")
    book = load_workbook(file)
    filled = 0
    for page in book:
        for row in page.iter_rows():
            heads = {str(c.value).lower(): c.column for c in row if c.value}
            if {"number", "remark"} <= set(heads):
                for below in page.iter_rows(min_row=row[0].row + 1):
                    if str(below[heads["finding"] - 1].value).endswith("[fact:beds]"):
                        below[heads["remark"] - 1].value = "42 beds since\nthe new wing"
                        filled += 1
    assert filled == 1
    book.save(tmp_path / "back.xlsx")
    console.fine(
        "visit", "remarks", drafted, str(tmp_path / "back.xlsx"), "--from", "ICT department"
    )
    (held,) = console.fine("visit", "remarks", drafted, "--json").json
    assert (held["finding"], held["from"]) == ("fact:beds", "ict")
    assert held["remark"] == "42 beds since\nthe new wing"


def test_the_same_sheet_twice_adds_nothing_and_another_text_takes_the_place(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    file = remarks(tmp_path, ["1", "first"], ["2", "second"])
    console.fine("visit", "remarks", drafted, str(file))
    before = console.content()
    done = console.fine("visit", "remarks", drafted, str(file))
    assert done.out.strip() == "Stored 0 remarks; 2 were there already."
    assert console.content() == before
    console.fine("visit", "remarks", drafted, str(remarks(tmp_path, ["1", "better"])))
    held = console.fine("visit", "remarks", drafted, "--json").json
    assert [(one["number"], one["remark"]) for one in held] == [(1, "better"), (2, "second")]


def test_a_dutch_sheet_from_a_dutch_excel_is_read(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    file = tmp_path / "terug.csv"
    file.write_bytes("Nummer;Bevinding;Opmerking\r\n2,0;;\r\n1;;\"Café; klopt niet\"\r\n"
                     .encode("cp1252"))  # fmt: skip
    console.fine("visit", "remarks", drafted, str(file))
    (held,) = console.fine("visit", "remarks", drafted, "--json").json
    assert held["remark"] == "Café; klopt niet"


def test_all_rows_or_none_and_each_bad_row_is_named(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    before = console.content()
    file = remarks(
        tmp_path,
        ["1", "this one is fine", ""],
        ["9999", "no such number", ""],
        ["two", "no number", ""],
        ["2", "x" * 10_001, ""],
        ["3", "of another", "Something [question:network.download]"],
        ["4", "once", ""],
        ["4", "twice", ""],
        head="number,remark,finding",
    )
    done = console("visit", "remarks", drafted, str(file))
    assert done.code == REFUSED
    lines = done.err.splitlines()
    assert lines[0].startswith("line 3: number 9999 stands in no draft of this visit; ")
    assert lines[1].startswith("line 4: 'two' is no number of a finding; ")
    assert lines[2] == "line 5: the remark is 10001 characters long; use at most 10000."
    assert re.match(r"line 6: number 3 is fact:\S+ in the draft and question:network.download",
                    lines[3])  # fmt: skip
    assert lines[4].startswith("line 8: number 4 stands on line 7 already; ")
    assert lines[5] == "Nothing was stored."
    assert len(lines) == 6
    assert console.content() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "The file has no row that names the columns"),
        ("other.csv", b"a,b\n1,2\n", "The file has no row that names the columns"),
        ("none.csv", b"number,remark\n1,\n", "The file holds no remarks"),
        ("broken.csv", b'number,remark\n1,"x" y\n', "not valid CSV"),
        ("broken.xlsx", b"not a workbook", "can't be read as a workbook"),
        ("old.xls", b"", "save the sheet as .xlsx or as CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(
    console: Console, drafted: str, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    before = console.content()
    (tmp_path / name).write_bytes(content)
    done = console("visit", "remarks", drafted, str(tmp_path / name))
    assert done.code == REFUSED
    assert said in done.err
    assert console.content() == before


def test_a_workbook_with_entities_is_refused(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["number", "remark"])
    book.active.append([1, "fine"])
    book.save(tmp_path / "good.xlsx")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad,
    ):
        for entry in good.namelist():
            content = good.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                content = bomb + re.sub(rb"^<\?xml[^>]*\?>", b"", content)
            bad.writestr(entry, content)
    done = console("visit", "remarks", drafted, str(tmp_path / "bad.xlsx"))
    assert done.code == REFUSED
    assert "can't be read as a workbook" in done.err
    console.fine("visit", "remarks", drafted, str(tmp_path / "good.xlsx"))


def test_without_a_draft_numbers_mean_nothing(console: Console, visit: str, tmp_path: Path) -> None:
    done = console("visit", "remarks", visit, str(remarks(tmp_path, ["1", "x"])))
    assert done.code == REFUSED
    assert "No draft of this visit was written here" in done.err
    done = console.fine("visit", "remarks", visit)
    assert done.out.startswith("No remarks yet; ")


def test_a_name_is_no_role(console: Console, drafted: str, tmp_path: Path) -> None:
    file = remarks(tmp_path, ["1", "x"])
    done = console("visit", "remarks", drafted, str(file), "--from", "Els")
    assert done.code == REFUSED
    assert "'Els' is no role; expected one of location-manager, team-leader" in done.err


def test_hostile_text_is_kept_and_shown_literally(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    text = '=HYPERLINK("x") <script>alert(1)</script> | \u202eevil'
    console.fine("visit", "remarks", drafted, str(remarks(tmp_path, ["1", text])))
    (held,) = console.fine("visit", "remarks", drafted, "--json").json
    assert held["remark"] == text
    out = console.fine("visit", "remarks", drafted).out
    assert "\u202e" not in out
    console.fine("report", drafted, "--to", str(tmp_path / "final"), "--format", "html")
    html = next((tmp_path / "final").glob("*.html")).read_text(encoding="utf-8")
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; | \ufffdevil" in html


# -- what was done with them ----------------------------------------------------------


def test_the_final_report_tells_each_remark_and_each_change_since_the_draft(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    hours = number_of(tmp_path, "question:helpdesk.hours")
    card = number_of(tmp_path, "question:applications.card")
    beds = number_of(tmp_path, "fact:beds")
    file = remarks(tmp_path, [hours, "It is 60 since May."], [card, "We like it."],
                   [beds, "44 beds"])  # fmt: skip
    console.fine("visit", "remarks", drafted, str(file))
    console.fine("location", "edit", "De Lindehof", "--beds", "44")
    console.fine("visit", "close", drafted)
    console.fine("visit", "answer", drafted, "helpdesk.hours", "60", "--reason", "contract seen")
    console.fine("visit", "remarks", drafted, "--answer", hours, "The contract says so.",
                 "--taken-over")  # fmt: skip
    console.fine("visit", "remarks", drafted, "--answer", card, "The card is from 2019.",
                 "--not-taken-over")  # fmt: skip
    final = tmp_path / "final"
    console.fine("report", drafted, "--to", str(final), "--format", "md")
    text = next(final.glob("*.md")).read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")]
            for line in text.splitlines() if line.startswith("|")]  # fmt: skip
    changed = {row[0]: row for row in rows if len(row) == 6 and "contract seen" in row}
    assert changed[hours][2:5] == ["55 hours", "60 hours", "contract seen"]
    facts = next(row for row in rows if row[1:4] == ["beds", "40", "44"])
    assert facts[0] == beds
    told = {row[0]: row for row in rows if len(row) == 6 and "location manager," in row[3]}
    assert told[hours][2] == "It is 60 since May."
    assert told[hours][4:] == ["✓ taken over", "The contract says so."]
    assert told[card][4:] == ["– not taken over", "The card is from 2019."]
    assert told[beds][4:] == ["? not answered yet", ""]
    assert "Remarks not answered yet: 1." in text
    assert "Draft for the fact check" not in text


def test_the_same_answer_given_again_is_no_change(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    console.fine("visit", "answer", drafted, "helpdesk.hours", "55", "--note", "asked again")
    console.fine("report", drafted, "--to", str(tmp_path / "final"), "--format", "md")
    text = next((tmp_path / "final").glob("*.md")).read_text(encoding="utf-8")
    assert "Nothing was changed since the draft." in text


def test_a_withdrawn_and_a_new_answer_are_changes(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    console.fine("visit", "answer", drafted, "helpdesk.hours", "--withdraw")
    console.fine("visit", "answer", drafted, "applications.recurring-questions", "4")
    console.fine("report", drafted, "--to", str(tmp_path / "final"), "--format", "md")
    text = next((tmp_path / "final").glob("*.md")).read_text(encoding="utf-8")
    assert re.search(r"\| 55 hours +\| – +\| changed while the visit was open \|", text)
    assert re.search(r"\| – +\| 4[^|]*\| changed while the visit was open \|", text)


def test_a_report_of_a_visit_without_a_draft_says_nothing_of_a_fact_check(
    console: Console, visit: str, tmp_path: Path
) -> None:
    console.fine("report", visit, "--to", str(tmp_path), "--format", "md")
    text = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    assert "fact check" not in text


def test_an_answer_to_a_remark_needs_a_number_a_choice_and_a_reason(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    console.fine("visit", "remarks", drafted, str(remarks(tmp_path, ["1", "x"])))
    before = console.content()
    for arguments, code, said in (
        (["--answer", "1"], USAGE, "Say what was done"),
        (["--answer", "1", "because"], USAGE, "Say what was done"),
        (["because", "--taken-over"], USAGE, "Say with --answer NUMBER"),
        (["--answer", "1", "  ", "--taken-over"], REFUSED, "needs a reason"),
        (["--answer", "2", "why", "--taken-over"], REFUSED, "There is no remark on number 2"),
    ):
        done = console("visit", "remarks", drafted, *arguments)
        assert done.code == code, arguments
        assert said in done.err
    assert console.content() == before


def test_of_two_roles_on_one_finding_the_answer_names_which(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    console.fine("visit", "remarks", drafted, str(remarks(tmp_path, ["1", "x"])))
    console.fine("visit", "remarks", drafted, str(remarks(tmp_path, ["1", "y"])), "--from", "ict")
    done = console("visit", "remarks", drafted, "--answer", "1", "why", "--taken-over")
    assert done.code == REFUSED
    assert "Several remarks were made on number 1, by: location-manager, ict" in done.err
    console.fine("visit", "remarks", drafted, "--answer", "1", "why", "--taken-over",
                 "--from", "ict")  # fmt: skip
    held = console.fine("visit", "remarks", drafted, "--json").json
    assert [(one["from"], one["taken_over"]) for one in held] == [
        ("location-manager", None), ("ict", True),
    ]  # fmt: skip


def test_another_answer_to_a_remark_takes_the_place_of_the_first(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    console.fine("visit", "remarks", drafted, str(remarks(tmp_path, ["1", "x"])))
    for why, choice in (("first", "--not-taken-over"), ("after all", "--taken-over")):
        console.fine("visit", "remarks", drafted, "--answer", "1", why, choice)
    (held,) = console.fine("visit", "remarks", drafted, "--json").json
    assert (held["taken_over"], held["why"]) == (True, "after all")


# -- the to-do list by command ----------------------------------------------------------


def test_the_to_do_list_is_written_by_command_in_every_format(
    console: Console, drafted: str, tmp_path: Path
) -> None:
    out = tmp_path / "todo"
    console.fine("report", drafted, "--to", str(out), "--format", "todo", "--start", "2026-04-01")
    assert sorted(file.name for file in out.iterdir()) == sorted(
        f"todo-{drafted}{suffix}" for suffix in (".html", ".ics", ".md", ".pdf", ".xlsx")
    )
    text = (out / f"todo-{drafted}.ics").read_text(encoding="utf-8")
    assert "BEGIN:VTODO" in text
    assert "DUE;VALUE=DATE:2026" in text


def test_a_fact_in_the_sheet_has_its_label_apart_from_its_value(
    drafted: str, tmp_path: Path
) -> None:
    findings = [row["finding"] for row in sheet(tmp_path)]
    assert "beds: 40 [fact:beds]" in findings
    assert not any("?:" in finding for finding in findings)
