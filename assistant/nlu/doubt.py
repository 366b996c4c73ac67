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

from assistant.nlu.hearing import repaired
from assistant.nlu.look_alikes import LookAlikes

UNSURE = "unsure"


def is_unsure(ranking: list[dict[str, Any]], least: float, margin: float) -> bool:
    """Whether to ask: the best is below `least`, or the two best are both services within `margin`."""
    best, *rest = ranking
    if best["confidence"] < least:
        return True
    rival = next((guess for guess in rest if guess["name"].startswith("svc.")), None)
    return best["name"].startswith("svc.") and rival is not None and best["confidence"] - rival["confidence"] < margin


def shared_among(ranking: list[dict[str, Any]], labels: tuple[str, ...]) -> list[dict[str, Any]]:
    """The ranking with `labels` in front, as likely as each other: nothing said which of them is meant."""
    share = max(sum(guess["confidence"] for guess in ranking if guess["name"] in labels) / len(labels), 0.01)
    others = [guess for guess in ranking if guess["name"] not in labels]
    return [*({"name": label, "confidence": share} for label in labels), *others]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Thresholds are probabilities of the calibrated classifier before it; look-alikes are asked about whatever it
    thinks."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._least = float(config["least"])
        self._margin = float(config["margin"])
        self._look_alikes = LookAlikes.load()

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
            if not ranking:
                continue
            meant = self._meant(repaired(message).text, ranking)
            if meant:
                ranking = shared_among(ranking, meant)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            if meant or is_unsure(ranking, self._least, self._margin):
                unsure = {"name": UNSURE, "confidence": 1.0 - ranking[0]["confidence"]}
                message.set(INTENT, unsure, add_to_output=True)
        return messages

    def _meant(self, text: str, ranking: list[dict[str, Any]]) -> tuple[str, ...]:
        """Services behind a shared word, where the model, too, thinks of a service or of a question about one."""
        about_service = ranking[0]["name"].startswith(("svc.", "ask."))
        return self._look_alikes.meant_by(text) if about_service else ()
