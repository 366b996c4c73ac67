"""Voice messages: a WAV file becomes OGG/Opus, the form that messaging apps play, or MP3 for those that do not."""

from __future__ import annotations

import io

import av

from channels.messaging.ports import Mute

_RATE = 48_000
_BITS_PER_SECOND = 24_000
_MP3_RATE = 16_000


def as_voice_note(wav: bytes) -> bytes:
    """The same sound as OGG/Opus, mono. Raises Mute when it is none."""
    return _written(wav, "ogg", "libopus", "s16", _RATE)


def as_mp3(sound: bytes) -> bytes:
    """The same sound as MP3, mono: three kilobytes a second. Raises Mute when it is none."""
    return _written(sound, "mp3", "libmp3lame", "s16p", _MP3_RATE)


def _written(sound: bytes, form: str, codec: str, samples: str, rate: int) -> bytes:
    made = io.BytesIO()
    try:
        with av.open(io.BytesIO(sound), mode="r") as source, av.open(made, mode="w", format=form) as target:
            stream = target.add_stream(codec, rate=rate)
            assert isinstance(stream, av.AudioStream)
            stream.layout = "mono"
            stream.bit_rate = _BITS_PER_SECOND
            resampler = av.AudioResampler(format=samples, layout="mono", rate=rate)
            for frame in (*source.decode(audio=0), None):
                for piece in resampler.resample(frame):
                    target.mux(stream.encode(piece))
            target.mux(stream.encode(None))
    except (av.error.FFmpegError, OSError, EOFError, IndexError) as error:
        raise Mute("this is no sound") from error
    return made.getvalue()
