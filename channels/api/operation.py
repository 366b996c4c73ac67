"""One thing the interface does, declared once: routes, checks and the OpenAPI document are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from actions.access.model import AccessToken, Scope
from actions.desk.ports import DeskUnits
from actions.outbox import STATION
from actions.ports import Clock


@dataclass(frozen=True)
class Parts:
    """What the operations work with. `destination_of`: who gets the cases of a service that a station hands over."""

    units: DeskUnits
    clock: Clock
    destination_of: Callable[[str], str] = lambda service: STATION


@dataclass(frozen=True)
class Call:
    """A request that was let in: everything in it has been checked. `key`: the sender's own, of what is sent in."""

    parts: Parts
    token: AccessToken
    path: Mapping[str, str]
    query: Any = None
    body: Any = None
    key: str = ""


class Refusal(Exception):
    """The request cannot be answered; `title` is one sentence, and quotes nothing that was sent."""

    def __init__(self, status: int, title: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.headers = dict(headers or {})


@dataclass(frozen=True)
class Operation:
    """`path` below /api/v1. `refusals`: statuses beyond those that every operation may answer with."""

    name: str
    method: str
    path: str
    scope: Scope
    summary: str
    answer: type[BaseModel]
    handle: Callable[[Call], BaseModel]
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    refusals: tuple[int, ...] = ()
