"""Composition of the station's own voices: which sentences are worth recording."""

from __future__ import annotations

from actions.catalogue.loader import load_catalogue
from actions.catalogue.questions import questions_of
from assistant.settings import RESPONSES, Settings
from channels.voices.prompts import Prompt, prompts
from kiosk.sentences import Sentences
from kiosk.settings import WEB


def kiosk_sentences() -> tuple[str, ...]:
    """What the kiosk itself says, in fixed words. Raises OSError or ValueError when its file is not there."""
    return tuple(Sentences.load(WEB).spoken.values())


def fixed_prompts(settings: Settings) -> tuple[Prompt, ...]:
    """All the fixed sentences of this station, the most used first. Raises OSError, ValueError."""
    catalogue = load_catalogue(settings.catalogue, settings.region)
    return prompts(kiosk_sentences(), questions_of(catalogue), RESPONSES)
