"""The laptop itself: system, folder, terminal, clock, power."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from readiness import paths
from readiness.measure.doctor.finding import Able, Finding
from readiness.measure.laptop import power
from readiness.model.sentence import Sentence

WIDTH, HEIGHT = 80, 24
# A visit with photos takes some 50 MB; below the least, the store itself may not fit.
_ROOMY_MB, _LEAST_MB = 500, 20
_SYSTEMS = ("linux", "darwin", "win32")
_MOST_YEARS = 10


def system(halt: threading.Event) -> Iterator[Finding]:
    """Which system and which Python."""
    says = Sentence(
        "{system} {release} on {machine}, Python {python}.",
        system={"Darwin": "macOS"}.get(platform.system(), platform.system()),
        release=platform.release(),
        machine=platform.machine(),
        python=platform.python_version(),
    )
    if sys.platform in _SYSTEMS:
        yield Finding("system", "yes", says)
    else:
        yield Finding(
            "system",
            "partly",
            says,
            Sentence("The kit isn't made for this system; use Windows, macOS or Linux."),
        )


def home(folder: Path, halt: threading.Event) -> Iterator[Finding]:
    """Whether what is answered can be kept, and for how long there is room."""
    there = folder
    while not there.exists() and there.parent != there:
        there = there.parent
    choose = Sentence("Choose a folder that you may write with --home or READINESS_HOME.")
    try:
        with tempfile.TemporaryFile(dir=there) as trial:
            trial.write(b"readiness")
        free_mb = shutil.disk_usage(there).free // 1_000_000
    except OSError as error:
        why = error.strerror or str(error)
        says = Sentence("{folder} can't be written: {why}.", folder=folder, why=why)
        yield Finding("home", "no", says, choose)
        return
    says = Sentence("{folder} can be written; {free} MB free.", folder=folder, free=free_mb)
    tidy = Sentence("Free some space on this disk before the visit.")
    able: Able = "yes" if free_mb >= _ROOMY_MB else "partly" if free_mb >= _LEAST_MB else "no"
    yield Finding("home", able, says, None if able == "yes" else tidy)


def terminal(halt: threading.Event) -> Iterator[Finding]:
    """Whether the terminal UI can be shown."""
    # Inside the terminal UI `sys.stdout` is something else.
    screen = sys.__stdout__
    if screen is None or not screen.isatty():
        yield Finding(
            "terminal",
            "partly",
            Sentence("The output goes to no terminal, so the terminal UI can't open here."),
            Sentence("Start readiness in a terminal window; every command works without one."),
        )
        return
    columns, lines = os.get_terminal_size(screen.fileno())
    encoding = (screen.encoding or "").lower().replace("-", "")
    dumb = os.environ.get("TERM") == "dumb"
    colours = Sentence("no colours") if dumb or os.environ.get("NO_COLOR") else Sentence("colours")
    says = Sentence(
        "A terminal of {columns} by {lines}, {encoding}, {colours}.",
        columns=columns,
        lines=lines,
        encoding=screen.encoding or "-",
        colours=colours,
    )
    if columns < WIDTH or lines < HEIGHT:
        todo = Sentence("Make the window at least 80 columns by 24 lines.")
    elif encoding != "utf8":
        todo = Sentence("Set the terminal to UTF-8, or some signs are shown wrongly.")
    elif dumb:
        todo = Sentence("Use a terminal that can move its cursor; TERM says that this one can't.")
    else:
        yield Finding("terminal", "yes", says)
        return
    yield Finding("terminal", "partly", says, todo)


def clock(halt: threading.Event) -> Iterator[Finding]:
    """Whether the clock can be right: it can't be before the program was put here."""
    now = datetime.now().astimezone()
    put_here = (paths.PACKAGE / "__init__.py").stat().st_mtime
    years = (time.time() - put_here) / (365.25 * 86400)
    zone = now.strftime("%z")
    says = Sentence(
        "{time}, {hours} from UTC.",
        time=now.isoformat(sep=" ", timespec="minutes")[:16],
        hours=f"{zone[:3]}:{zone[3:]}",
    )
    # A day of room: files carry times of other time zones at times.
    if -1 / 365 < years < _MOST_YEARS:
        yield Finding("clock", "yes", says)
        return
    yield Finding(
        "clock",
        "no",
        says,
        Sentence(
            "This can't be right: the program was put here at another time. Set the clock, or "
            "the visit gets a wrong date and certificates are refused."
        ),
    )


def battery(halt: threading.Event) -> Iterator[Finding]:
    """Whether a saver holds the laptop back; running on the battery doesn't."""
    state = power.read(None)
    on_battery = (
        Sentence("On the battery.")
        if state.on_battery
        else Sentence("Plugged in, or without a battery.")
    )
    if state.saver:
        yield Finding(
            "power",
            "partly",
            Sentence("Power saving is on, which can hold the figures down."),
            Sentence("Switch the saver off, or plug the laptop in, before measuring."),
        )
    elif state.saver is None:
        yield Finding(
            "power",
            "partly",
            Sentence("{power} The system doesn't tell whether it saves power.", power=on_battery),
            Sentence("Make sure that no power saving is switched on."),
        )
    else:
        says = Sentence("{power} No power saving is on.", power=on_battery)
        yield Finding("power", "yes", says)
