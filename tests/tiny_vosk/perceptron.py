"""A perceptron with two hidden layers, and Adam, in plain numpy."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

DROPOUT = 0.15
_KEPT = np.float32(1 - DROPOUT)


class Activations(NamedTuple):
    """What each layer gave for a batch; `probabilities` is batch x outputs."""

    inputs: Floats
    first: Floats
    second: Floats
    probabilities: Floats


class Perceptron:
    """`parameters` holds weights (inputs x outputs) and biases in turn, for three layers."""

    def __init__(self, sizes: Sequence[int], rng: np.random.Generator) -> None:
        """`sizes` is inputs, both hidden layers, outputs. Starts as He et al. (2015) for rectified units."""
        self._rng = rng
        self.parameters: list[Floats] = []
        for size, following in pairwise(sizes):
            weights = rng.standard_normal((size, following)).astype(np.float32)
            self.parameters.append(weights * np.float32(math.sqrt(2 / size)))
            self.parameters.append(np.zeros(following, np.float32))

    def forward(self, inputs: Floats, training: bool) -> Activations:
        """Scores a batch; in training some hidden units are dropped."""
        weights1, biases1, weights2, biases2, weights3, biases3 = self.parameters
        first = self._dropped(np.maximum(inputs @ weights1 + biases1, 0), training)
        second = self._dropped(np.maximum(first @ weights2 + biases2, 0), training)
        scores = second @ weights3 + biases3
        scores -= scores.max(1, keepdims=True)
        exponentials = np.exp(scores)
        return Activations(inputs, first, second, exponentials / exponentials.sum(1, keepdims=True))

    def gradients(self, activations: Activations, targets: npt.NDArray[np.int16]) -> list[Floats]:
        """Of the mean cross-entropy, in the order of `parameters`."""
        inputs, first, second, probabilities = activations
        _, _, weights2, _, weights3, _ = self.parameters
        errors3 = probabilities.copy()
        errors3[np.arange(len(targets)), targets] -= 1
        errors3 /= len(targets)
        errors2 = (errors3 @ weights3.T) * (second > 0) / _KEPT
        errors1 = (errors2 @ weights2.T) * (first > 0) / _KEPT
        return [
            *(inputs.T @ errors1, errors1.sum(0)),
            *(first.T @ errors2, errors2.sum(0)),
            *(second.T @ errors3, errors3.sum(0)),
        ]

    def _dropped(self, units: Floats, training: bool) -> Floats:
        if not training:
            return units
        kept: Floats = units * ((self._rng.random(units.shape, np.float32) > DROPOUT) / _KEPT)
        return kept


class Adam:
    """Kingma and Ba (2015) with their constants; changes the parameters in place."""

    def __init__(self, parameters: Sequence[Floats]) -> None:
        self._parameters = parameters
        self._means = [np.zeros_like(parameter) for parameter in parameters]
        self._squares = [np.zeros_like(parameter) for parameter in parameters]
        self.steps = 0

    def step(self, gradients: Sequence[Floats], total: int) -> None:
        """One step of `total`: the rate rises over 200 steps and falls to almost nothing at the end."""
        self.steps += 1
        rate = 2e-3 * min(1, self.steps / 200) * (1 - self.steps / (total + 1)) + 1e-5
        mean_bias, square_bias = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for parameter, gradient, mean, square in zip(
            self._parameters, gradients, self._means, self._squares, strict=True
        ):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            parameter -= np.float32(rate / mean_bias) * mean / (np.sqrt(square / square_bias) + 1e-8)
