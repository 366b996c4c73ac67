"""A linear text classifier with calibrated confidence: utterance → labels with probabilities, best first.

Pure scikit-learn, no Rasa: the graph components persist and serve it, and evaluation can train it on any
labelled set. One-vs-rest linear support vectors separate the labels; a softmax whose temperature is fitted on
a third held out turns their margins into probabilities (temperature scaling, Guo et al. 2017, "On Calibration
of Modern Neural Networks").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from assistant.nlu.features import QuickSpace, feature_space

Scores = NDArray[np.float64]
_SEED = 20261124
_HELD_OUT = 1 / 3
_FEWEST_OF_A_LABEL = 3
_NO_WEIGHT = 0.01


class Guess(NamedTuple):
    """One label and how probable it is, 0 to 1."""

    label: str
    confidence: float


@dataclass(frozen=True)
class SparseWeights:
    """Features × labels without the weights too small to tell anything, to three digits: a thirtieth of the room.

    `starts[f]` to `starts[f + 1]` is where the weights of feature f are, each with its label.
    """

    starts: NDArray[np.int64]
    labels: NDArray[np.uint16]
    weights: NDArray[np.float16]
    label_count: int

    @classmethod
    def of(cls, dense: Scores) -> "SparseWeights":
        """From all weights, features × labels."""
        is_kept = np.abs(dense) >= _NO_WEIGHT
        starts = np.concatenate(([0], np.cumsum(is_kept.sum(axis=1))))
        return cls(starts, np.nonzero(is_kept)[1].astype(np.uint16), dense[is_kept].astype(np.float16), dense.shape[1])

    def product(self, features: NDArray[np.intp], values: Scores) -> Scores:
        """The sum of the rows of some features, each times its value: one number a label."""
        first = self.starts[features]
        counts = self.starts[features + 1] - first
        ends = np.cumsum(counts)
        places = np.arange(counts.sum()) + np.repeat(first - ends + counts, counts)
        weighed = self.weights[places] * np.repeat(values, counts)
        return np.asarray(np.bincount(self.labels[places], weighed, self.label_count), dtype=np.float64)


class LinearClassifier:
    """Trained by `train`, asked by `guesses`; safe to use from several threads once trained."""

    def __init__(self, space: QuickSpace, model: LinearSVC, temperature: float) -> None:
        is_two_sided = len(model.classes_) == 2
        weights = np.concatenate([-model.coef_, model.coef_]) if is_two_sided else model.coef_
        self._space = space
        self._weights = SparseWeights.of(weights.T)
        self._intercepts = np.concatenate([-model.intercept_, model.intercept_]) if is_two_sided else model.intercept_
        self._temperature = temperature
        self.labels: tuple[str, ...] = tuple(str(label) for label in model.classes_)

    @classmethod
    def train(
        cls, texts: Sequence[str], labels: Sequence[str], regularisation: float = 1.0, hint_weight: float = 0.1
    ) -> "LinearClassifier":
        """Fits on `texts` with one label each; `regularisation` is LinearSVC's C, `hint_weight` what a question word
        counts.

        Raises:
            ValueError: fewer than two labels, or no text.
        """
        space = feature_space(hint_weight)
        rows = space.fit_transform(texts)
        model = LinearSVC(C=regularisation, class_weight="balanced", random_state=_SEED)
        temperature = _fit_temperature(model, rows, labels)
        model.fit(rows, labels)
        return cls(QuickSpace(space), model, temperature)

    def guesses(self, text: str) -> tuple[Guess, ...]:
        """Every label with its probability, the likeliest first."""
        columns, values = self._space.row(text)
        margins = self._weights.product(columns, values) + self._intercepts
        confidences = softmax(margins / self._temperature)
        order = np.argsort(-confidences)
        labels = (self.labels[index] for index in order)
        return tuple(map(Guess, labels, confidences[order].tolist()))


def _two_sided(margins: Scores) -> Scores:
    """scikit-learn gives a single column for two labels; the softmax needs one for each."""
    return np.stack([-margins, margins], axis=1) if margins.ndim == 1 else margins


def _fit_temperature(model: LinearSVC, rows: Any, labels: Sequence[str]) -> float:
    """The temperature that makes held-out margins most likely; 0.3 where the data can't be split."""
    _, codes = np.unique(np.asarray(labels), return_inverse=True)
    if np.bincount(codes).min() < _FEWEST_OF_A_LABEL:
        return 0.3
    places = np.arange(len(codes))
    fitted, held_out = train_test_split(places, test_size=_HELD_OUT, stratify=codes, random_state=_SEED)
    margins = _two_sided(model.fit(rows[fitted], codes[fitted]).decision_function(rows[held_out]))

    def loss(log_temperature: float) -> float:
        likelihood = log_softmax(margins / np.exp(log_temperature), axis=1)
        return -float(np.mean(likelihood[np.arange(len(held_out)), codes[held_out]]))

    best = minimize_scalar(loss, bounds=(-4.0, 2.0), method="bounded")
    return float(np.exp(best.x))
