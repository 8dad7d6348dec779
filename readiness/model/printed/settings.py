"""What `settings show --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from readiness.model.printed.part import Part


class SettingsShown(Part):
    """The settings of this laptop; empty: not set."""

    language: Literal["", "nl", "en"] = Field(description="empty: the system's")
    assessor: str = Field(description="a code, no name")
    server: str = Field(description="measuring server inside the building")
    outside: str = Field(description="measuring server on the internet")
    content: str = Field(description="folder that is laid over the shipped content")
    laptop: str = Field(description="random code that tells figures of two laptops apart")
    home: str = Field(description="folder that holds everything the program writes")
