"""Which training lines a misunderstood utterance is nearest to: what led the model there, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.evaluation.examples import Example
from assistant.nlu.features import sounds

_NEIGHBOURS = 3


@dataclass(frozen=True)
class Neighbour:
    """A training line and how alike it sounds: the cosine of tf-idf weighted near-sound n-grams, 0 to 1."""

    example: Example
    likeness: float


class Neighbours:
    """Finds the nearest of the training lines; there must be at least one."""

    def __init__(self, learnt: Sequence[Example]) -> None:
        self._learnt = tuple(learnt)
        self._space = TfidfVectorizer(analyzer=sounds, sublinear_tf=True)
        self._rows = self._space.fit_transform([example.text for example in learnt])

    def nearest(self, text: str) -> tuple[Neighbour, ...]:
        """The nearest lines, the nearest first."""
        likeness = (self._rows @ self._space.transform([text]).T).toarray().ravel()
        best = np.argsort(-likeness, kind="stable")[:_NEIGHBOURS]
        return tuple(Neighbour(self._learnt[i], float(likeness[i])) for i in best)
