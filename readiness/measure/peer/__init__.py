"""A measuring point on a second laptop; `Peer` is all that others need of it."""

from readiness.measure.peer.listening import Peer

__all__ = ["Peer"]
