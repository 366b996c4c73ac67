"""Graph component: what an utterance tells besides its label, as entities: for whom, which number, which day.

Values keep what they are for: `beneficiary` is a relation, the others are written the way forms keep them (ISO
dates, figures). Nothing here decides whether a value is right; that is for whoever asked.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.hearing import repaired
from assistant.nlu.spoken_values import spoken_values


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SpokenValues(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Adds one entity for each value that is told; each stands for the whole utterance."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SpokenValues":
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            found = [
                {"entity": name, "value": value, "start": 0, "end": len(text)}
                for name, value in spoken_values(text, self._today(), repaired(message).text).items()
            ]
            entities = [*(message.get(ENTITIES) or []), *self.add_extractor_name(found)]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
