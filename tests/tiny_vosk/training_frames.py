"""Normalised, padded frames of many utterances, and what the network sees around each."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.corpus import Example
from tests.tiny_vosk.settings import CONTEXT

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_PADDING = -CONTEXT[0]
_HELD_OUT = 20
_NOT_A_FRAME = -1
_SMOOTHING = 20.0


class TrainingFrames:
    """All frames in one array; `train` and `held_out` (the last twentieth) are the rows of the real ones."""

    def __init__(self, examples: Sequence[Example]) -> None:
        raw = np.concatenate([_padded(example.frames) for example in examples]).astype(np.float32)
        self.mean: Floats = raw.mean(0)
        self.deviation: Floats = raw.std(0) + 1e-3
        self._frames: Floats = (raw - self.mean) / self.deviation
        self.labels = np.concatenate(
            [np.pad(example.labels, _PADDING, constant_values=_NOT_A_FRAME) for example in examples]
        )
        rows = np.where(self.labels >= 0)[0]
        held_out_from = -len(rows) // _HELD_OUT
        self.train: Integers = rows[:held_out_from]
        self.held_out: Integers = rows[held_out_from:]
        self._context = np.array(CONTEXT)

    def spliced(self, rows: Integers) -> Floats:
        """The frames around each row side by side: rows x (contexts * CEPSTRA)."""
        around: Floats = self._frames[rows[:, None] + self._context].reshape(len(rows), -1)
        return around

    def prior(self, outputs: int) -> npt.NDArray[np.float64]:
        """How often each phoneme is heard in training, smoothed; sums to one."""
        counts = np.bincount(self.labels[self.train], minlength=outputs) + _SMOOTHING
        shares: npt.NDArray[np.float64] = counts / counts.sum()
        return shares


def _padded(frames: Floats) -> Floats:
    return np.pad(frames, ((_PADDING, _PADDING), (0, 0)), mode="edge")
