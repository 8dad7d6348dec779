"""What every printed document is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """No key that isn't described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoFigure(Part):
    """A figure or a fact that isn't there."""

    unavailable: str = Field(description="why, in the language of the command")
