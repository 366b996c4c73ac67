"""What our trainable graph components share: a `LinearClassifier` kept in Rasa's model storage."""

from collections.abc import Sequence
from typing import Any, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from assistant.nlu.linear import LinearClassifier

Self = TypeVar("Self", bound="LinearComponent")
_FILE = "classifier.joblib"


class LinearComponent(GraphComponent):  # type: ignore[misc]  # Rasa ships no types
    """A graph component around one linear classifier.

    Subclasses choose texts and labels and read the guesses.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        classifier: LinearClassifier | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / _FILE))

    def _fit(self, texts: Sequence[str], labels: Sequence[str]) -> Resource:
        self._classifier = LinearClassifier.train(
            texts, labels, float(self._config["regularisation"]), float(self._config["hint_weight"])
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / _FILE, compress=3)
        return self._resource
