"""Every sentence equally loud, louder on request, and never clipped.

Levels are in dB below full scale (dBFS) of the mean power while somebody speaks. The normal level leaves the
12 dB that a person may ask for, and with 6 dB less makes 18 dB in all (EN 301 549, 8.2.1.1).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Full scale is 1."""

NORMAL_LEVEL = -26.0
_SILENT = 0.02
"""Of the loudest sample: what is softer counts as silence."""
_KNEE = 0.7
"""Above it samples are bent, so that they come near 1 and never reach it."""


def level(samples: Samples) -> float:
    """dBFS of what is not silence; minus infinity where all is."""
    size = np.abs(samples)
    loudest = size.max(initial=0.0)
    return float(10 * np.log10(np.mean(samples[size > _SILENT * loudest] ** 2))) if loudest else float("-inf")


def at_level(samples: Samples, volume_db: float) -> Samples:
    """The sound at `volume_db` over the normal level."""
    now = level(samples)
    if now == float("-inf"):
        return samples
    return limited(samples * np.float32(10 ** ((NORMAL_LEVEL + volume_db - now) / 20)))


def limited(samples: Samples) -> Samples:
    """The same up to the knee; above it bent smoothly towards full scale."""
    size = np.abs(samples)
    bent = _KNEE + (1 - _KNEE) * np.tanh((size - _KNEE) / (1 - _KNEE))
    return np.where(size > _KNEE, np.sign(samples) * bent, samples).astype(np.float32)
