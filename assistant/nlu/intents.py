"""Graph component: which label an utterance has (`svc.*`, `dlg.*`, `emg.*` …).

Every alternative comes with its confidence.
"""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.component import LinearComponent
from assistant.nlu.hearing import SECOND_WISH, repaired
from assistant.nlu.linear import LinearClassifier
from assistant.nlu.wishes import second_wish

_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearSoundClassifier(LinearComponent, IntentClassifier):  # type: ignore[misc]
    """Characters and near-sounds into a linear classifier; see `assistant.nlu.features`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"regularisation": 1.0, "hint_weight": 0.1}

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        return self._fit([m.get(TEXT) for m in examples], [m.get(INTENT) for m in examples])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt is not None and message.get(TEXT):
                ranking = [
                    {"name": guess.label, "confidence": guess.confidence}
                    for guess in self._learnt.guesses(repaired(message).text)[:_RANKED]
                ]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
                self._look_for_second_wish(message, str(ranking[0]["name"]), self._learnt)
        return messages

    def _look_for_second_wish(self, message: Message, label: str, classifier: LinearClassifier) -> None:
        wish = second_wish(repaired(message).text, label, lambda part: classifier.guesses(part)[0])
        if wish is not None:
            message.set(SECOND_WISH, wish)
