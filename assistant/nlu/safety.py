"""Graph component: safety has the last word on a label, from rules and model together.

A rule that is sure decides. A rule in doubt, or a model that suspects danger where no rule does, leads to one
question: "are you in danger now?". What rule and alternatives were is kept beside the label (`safety`). A suspicion too
weak for a question, which nothing in the line speaks against, is kept, too (`suspicion`): other readings of the same
sound may share it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.doubt import UNSURE
from assistant.nlu.hearing import repaired
from assistant.nlu.verdict import Thresholds, is_danger, judge, suspected, without_danger
from assistant.settings import SAFETY_PATTERNS
from assistant.text.repair import Repaired
from assistant.text.safety import Doubt, SafetyFinding, SafetyReader

SAFETY = "safety"
SUSPICION = "suspicion"
_WORTH_KEEPING = 0.02


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyGate(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Must be the last classifier of the pipeline."""

    def __init__(self, reader: SafetyReader, thresholds: Thresholds) -> None:
        self._reader = reader
        self._thresholds = thresholds

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"certain": Thresholds.certain, "suspected": Thresholds.suspected}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyGate":
        thresholds = Thresholds(float(config["certain"]), float(config["suspected"]))
        return cls(SafetyReader.from_file(SAFETY_PATTERNS), thresholds)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._rule(message, message.get(TEXT), repaired(message))
        return messages

    def _rule(self, message: Message, text: str, heard: Repaired) -> None:
        ranking = [(guess["name"], guess["confidence"]) for guess in message.get(INTENT_RANKING_KEY) or []]
        doubt = partial(self._doubt, text, heard)
        thresholds = self._thresholds.for_line(heard.share)
        verdict = judge(self._finding(text, heard), ranking, thresholds, doubt)
        if verdict is None:
            self._keep_suspicion(message, ranking, doubt)
            return self._rule_danger_out(message, ranking)
        intent = {"name": verdict.label, "confidence": verdict.confidence}
        message.set(INTENT, intent, add_to_output=True)
        message.set(SAFETY, {"label": verdict.danger, "rule": verdict.rule}, add_to_output=True)

    def _keep_suspicion(
        self, message: Message, ranking: Sequence[tuple[str, float]], doubt: Callable[[str], Doubt]
    ) -> None:
        danger, probability = suspected(ranking)
        if probability >= _WORTH_KEEPING and doubt(danger) == "none":
            message.set(SUSPICION, {"label": danger, "probability": probability}, add_to_output=True)

    def _rule_danger_out(self, message: Message, ranking: Sequence[tuple[str, float]]) -> None:
        """What a line means whose likeliest label is a danger that it is found not to tell of."""
        remaining = without_danger(ranking)
        if not remaining or not is_danger(ranking[0][0]):
            return
        guesses = [{"name": name, "confidence": confidence} for name, confidence in remaining]
        likeliest = remaining[0][1]
        is_clear = likeliest >= self._thresholds.leading
        intent = guesses[0] if is_clear else {"name": UNSURE, "confidence": 1.0 - likeliest}
        message.set(INTENT_RANKING_KEY, guesses, add_to_output=True)
        message.set(INTENT, intent, add_to_output=True)

    def _finding(self, text: str, heard: Repaired) -> SafetyFinding | None:
        """What the rules find: in the line as repaired, and as written unless much of it was misheard."""
        found = self._reader.read(heard.text)
        return self._reader.read(text) if found is None and self._is_little_repaired(heard) else found

    def _doubt(self, text: str, heard: Repaired, label: str) -> Doubt:
        """What a suspicion is worth, by the same lines: a word put wrong by repair may be the one that settles it."""
        doubt = self._reader.doubt(heard.text, label)
        return self._reader.doubt(text, label) if doubt == "none" and self._is_little_repaired(heard) else doubt

    def _is_little_repaired(self, heard: Repaired) -> bool:
        return 0 < heard.share < self._thresholds.misheard
