"""Graph component: says so when two services are too close to tell apart, or nothing fits.

It replaces the label by `unsure` and leaves the ranking, from which the dialogue offers two or three buttons:
asking once is better than answering the wrong thing.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

UNSURE = "unsure"


def is_unsure(ranking: list[dict[str, Any]], least: float, margin: float) -> bool:
    """Whether to ask: the best is below `least`, or the two best are both services within `margin`."""
    best, *rest = ranking
    if best["confidence"] < least:
        return True
    rival = next((guess for guess in rest if guess["name"].startswith("svc.")), None)
    return (
        best["name"].startswith("svc.")
        and rival is not None
        and best["confidence"] - rival["confidence"] < margin
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Thresholds are probabilities of the calibrated classifier before it."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._least = float(config["least"])
        self._margin = float(config["margin"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"least": 0.3, "margin": 0.15}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Doubt":
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY)
            if ranking and is_unsure(ranking, self._least, self._margin):
                unsure = {"name": UNSURE, "confidence": 1.0 - ranking[0]["confidence"]}
                message.set(INTENT, unsure, add_to_output=True)
        return messages
