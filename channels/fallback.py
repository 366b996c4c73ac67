"""What is said when the dialogue core gives no answer: a sentence always, and first aid in an emergency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.text.safety import SafetyReader
from channels.wire import Button, Reply, TurnEnd

HUMAN = "/dlg.human"


@dataclass(frozen=True)
class Fallback:
    """Sentences of `assistant/domain/responses`, and the safety rules that still work without a dialogue core."""

    responses: Mapping[str, Reply]
    safety: SafetyReader

    @classmethod
    def load(cls, responses: Path, safety_patterns: Path) -> Fallback:
        """Raises OSError, yaml.YAMLError or KeyError when the files are not there or broken."""
        found: dict[str, Reply] = {}
        for path in sorted(responses.glob("*.yml")):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            found.update({name: _reply(variants[0]) for name, variants in data["responses"].items()})
        return cls(found, SafetyReader.from_file(safety_patterns))

    @property
    def unanswered(self) -> Reply:
        """When a turn ended without a word."""
        return self.responses["utter_fallback"]

    def without_core(self, text: str) -> tuple[Reply, TurnEnd]:
        """The whole turn when the core is away or too slow: a danger is met as ever; a person has to be called by
        hand, because nobody hears our calling."""
        finding = self.safety.read(text)
        if finding is not None and finding.certainty == "sure":
            return self.responses[f"utter_{finding.label.replace('.', '_')}"], TurnEnd()
        if finding is not None:
            is_fraud = finding.label.startswith("fraud.")
            return self.responses["utter_ask_fraud" if is_fraud else "utter_ask_danger"], TurnEnd()
        if text.startswith(HUMAN):
            return self.responses["utter_person_by_hand"], TurnEnd()
        return self.responses["utter_dialogue_away"], TurnEnd()


def _reply(response: Mapping[str, Any]) -> Reply:
    buttons = tuple(Button(one["title"], one["payload"]) for one in response.get("buttons") or ())
    return Reply(response.get("text") or "", buttons, response.get("custom"))
