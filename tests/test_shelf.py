"""Files are put down whole, and together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.shelf import may_hold, write_together, write_whole


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_files_are_put_down_together(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.html", b"old")
    write_together({tmp_path / "a.html": b"new", tmp_path / "more" / "b.pdf": b"pdf"})
    assert (tmp_path / "a.html").read_bytes() == b"new"
    assert (tmp_path / "more" / "b.pdf").read_bytes() == b"pdf"
    assert names(tmp_path) == ["a.html", "more"]


def test_where_one_cant_be_written_none_is(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.html", b"old")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OSError) as refused:
        write_together({tmp_path / "a.html": b"new", tmp_path / "b.pdf": b"pdf"})
    assert refused.value.filename == str(tmp_path / "b.pdf")
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert names(tmp_path) == ["a.html", "b.pdf"]


def test_a_folder_that_isnt_there_yet_may_hold_files_but_not_below_a_file(tmp_path: Path) -> None:
    may_hold(tmp_path / "not" / "yet")
    assert names(tmp_path) == []
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError) as refused:
        may_hold(tmp_path / "file" / "below")
    assert refused.value.filename == str(tmp_path / "file")
