"""`readiness measure`: the network, live, over real sockets."""

from __future__ import annotations

import typer

from readiness.cli.measure import device, line, link, peer, plan, spot, walk
from readiness.language import _


def make() -> typer.Typer:
    app = typer.Typer(
        name="measure",
        help=_("Measure the network, live."),
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    for verb in (plan, spot, device, walk, line, link, peer):
        verb.add(app)
    return app
