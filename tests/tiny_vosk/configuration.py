"""The two option files Vosk reads."""

from pathlib import Path

from tests.tiny_vosk.features import MFCC_CONF
from tests.tiny_vosk.settings import FRAME_SUBSAMPLING

#: Kaldi's decoder and endpoint rules; silences in seconds.
_MODEL_CONF = f"""\
--min-active=200
--max-active=3000
--beam=12.0
--lattice-beam=5.0
--acoustic-scale=0.3
--frame-subsampling-factor={FRAME_SUBSAMPLING}
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=1.0
--endpoint.rule4.min-trailing-silence=2.0
"""


def write_configuration(directory: Path) -> None:
    """Writes `mfcc.conf` and `model.conf`; the directory must exist."""
    (directory / "mfcc.conf").write_text(MFCC_CONF, encoding="ascii")
    (directory / "model.conf").write_text(_MODEL_CONF, encoding="ascii")
