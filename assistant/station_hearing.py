"""Which speech model this station listens with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import PROJECT, Settings
from kiosk.speech.errors import SpeechModelError
from kiosk.speech.models import is_demonstration, model_path

DEMONSTRATION = PROJECT / "tests" / "data" / "tiny-vosk-zh"


@dataclass(frozen=True)
class Chosen:
    """is_demonstration: it hears the synthetic voice alone, and must be labelled so."""

    model: Path
    is_demonstration: bool


def choose(settings: Settings, demonstration: Path = DEMONSTRATION) -> Chosen:
    """The model that was asked for, or else the fetched one; the demonstration's only where it is wanted.

    Raises SpeechModelError, one sentence that says what to do, when there is none.
    """
    path = model_path(settings.vosk_model, settings.home)
    try:
        return Chosen(path, is_demonstration(path))
    except SpeechModelError as error:
        if settings.vosk_model is not None:
            raise SpeechModelError(f"LINBAN_VOSK_MODEL names no speech model: {error}") from error
        if settings.demo and demonstration.is_dir():
            return Chosen(demonstration, is_demonstration(demonstration))
        raise SpeechModelError(f"{error} Run `linban speech fetch`.") from error
