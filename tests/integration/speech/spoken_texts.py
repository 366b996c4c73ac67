"""Everything the project has to say, phrase by phrase."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from assistant.text.speakable import sentences
from kiosk.speech.phrasing import Phrasing
from tests.integration.speech.sounds import PROJECT

_FOLDERS = ("actions/catalogue/services", "assistant/domain/responses")
_SPOKEN = frozenset({"say", "prompt", "second_prompt", "text", "ask"})


@cache
def spoken_phrases() -> tuple[str, ...]:
    """Of the catalogue, the responses, and the kiosk's own sentences; each once."""
    phrases = (phrase.text for text in _texts() for phrase in Phrasing.load().phrases(text, 180))
    return tuple(dict.fromkeys(phrases))


@cache
def spoken_sentences() -> tuple[str, ...]:
    """Each once, with 您 in the open places."""
    cut = (sentence for text in _texts() for sentence in sentences(text))
    return tuple(dict.fromkeys(cut))


def _texts() -> Iterator[str]:
    for folder in _FOLDERS:
        for path in sorted((PROJECT / folder).glob("*.yml")):
            yield from _said(yaml.safe_load(path.read_text(encoding="utf-8")))
    kiosk = json.loads((PROJECT / "kiosk/web/sentences.zh.json").read_text(encoding="utf-8"))
    yield from kiosk["spoken"].values()


def _said(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _SPOKEN and isinstance(value, str):
                yield re.sub(r"\{\w+\}", "您", value)
            else:
                yield from _said(value)
    elif isinstance(data, list):
        for one in data:
            yield from _said(one)
