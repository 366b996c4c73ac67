"""The numbers that several steps of the builder share."""

from pathlib import Path

DATA = Path(__file__).parent / "data"

SEED = 20261123

#: Samples a second of everything the model hears.
SAMPLE_RATE = 16_000

#: Samples between two frames (10 ms) and samples in one frame (40 ms). The long window resolves the harmonics
#: of a voice, so that tones can be told apart without a pitch tracker.
FRAME_SHIFT = 160
FRAME_LENGTH = 640

#: The network scores every third frame, as Kaldi's chain models do: one output per 30 ms.
FRAME_SUBSAMPLING = 3

#: Numbers per frame.
CEPSTRA = 64

#: The frames the network sees around the one it judges, in frames of 10 ms.
CONTEXT = (-18, -14, -11, -8, -6, -4, -2, 0, 2, 4, 6, 8, 11, 14, 18)

#: espeak-ng's Mandarin voice that reads hanzi with tones.
VOICE = "cmn-latn-pinyin"

SILENCE = "SIL"
UNKNOWN_WORD = "[unk]"
SENTENCE_START = "<s>"
SENTENCE_END = "</s>"
