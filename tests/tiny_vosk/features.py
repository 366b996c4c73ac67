"""Audio to frames of cepstra, with the arithmetic of Kaldi, hence of Vosk."""

import kaldi_native_fbank as knf  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.settings import CEPSTRA, FRAME_LENGTH, SAMPLE_RATE

_MEL_BINS = 64
_LOWEST_FREQUENCY = 40
_HIGHEST_FREQUENCY = 7600

#: Kaldi's option file that makes Vosk compute the same frames.
MFCC_CONF = f"""\
--sample-frequency={SAMPLE_RATE}
--frame-length={FRAME_LENGTH * 1000 // SAMPLE_RATE}
--use-energy=false
--num-mel-bins={_MEL_BINS}
--num-ceps={CEPSTRA}
--low-freq={_LOWEST_FREQUENCY}
--high-freq={_HIGHEST_FREQUENCY}
--dither=0
--allow-downsample=true
--allow-upsample=true
"""


def cepstra(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Mel-frequency cepstra of audio in the range of 16-bit samples: frames x CEPSTRA, a frame per 10 ms."""
    computer = knf.OnlineMfcc(_options())
    computer.accept_waveform(SAMPLE_RATE, np.clip(np.round(samples), -32768, 32767).tolist())
    computer.input_finished()
    if not computer.num_frames_ready:
        return np.zeros((0, CEPSTRA), np.float32)
    return np.stack([computer.get_frame(index) for index in range(computer.num_frames_ready)])


def _options() -> knf.MfccOptions:
    options = knf.MfccOptions()
    options.frame_opts.frame_length_ms = FRAME_LENGTH * 1000 / SAMPLE_RATE
    options.frame_opts.samp_freq = SAMPLE_RATE
    options.frame_opts.dither = 0
    options.frame_opts.snip_edges = True
    options.mel_opts.num_bins = _MEL_BINS
    options.mel_opts.low_freq = _LOWEST_FREQUENCY
    options.mel_opts.high_freq = _HIGHEST_FREQUENCY
    options.num_ceps = CEPSTRA
    options.use_energy = False
    return options
