"""The report as one HTML file that needs nothing else: no script, no network."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from readiness import paths
from readiness.report.view import LocationView


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(paths.content_folder("reports"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy(css: str) -> str:
    """The content security policy of a page with this one style element.

    Nothing may be loaded or run, whatever a note of a visitor holds.
    """
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def write(view: LocationView) -> str:
    """The whole page. Every text of the view is escaped by the template engine."""
    css = (paths.content_folder("reports") / "report.css").read_text(encoding="utf-8")
    page = _templates().get_template("location.html")
    return page.render(view=view, labels=view.labels, css=css, policy=policy(css))
