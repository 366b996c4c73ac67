"""Graph component: what was probably said where the recogniser wrote something that only sounds like it.

The repaired line is kept beside the text (`repaired`); values such as names and addresses are read from the text
itself. It learns the words of the training lines; how common other words are comes from jieba's dictionary.
"""

from importlib.metadata import distribution
from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.component import LearntComponent
from assistant.nlu.hearing import REPAIRED, REPAIRS
from assistant.text.normalise import normalise
from assistant.text.repair import SoundRepair


def general_use() -> dict[str, int]:
    """Words of general Chinese with how often they are used, from jieba's dictionary (`word times kind` lines)."""
    dictionary = distribution("jieba").locate_file("jieba/dict.txt")
    fields = (line.split(" ") for line in Path(str(dictionary)).read_text(encoding="utf-8").splitlines())
    return {word: int(times) for word, times, *_ in fields}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearestSound(LearntComponent[SoundRepair], IntentClassifier):  # type: ignore[misc]
    """Must be the first component of the pipeline."""

    def train(self, training_data: TrainingData) -> Resource:
        lines = [normalise(message.get(TEXT)) for message in training_data.intent_examples if message.get(TEXT)]
        return self._keep(SoundRepair.learnt(lines, general_use()))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt is not None and message.get(TEXT):
                repaired = self._learnt.repair(normalise(message.get(TEXT)))
                message.set(REPAIRED, repaired)
                message.set(REPAIRS, repaired.changed, add_to_output=True)
        return messages
