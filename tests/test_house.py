"""The rules of the house (design.md section 2), each held by a test."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("checks", "profiles", "reports")


def python(code: str, path: Path = ROOT, cwd: Path = ROOT) -> str:
    """What a fresh Python prints that finds the package in `path` only."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("READINESS", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment | {"PYTHONPATH": str(path)},
        cwd=cwd,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(code: str) -> set[str]:
    """The top-level modules and all of readiness that `code` loads."""
    printed = python(f"import sys\n{code}\nprint('MODULES', *sorted(sys.modules))")
    names = printed.rpartition("MODULES")[2].split()
    return {n if n.startswith("readiness") else n.partition(".")[0] for n in names}


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


HELP = """
sys.argv = ["readiness", "--help"]
from readiness.__main__ import run
try:
    run()
except SystemExit as ended:
    assert not ended.code
"""


def test_help_loads_nothing_heavy() -> None:
    heavy = {"textual", "sqlalchemy", "alembic", "typst", "pydantic", "jinja2", "psutil", "rich"}
    assert loaded_by(HELP) & heavy == set()


def test_model_and_score_load_the_standard_library_and_pydantic_only() -> None:
    code = """
import importlib, pkgutil
import readiness.model, readiness.score
for package in (readiness.model, readiness.score):
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
"""
    loaded = loaded_by(code)
    ours = {n for n in loaded if n.startswith("readiness")}
    assert {n for n in ours if n.count(".") and n.split(".")[1] not in ("model", "score")} == set()
    pydantic = {
        "pydantic",
        "pydantic_core",
        "annotated_types",
        "typing_extensions",
        "typing_inspection",
    }
    others = loaded - ours - pydantic - set(sys.stdlib_module_names)
    # The interpreter's own, named after the machine.
    others = {name for name in others if not name.startswith("_sysconfigdata")}
    assert others - loaded_by("pass") == set()


def test_model_and_score_read_no_clock_and_no_disk() -> None:
    for file in sorted((ROOT / "readiness").glob("model/*.py")) + sorted(
        (ROOT / "readiness").glob("score/*.py")
    ):
        text = file.read_text(encoding="utf-8")
        for word in (".today(", ".now(", "open(", "Path(", "import os", "import time", "environ"):
            assert word not in text, f"{file.name}: {word}"


def test_an_assessment_does_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from tests.builders import json_text, judged, said

    given = said("applications.card", "3", at="2026-02-01T10:00:00+00:00")
    before = json_text(judged(given))
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert json_text(judged(given)) == before


def test_the_seven_names_at_the_top_are_there() -> None:
    for name in (
        "readiness",
        "checks",
        "profiles",
        "reports",
        "tests",
        "pyproject.toml",
        "README.md",
    ):
        assert (ROOT / name).exists()


def test_no_module_is_called_content_at_the_top_of_the_package() -> None:
    # The wheel puts the content folders in readiness/content.
    assert not (ROOT / "readiness" / "content.py").exists()


# -- the wheel -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    (made,) = out.glob("*.whl")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(out / "unpacked")
    return out / "unpacked"


def files(folder: Path) -> set[str]:
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
    }


def test_the_wheel_holds_exactly_the_content_folders(wheel: Path) -> None:
    inside = wheel / "readiness" / "content"
    assert {folder.name for folder in inside.iterdir()} == set(FOLDERS)
    for name in FOLDERS:
        assert files(inside / name) == files(ROOT / name)
        for file in files(ROOT / name):
            assert (inside / name / file).read_bytes() == (ROOT / name / file).read_bytes()


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    assert {p.name for p in wheel.iterdir() if not p.name.endswith(".dist-info")} == {"readiness"}
    code = {f for f in files(wheel / "readiness") if f.endswith(".py")}
    assert code == {f for f in files(ROOT / "readiness") if f.endswith(".py")}


def test_the_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    code = """
import readiness
from readiness import library
found = library.load()
print(readiness.__file__)
print(len(found.questions), found.ruler)
"""
    where, content = python(code, path=wheel, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(wheel)
    from tests.builders import catalogue

    assert content == f"80 {catalogue().ruler}"


def test_a_visit_can_be_made_with_the_wheel(wheel: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from readiness.__main__ import run
sys.argv = ["readiness", "--home", {str(tmp_path / "home")!r}, "--language", "en",
            "location", "add", "Huis"]
run()
"""
    assert "huis-" in python(code, path=wheel, cwd=tmp_path)
