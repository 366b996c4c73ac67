"""What our trainable graph components share: one learnt thing, kept in Rasa's model storage."""

import pickle
import zlib
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from assistant.nlu.linear import LinearClassifier

Learnt = TypeVar("Learnt")
Self = TypeVar("Self", bound="LearntComponent[Any]")
_FILE = "learnt.pickle.z"
_COMPRESSION = 3


class LearntComponent(GraphComponent, Generic[Learnt]):  # type: ignore[misc]  # Rasa ships no types
    """A graph component around something learnt from the training data; `_learnt` is None until it was."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        learnt: Learnt | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._learnt = learnt

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
            return cls(config, model_storage, resource, pickle.loads(zlib.decompress((folder / _FILE).read_bytes())))

    def _keep(self, learnt: Learnt) -> Resource:
        self._learnt = learnt
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_bytes(zlib.compress(pickle.dumps(learnt, protocol=5), _COMPRESSION))
        return self._resource


class LinearComponent(LearntComponent[LinearClassifier]):
    """Around one linear classifier. Subclasses choose texts and labels and read the guesses."""

    def _fit(self, texts: Sequence[str], labels: Sequence[str]) -> Resource:
        regularisation, hint_weight = float(self._config["regularisation"]), float(self._config["hint_weight"])
        return self._keep(LinearClassifier.train(texts, labels, regularisation, hint_weight))
