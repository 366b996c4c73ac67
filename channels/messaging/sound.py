"""Voice messages: a WAV file becomes OGG/Opus, the form that messaging apps play."""

from __future__ import annotations

import io

import av

from channels.messaging.ports import Mute

_RATE = 48_000
_BITS_PER_SECOND = 24_000


def as_voice_note(wav: bytes) -> bytes:
    """The same sound as OGG/Opus, mono. Raises Mute when it is none."""
    made = io.BytesIO()
    try:
        with av.open(io.BytesIO(wav), mode="r") as source, av.open(made, mode="w", format="ogg") as target:
            stream = target.add_stream("libopus", rate=_RATE)
            stream.layout = "mono"
            stream.bit_rate = _BITS_PER_SECOND
            resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
            for frame in (*source.decode(audio=0), None):
                for piece in resampler.resample(frame):
                    target.mux(stream.encode(piece))
            target.mux(stream.encode(None))
    except (av.error.FFmpegError, OSError, EOFError, IndexError) as error:
        raise Mute("this is no sound") from error
    return made.getvalue()
