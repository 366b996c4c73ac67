"""How far a training is, and how it ended: one file that the desk reads and the training writes."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError, parse_obj_as

from actions.learning.verdict import Figures


class Step(str, Enum):
    """Where it is. FAILED: it ended without a verdict; KEPT: the old model stays; SWITCHED: the new one is in use."""

    TRAINING = "training"
    BEFORE = "before"
    AFTER = "after"
    FAILED = "failed"
    KEPT = "kept"
    SWITCHED = "switched"

    @property
    def is_over(self) -> bool:
        return self in (Step.FAILED, Step.KEPT, Step.SWITCHED)


@dataclass(frozen=True)
class Training:
    """One training from the desk. `lines`: how many of the station's own lines it is made with; `pid`: of its process.

    `objections`: why the new model was not taken, see `actions.learning.verdict`.
    """

    started: datetime
    step: Step
    lines: int
    pid: int
    ended: datetime | None = None
    before: Figures | None = None
    after: Figures | None = None
    objections: tuple[str, ...] = field(default=())

    def at(self, step: Step, **found: Any) -> Training:
        """One step on."""
        return replace(self, step=step, **found)


class Trainer(Protocol):
    """Starts a training in the background."""

    def start(self) -> bool:
        """Whether one was started: not while another one runs."""

    def current(self) -> Training | None:
        """The newest one; None when there was none."""


def write(training: Training, path: Path) -> None:
    """Replaces the file. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(asdict(training), default=str), encoding="utf-8")
    os.replace(beside, path)


def read(path: Path) -> Training | None:
    """What the file says; None when there is none, or it cannot be read."""
    try:
        return parse_obj_as(Training, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return None
