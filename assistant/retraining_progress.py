"""How far a training from the desk is; light enough for the process of the kiosk."""

from __future__ import annotations

import os
from pathlib import Path

from actions.learning.progress import Step, Training, read
from assistant.settings import Settings


def progress_path(settings: Settings) -> Path:
    """The file that says how far it is."""
    return settings.learning / "training.json"


def is_running(training: Training) -> bool:
    """Whether its process is still there."""
    if training.step.is_over:
        return False
    try:
        os.kill(training.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def current(settings: Settings) -> Training | None:
    """The newest training; one whose process is gone has failed."""
    training = read(progress_path(settings))
    if training is None or training.step.is_over or is_running(training):
        return training
    return training.at(Step.FAILED)
