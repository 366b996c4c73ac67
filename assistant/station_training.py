"""Trainings from the desk: each in a process of its own, so that the kiosk keeps its memory and its time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from actions.learning.progress import Training
from assistant.processes import dies_with_us
from assistant.retraining_progress import current, is_running
from assistant.settings import Settings

_LOG = "training.log"
_QUIETER = 15
"""Added to its niceness: whoever is talking to the kiosk goes first."""


@dataclass
class StationTrainer:
    """See `actions.learning.progress.Trainer`."""

    settings: Settings
    _process: subprocess.Popen[bytes] | None = None
    _lock: Lock = field(default_factory=Lock)

    def start(self) -> bool:
        with self._lock:
            found = self.current()
            if self._is_busy() or (found is not None and is_running(found)):
                return False
            self.settings.logs.mkdir(parents=True, exist_ok=True)
            with (self.settings.logs / _LOG).open("ab") as log:
                self._process = subprocess.Popen(
                    (sys.executable, "-m", "assistant.retraining"),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=os.environ | {"LINBAN_HOME": str(self.settings.home)},
                    preexec_fn=_quietly(),
                )
            return True

    def current(self) -> Training | None:
        self._is_busy()
        return current(self.settings)

    def _is_busy(self) -> bool:
        """Asking also buries a process that has ended."""
        return self._process is not None and self._process.poll() is None


def _quietly() -> Callable[[], None]:
    ends_with_us = dies_with_us()

    def prepare() -> None:
        os.nice(_QUIETER)
        if ends_with_us is not None:
            ends_with_us()

    return prepare
