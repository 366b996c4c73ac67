"""Any recording a person may bring as PCM16, 16 kHz, mono: voice notes, phone files, WAV of any rate."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import av

from kiosk.speech.errors import AudioError
from kiosk.speech.sound import RATE


def decoded(source: Path | bytes) -> Iterator[bytes]:
    """The sound of a file, or of a file's contents, piece by piece. Raises AudioError."""
    name = str(source) if isinstance(source, Path) else "this recording"
    try:
        with av.open(str(source) if isinstance(source, Path) else io.BytesIO(source), mode="r") as container:
            if not container.streams.audio:
                raise AudioError(f"There is no audio in {name}.")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            for frame in chain(container.decode(audio=0), (None,)):
                yield from (out.to_ndarray().tobytes() for out in resampler.resample(frame))
    except FileNotFoundError as error:
        raise AudioError(f"There is no file {name}.") from error
    except (av.error.FFmpegError, OSError, EOFError) as error:
        raise AudioError(f"{name[0].upper()}{name[1:]} is not a sound file that can be read.") from error


def pcm16(source: Path | bytes) -> bytes:
    """The whole sound of a file, or of a file's contents. Raises AudioError."""
    return b"".join(decoded(source))
