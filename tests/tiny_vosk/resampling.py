"""Audio at another sample rate."""

import numpy as np
import numpy.typing as npt


def resample(samples: npt.NDArray[np.float32], rate: int, wanted: int) -> npt.NDArray[np.float32]:
    """Band-limited resampling of a whole clip: its spectrum is cut or padded with zeros. Rates in hertz."""
    length = round(len(samples) * wanted / rate)
    spectrum = np.fft.rfft(samples)
    changed = np.zeros(length // 2 + 1, complex)
    kept = min(len(spectrum), len(changed))
    changed[:kept] = spectrum[:kept]
    result: npt.NDArray[np.float32] = (np.fft.irfft(changed, length) * (length / len(samples))).astype(np.float32)
    return result
