"""One-time codes and forms put aside: what lets a person go on elsewhere. No Rasa, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

GOING_ON = timedelta(minutes=15)
"""How long a code lasts that takes a form from the station into a chat."""


@dataclass(frozen=True)
class Pass:
    """A code that works once, as it is kept. It holds nothing personal.

    `digest` stands for the code, which is kept nowhere; 64 characters at most. `purpose` says what the code opens,
    16 characters at most; `reference` names a draft or a case.
    """

    digest: str
    purpose: str
    reference: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Draft:
    """A form put aside. `id` has 32 characters; `body` is any JSON mapping and holds what the person told; `session` is
    the reference of the visit it was put aside in."""

    id: str
    service: str
    body: Mapping[str, Any] = field(repr=False)
    saved_at: datetime
    expires_at: datetime
    session: str | None = None
