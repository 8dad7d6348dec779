"""TLS with the certificates that the system trusts, an organisation's own included."""

from __future__ import annotations

import ssl
from typing import cast


def context() -> ssl.SSLContext:
    """A client context; each connection takes its own, so that none waits for another's."""
    import truststore

    return cast(ssl.SSLContext, truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
