"""Services easily taken for each other: whoever uses the other one's word is asked, never guessed at."""

from __future__ import annotations

from actions.catalogue.model import NearTwin, Service
from actions.choices import own_names
from assistant.text.normalise import normalise

_PRESSED = "/"
"""A button was pressed: there are no words to doubt."""


def twin_in(text: str, service: Service) -> NearTwin | None:
    """The near twin whose term the words hold, when they hold no name of the service itself besides."""
    if text.startswith(_PRESSED):
        return None
    words = normalise(text)
    return next((twin for twin in service.near_twins if _is_meant(twin, words, service)), None)


def _is_meant(twin: NearTwin, words: str, service: Service) -> bool:
    if twin.term not in words:
        return False
    rest = words.replace(twin.term, "")
    return not any(name in rest for name in own_names(service))
