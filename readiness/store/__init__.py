"""Keeps what was observed: revisions, added and never changed."""

from readiness.store.store import DamagedStore, NewerStore, Store, StoreError

__all__ = ["DamagedStore", "NewerStore", "Store", "StoreError"]
