"""Shared by the tests of reports: the real content, loaded once."""

from __future__ import annotations

import pytest

from readiness import library
from readiness.model.content import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return library.load()
