"""The trained network: what it is, how it is trained, and the file it is kept in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.corpus import Example
from tests.tiny_vosk.perceptron import Adam, Perceptron
from tests.tiny_vosk.settings import CEPSTRA, CONTEXT, FRAME_SUBSAMPLING, SEED
from tests.tiny_vosk.training_frames import TrainingFrames

Layer = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]

_HIDDEN = 320
_BATCH = 512
_EVALUATED_AT_ONCE = 4096
_SHORTEST_STAY, _LONGEST_STAY, _SILENCE_STAY = 0.3, 0.95, 0.9


@dataclass(frozen=True)
class Network:
    """Output 0 is silence, output i+1 is `phonemes[i]`.

    `layers` are weights (outputs x inputs) and biases. Per output, `prior` is how often it is heard and
    `self_loops` the probability that it goes on for another 30 ms.
    """

    phonemes: tuple[str, ...]
    layers: tuple[Layer, ...]
    prior: npt.NDArray[np.float64]
    self_loops: npt.NDArray[np.float64]

    def save(self, path: Path) -> None:
        """Writes a numpy archive."""
        layers: dict[str, npt.NDArray[np.float32]] = {}
        for index, (weights, biases) in enumerate(self.layers):
            layers |= {f"w{index}": weights, f"b{index}": biases}
        np.savez(path, base=np.array(self.phonemes), prior=self.prior, selfloop=self.self_loops, **layers)

    @classmethod
    def load(cls, path: Path) -> "Network":
        """Reads what `save` wrote. Raises OSError when there is no such file."""
        with np.load(path) as archive:
            layers = tuple((archive[f"w{index}"], archive[f"b{index}"]) for index in range(3))
            phonemes = tuple(str(phoneme) for phoneme in archive["base"])
            return cls(phonemes, layers, archive["prior"], archive["selfloop"])


def train(examples: Sequence[Example], phonemes: Sequence[str], epochs: int, report: Callable[[str], None]) -> Network:
    """Trains with cross-entropy; every epoch sees a random third of the frames.

    Raises ValueError when that third is less than one batch.
    """
    rng = np.random.default_rng(SEED)
    outputs = len(phonemes) + 1
    frames = TrainingFrames(examples)
    seen = len(frames.train) // FRAME_SUBSAMPLING
    batches = seen // _BATCH
    if not batches:
        raise ValueError(f"{len(frames.train)} frames are too few: speak more utterances")
    perceptron = Perceptron((len(CONTEXT) * CEPSTRA, _HIDDEN, _HIDDEN, outputs), rng)
    optimiser = Adam(perceptron.parameters)
    for epoch in range(epochs):
        order = rng.permutation(frames.train)[:seen]
        loss = 0.0
        for batch in range(batches):
            rows = order[batch * _BATCH : (batch + 1) * _BATCH]
            targets = frames.labels[rows]
            activations = perceptron.forward(frames.spliced(rows), training=True)
            loss -= np.log(activations.probabilities[np.arange(_BATCH), targets] + 1e-9).mean()
            optimiser.step(perceptron.gradients(activations, targets), epochs * batches)
        right = 100 * _accuracy(perceptron, frames)
        report(f"  epoch {epoch + 1}/{epochs}: loss {loss / batches:.3f}, held-out frames right {right:.1f} %")
    layers = _on_raw_frames(perceptron, frames)
    return Network(tuple(phonemes), layers, frames.prior(outputs), _self_loops(examples, outputs))


def _accuracy(perceptron: Perceptron, frames: TrainingFrames) -> float:
    right = []
    for start in range(0, len(frames.held_out), _EVALUATED_AT_ONCE):
        rows = frames.held_out[start : start + _EVALUATED_AT_ONCE]
        guesses = perceptron.forward(frames.spliced(rows), training=False).probabilities.argmax(1)
        right.append((guesses == frames.labels[rows]).mean())
    return float(np.mean(right))


def _on_raw_frames(perceptron: Perceptron, frames: TrainingFrames) -> tuple[Layer, ...]:
    """The layers, with the normalisation of the frames folded into the first."""
    weights1, biases1, weights2, biases2, weights3, biases3 = perceptron.parameters
    per_frame = weights1.reshape(len(CONTEXT), CEPSTRA, _HIDDEN) / frames.deviation[None, :, None]
    biases1 = biases1 - (per_frame * frames.mean[None, :, None]).sum((0, 1))
    return (per_frame.reshape(-1, _HIDDEN).T, biases1), (weights2.T, biases2), (weights3.T, biases3)


def _self_loops(examples: Sequence[Example], outputs: int) -> npt.NDArray[np.float64]:
    """From each phoneme's mean duration: a geometric distribution over outputs of 30 ms."""
    durations: list[list[int]] = [[] for _ in range(outputs)]
    for example in examples:
        changes = np.where(np.diff(example.labels))[0] + 1
        edges = np.concatenate([[0], changes, [len(example.labels)]])
        for start, end in pairwise(edges):
            durations[int(example.labels[start])].append(int(end - start))
    return np.array(
        [
            min(_LONGEST_STAY, max(_SHORTEST_STAY, 1 - FRAME_SUBSAMPLING / float(np.mean(lengths))))
            if output and lengths
            else _SILENCE_STAY
            for output, lengths in enumerate(durations)
        ]
    )
