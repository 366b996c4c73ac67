"""Looks over the whole station: the one list behind `linban doctor` and the staff's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.health import machine, parts, running, speech
from assistant.health.model import UNKNOWN, Check, Finding, Severity
from assistant.health.words import Line, Words
from assistant.settings import Settings

CHECKS: Mapping[str, Check] = {
    "database": parts.database,
    "dialogue_model": parts.dialogue_model,
    "catalogue": parts.catalogue,
    "disk": machine.disk,
    "keys": parts.keys,
    "processes": running.processes,
    "page": running.page,
    "speech_model": speech.speech_model,
    "voice": speech.voice,
    "sound_card": machine.sound_card,
    "departments": parts.departments,
    "deliveries": parts.deliveries,
    "printer": machine.printer,
    "fonts": machine.fonts,
    "browser": machine.browser,
    "clock": machine.clock,
}
"""What nobody can be helped without comes first."""


def health_report(settings: Settings, language: str = "zh", checks: Iterable[str] = tuple(CHECKS)) -> tuple[Line, ...]:
    """Every check in words. Never raises: a check that fails says so. Takes some seconds: the voice is tried."""
    words = Words.load(language)
    return tuple(words.line(name, look_at(CHECKS[name], settings)) for name in checks)


def look_at(check: Check, settings: Settings) -> Finding:
    """What the check finds, or that it could not look."""
    try:
        return check(settings)
    except Exception as error:
        return Finding(UNKNOWN, Severity.LESS, {"problem": type(error).__name__})
