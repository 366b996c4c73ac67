"""Graph component: what was probably said where the recogniser wrote something that only sounds like it.

The repaired line is kept beside the text (`repaired`); values such as names and addresses are read from the text
itself. It learns the words of the training lines; how common other words are comes from jieba's dictionary.
"""

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.hearing import REPAIRED
from assistant.text.normalise import normalise
from assistant.text.repair import SoundRepair

_FILE = "words.joblib"


def general_use() -> dict[str, int]:
    """Words of general Chinese with how often they are used, from jieba's dictionary (`word times kind` lines)."""
    dictionary = distribution("jieba").locate_file("jieba/dict.txt")
    fields = (line.split(" ") for line in Path(str(dictionary)).read_text(encoding="utf-8").splitlines())
    return {word: int(times) for word, times, *_ in fields}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearestSound(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Must be the first component of the pipeline."""

    def __init__(self, storage: ModelStorage, resource: Resource, repair: SoundRepair | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._repair = repair

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NearestSound":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "NearestSound":
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, joblib.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        lines = [normalise(message.get(TEXT)) for message in training_data.intent_examples if message.get(TEXT)]
        self._repair = SoundRepair.learnt(lines, general_use())
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._repair, folder / _FILE, compress=3)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._repair is not None and message.get(TEXT):
                message.set(REPAIRED, self._repair.repair(normalise(message.get(TEXT))))
        return messages
