"""Every path the program uses."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def content_folder(name: str) -> Path:
    """The shipped folder `checks`, `profiles` or `reports`.

    In an installed wheel it lies inside the package; in a checkout beside it.
    """
    inside = PACKAGE / "content" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def locale_folder() -> Path:
    """The gettext catalogues."""
    return PACKAGE / "locale"


def default_home() -> Path:
    """Where the program writes when neither `--home` nor READINESS_HOME says otherwise."""
    given = os.environ.get("READINESS_HOME")
    if given:
        return Path(given).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("readiness", appauthor=False))


def given_content() -> str | None:
    """The folder of READINESS_CONTENT; None when it isn't set, empty for none at all."""
    return os.environ.get("READINESS_CONTENT")


class Home:
    """The one folder that holds everything the program writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def database(self) -> Path:
        return self.folder / "readiness.sqlite3"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def pictures(self) -> Path:
        """Floor plans, each named by the SHA-256 of what it holds."""
        return self.folder / "pictures"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def log(self) -> Path:
        return self.folder / "readiness.log"
