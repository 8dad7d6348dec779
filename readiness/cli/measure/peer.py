"""`readiness measure peer`: this laptop as the measuring server of another."""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack, suppress
from typing import Annotated

import typer

from readiness.cli.desk import Lacking, complain, language, sentences
from readiness.language import _

PORT = 8989


def add(app: typer.Typer) -> None:
    """`measure peer`."""

    @app.command("peer", help=_("Be a measuring server for another laptop, until Ctrl-C."))
    def peer(
        host: Annotated[
            str, typer.Option(metavar="ADDRESS", help=_("Listen on this address; all when empty."))
        ] = "",
        port: Annotated[int, typer.Option(min=0, max=65535, help=_("Port; 0: any free."))] = PORT,
    ) -> None:
        from readiness.measure.peer import Peer
        from readiness.model.sentence import Refused

        with sentences(), ExitStack() as stack:
            try:
                server = stack.enter_context(Peer(host, port))
            except Refused as taken:
                raise Lacking(language().say(taken.sentence)) from None
            for url in server.urls:
                typer.echo(_("Measuring server ready at: {url}", url=url))
            complain(_("On the other laptop: `readiness settings set server` and this address."))
            complain(_("Ctrl-C stops."))
            stopping = threading.Event()
            signal.signal(signal.SIGTERM, lambda *_received: stopping.set())
            with suppress(KeyboardInterrupt):
                server.serve(stopping)
            complain(_("Stopped."))
