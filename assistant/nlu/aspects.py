"""Graph component: which aspect of a service is asked about, as the entity `aspect`; where a second service is asked
about in the same utterance, that one as `also` and its aspect as `also_aspect`.

Trained on the `aspect` in the metadata of `svc.*` examples and on `ask.<aspect>` labels, so that "那要带啥"
and "刷脸要带啥" teach the same thing.
"""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.component import LinearComponent
from assistant.nlu.hearing import SECOND_WISH, repaired
from assistant.nlu.linear import LinearClassifier

_FOLLOW_UP = "ask."
_SERVICE = "svc."


def _taught_aspect(message: Message) -> str | None:
    label = message.get(INTENT) or ""
    if label.startswith(_FOLLOW_UP):
        return str(label.removeprefix(_FOLLOW_UP))
    metadata = (message.get("metadata") or {}).get("intent") or {}
    return metadata.get("aspect") if label.startswith(_SERVICE) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AspectClassifier(LinearComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Sets the entity `aspect` on every utterance about a service; a follow-up's label decides its own."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"regularisation": 0.5, "hint_weight": 0.3}

    def train(self, training_data: TrainingData) -> Resource:
        taught = [(m.get(TEXT), _taught_aspect(m)) for m in training_data.intent_examples if m.get(TEXT)]
        pairs = [(text, aspect) for text, aspect in taught if aspect]
        return self._fit([text for text, _ in pairs], [aspect for _, aspect in pairs])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            label = (message.get(INTENT) or {}).get("name") or ""
            if label.startswith(_FOLLOW_UP):
                self._add(message, label.removeprefix(_FOLLOW_UP), 1.0)
            elif label.startswith(_SERVICE) and self._learnt is not None:
                self._add_read(message, self._learnt)
        return messages

    def _add_read(self, message: Message, classifier: LinearClassifier) -> None:
        wish = message.get(SECOND_WISH)
        text = repaired(message).text
        best = classifier.guesses(text.replace(wish.said, "") if wish else text)[0]
        self._add(message, best.label, best.confidence)
        if wish:
            other = classifier.guesses(wish.said)[0]
            self._add(message, wish.label.removeprefix(_SERVICE), 1.0, "also")
            self._add(message, other.label, other.confidence, "also_aspect")

    def _add(self, message: Message, value: str, confidence: float, name: str = "aspect") -> None:
        entity = {
            "entity": name,
            "value": value,
            "start": 0,
            "end": len(message.get(TEXT)),
            "confidence_entity": confidence,
        }
        entities = [*(message.get(ENTITIES) or []), *self.add_extractor_name([entity])]
        message.set(ENTITIES, entities, add_to_output=True)
