"""What things are called on the page: labels, services, questions of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.catalogue.model import Catalogue
from actions.form.fileable import Fileable
from actions.form.state import CONFIRM, SPECIAL
from actions.model import HelpRequest
from assistant.settings import RESPONSES
from channels.desk.words import load_words

_MISS = "utter_form_miss_"
_SERVICE, _ASPECT = "svc.", "ask."
_FILE = Path(__file__).parent / "words.zh.yml"


def live_words() -> Mapping[str, Any]:
    """The words of this page; why an answer was not taken is told as the person would be told. Raises OSError,
    yaml.YAMLError."""
    words, responses = load_words(_FILE), load_words(RESPONSES / "form.yml")["responses"]
    misses = {
        name.removeprefix(_MISS): variants[0]["text"] for name, variants in responses.items() if name.startswith(_MISS)
    }
    return {**words, "problems": {**misses, **words["problems"]}}


@dataclass(frozen=True)
class Naming:
    """Names from the catalogue, and from the words of the page."""

    catalogue: Catalogue
    words: Mapping[str, Any]

    def label(self, label: str) -> str:
        """What somebody meant, in a few words."""
        service = self.catalogue.services.get(label.removeprefix(_SERVICE))
        if service is not None:
            return service.title
        aspect = self.catalogue.titles.aspects.get(label.removeprefix(_ASPECT))
        named: Mapping[str, str] = self.words["labels"]
        return aspect or named.get(label, label)

    def call(self, request: HelpRequest) -> str:
        """Why somebody called, in one line."""
        reason: str = self.words["reasons"][request.reason.value]
        service = self.catalogue.services.get(request.service or "")
        line: str = self.words["about"]
        return line.format(reason=reason, service=service.title) if service else reason

    def question(self, asking: str | None, form: Fileable | None) -> str:
        """What the form asks now; empty where that has no name."""
        if asking is None or form is None:
            return ""
        field = form.field(asking.removeprefix(CONFIRM))
        if field is not None:
            return field.title
        key = "consent" if asking.startswith(SPECIAL) else asking
        questions: Mapping[str, str] = self.words["questions"]
        return questions.get(key, "")
