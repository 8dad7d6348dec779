"""The file itself: made from nothing, refused when newer or damaged, never spoiled."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from readiness.model.revision import Revision
from readiness.store import DamagedStore, NewerStore, Store, StoreError, schema


def revision(id_: str, **more: object) -> Revision:
    made = {
        "kind": "fact", "location": "lindehof", "visit": "", "key": "beds", "subject": "",
        "body": {"value": 40}, "replaces": (), "reason": "", "assessor": "A1", "laptop": "L-1",
        "at": "2026-03-02T09:00:00+00:00",
    }  # fmt: skip
    return Revision(id=id_, **(made | more))  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "readiness.sqlite3"


def made(file: Path, *ids: str) -> Path:
    with Store(file) as store:
        store.add([revision(id_) for id_ in ids])
    return file


def refuses(file: Path, error: type[StoreError]) -> str:
    """The sentence with which the file is refused; it must stay byte for byte what it was."""
    before = file.read_bytes()
    with pytest.raises(error) as refused:
        Store(file)
    assert file.read_bytes() == before
    # Pages waiting beside it would be written into a backup that is put in its place.
    waiting = file.with_name(f"{file.name}-wal")
    assert not waiting.exists() or not waiting.stat().st_size
    return str(refused.value)


def test_a_new_file_has_the_schema_that_the_program_knows(file: Path) -> None:
    made(file)
    engine = sa.create_engine(f"sqlite:///{file}")
    found = sa.inspect(engine)
    for table in schema.metadata.sorted_tables:
        columns = [column["name"] for column in found.get_columns(table.name)]
        assert columns == [column.name for column in table.columns]
        indexes = {index["name"] for index in found.get_indexes(table.name)}
        assert indexes == {index.name for index in table.indexes}
    engine.dispose()


def test_an_empty_file_becomes_a_store(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()
    made(file, "1")
    with Store(file) as store:
        assert [r.id for r in store.revisions()] == ["1"]


def test_everything_added_comes_back_as_it_was(file: Path) -> None:
    first = revision("1", body={"value": "Zorg „Ünïcode”"})
    second = revision("2", body=None, replaces=("1",), reason="moved")
    with Store(file) as store:
        store.add([first, second])
    with Store(file) as store:
        assert store.revisions() == [first, second]
        assert store.revisions(kind="visit") == []
        assert store.revisions(location="elsewhere") == []


def test_a_write_that_fails_half_way_leaves_nothing(file: Path) -> None:
    made(file, "1")
    with Store(file) as store:
        with pytest.raises(Exception):  # noqa: B017
            store.add([revision("2"), revision("1")])
        assert [r.id for r in store.revisions()] == ["1"]
        store.add([revision("3")])
    with Store(file) as store:
        assert [r.id for r in store.revisions()] == ["1", "3"]


def test_a_second_reader_sees_what_is_committed(file: Path) -> None:
    with Store(file) as one, Store(file) as other:
        one.add([revision("1")])
        assert [r.id for r in other.revisions()] == ["1"]
        other.add([revision("2")])
        assert [r.id for r in one.revisions()] == ["1", "2"]


# What another program does in the meantime: it opens the store, looks, and closes it.
LOOK = """
import sys
from pathlib import Path
from readiness.store import Store
with Store(Path(sys.argv[1])) as store:
    print(*(one.id for one in store.revisions()))
"""


def seen_by_another_program(file: Path) -> str:
    command = [sys.executable, "-c", LOOK, str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_opened_twice_here_it_stays_open_to_other_programs(file: Path) -> None:
    with Store(made(file, "1")) as store:
        assert store.newest() == 1
        # As a thread does that reads for the plan.
        with Store(file) as second:
            assert second.newest() == 1
        # A program that ends throws the log away, unless it sees that the store is open here.
        assert seen_by_another_program(file) == "1"
        store.add([revision("2")])
        assert seen_by_another_program(file) == "1 2"
        with Store(file) as third:
            assert [one.id for one in third.revisions()] == ["1", "2"]
            assert seen_by_another_program(file) == "1 2"
        store.add([revision("3")])
        assert seen_by_another_program(file) == "1 2 3"


def test_a_file_that_was_closed_is_looked_at_anew(file: Path) -> None:
    made(file, "1")
    made(file, "2")
    file.write_bytes(b"something else altogether")
    assert "it is no database" in refuses(file, DamagedStore)


def test_a_newer_schema_is_refused_untouched(file: Path) -> None:
    made(file, "1")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    said = refuses(file, NewerStore)
    assert "newer version" in said
    assert "9999" in said


def test_random_bytes_are_refused_untouched(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(bytes(range(256)) * 64)
    assert str(file) in refuses(file, DamagedStore)


def test_a_spoiled_header_is_refused_untouched(file: Path) -> None:
    made(file, "1")
    file.write_bytes(b"XQLite format 3\x00" + file.read_bytes()[16:])
    refuses(file, DamagedStore)


@pytest.mark.parametrize("kept", [60, 2000, 5000])
def test_a_truncated_file_is_refused_untouched(file: Path, kept: int) -> None:
    made(file, *[str(n) for n in range(300)])
    file.write_bytes(file.read_bytes()[:kept])
    refuses(file, DamagedStore)


def test_spoiled_pages_are_reported_when_they_are_read(file: Path) -> None:
    made(file, *[f"{n:05d}" for n in range(500)])
    whole = file.read_bytes()
    page = 4096
    broken = whole[: 2 * page] + b"\xff" * (len(whole) - 2 * page)
    file.write_bytes(broken)
    with pytest.raises(DamagedStore), Store(file) as store:
        store.revisions()
    assert file.read_bytes() == broken


def test_a_database_of_another_program_is_refused_untouched(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
        connection.execute("INSERT INTO photos VALUES ('cat')")
    connection.close()
    assert "another program" in refuses(file, DamagedStore)


def test_a_store_without_its_version_is_refused_with_a_sentence(file: Path) -> None:
    made(file, "1")
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM alembic_version")
    connection.close()
    refuses(file, DamagedStore)


def test_a_revision_that_is_no_json_is_reported(file: Path) -> None:
    made(file, "1")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE revision SET body = '{half'")
    connection.close()
    with Store(file) as store, pytest.raises(DamagedStore):
        store.revisions()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file stands in the way")
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "home" / "readiness.sqlite3")
    assert "--home" in str(refused.value)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(op, "create_index", fails)
        with pytest.raises(RuntimeError, match="power cut"):
            Store(file)
    if file.exists() and file.stat().st_size:
        connection = sqlite3.connect(file)
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
        connection.close()
    made(file, "1")
    with Store(file) as store:
        assert [r.id for r in store.revisions()] == ["1"]
