"""A linear text classifier with calibrated confidence: utterance → labels with probabilities, best first.

Pure scikit-learn, no Rasa: the graph components persist and serve it, and evaluation can train it on any
labelled set. One-vs-rest linear support vectors separate the labels; a softmax whose temperature is fitted on
held-out folds turns their margins into probabilities (temperature scaling, Guo et al. 2017, "On Calibration
of Modern Neural Networks").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.svm import LinearSVC

from assistant.nlu.features import feature_space

Scores = NDArray[np.float64]
_SEED = 20261124
_FOLDS = 3


@dataclass(frozen=True)
class Guess:
    """One label and how probable it is, 0 to 1."""

    label: str
    confidence: float


class LinearClassifier:
    """Trained by `train`, asked by `guesses`; safe to use from several threads once trained."""

    def __init__(self, space: Any, model: LinearSVC, temperature: float) -> None:
        self._space = space
        self._model = model
        self._temperature = temperature
        self.labels: tuple[str, ...] = tuple(str(label) for label in model.classes_)

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], regularisation: float = 1.0) -> "LinearClassifier":
        """Fits on `texts` with one label each; `regularisation` is LinearSVC's C.

        Raises:
            ValueError: fewer than two labels, or no text.
        """
        space = feature_space()
        rows = space.fit_transform(texts)
        model = LinearSVC(C=regularisation, class_weight="balanced", random_state=_SEED)
        temperature = _fit_temperature(model, rows, labels)
        model.fit(rows, labels)
        return cls(space, model, temperature)

    def guesses(self, text: str) -> tuple[Guess, ...]:
        """Every label with its probability, the likeliest first."""
        margins = _two_sided(self._model.decision_function(self._space.transform([text])))
        confidences = softmax(margins[0] / self._temperature)
        order = np.argsort(-confidences)
        return tuple(Guess(self.labels[i], float(confidences[i])) for i in order)


def _two_sided(margins: Scores) -> Scores:
    """scikit-learn gives a single column for two labels; the softmax needs one for each."""
    return np.stack([-margins, margins], axis=1) if margins.ndim == 1 else margins


def _fit_temperature(model: LinearSVC, rows: Any, labels: Sequence[str]) -> float:
    """The temperature that makes held-out margins most likely; 0.3 where the data can't be split."""
    _, codes = np.unique(np.asarray(labels), return_inverse=True)
    if np.bincount(codes).min() < _FOLDS:
        return 0.3
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    margins = _two_sided(cross_val_predict(model, rows, labels, cv=folds, method="decision_function"))

    def loss(log_temperature: float) -> float:
        likelihood = log_softmax(margins / np.exp(log_temperature), axis=1)
        return -float(np.mean(likelihood[np.arange(len(codes)), codes]))

    best = minimize_scalar(loss, bounds=(-4.0, 2.0), method="bounded")
    return float(np.exp(best.x))
