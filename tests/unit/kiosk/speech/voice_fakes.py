"""An engine whose every phrase is a hum that lasts as long as speaking it would."""

import asyncio
import io
import wave

import numpy as np

from kiosk.speech.voice_errors import VoiceError

RATE = 22_050


def hum(seconds: float, loudness: float = 0.1, rate: int = RATE) -> bytes:
    """A WAV file with a hum in it, and silence on both sides, as a voice leaves it."""
    tone = loudness * np.sin(np.arange(round(seconds * rate)) * 2 * np.pi * 200 / rate)
    silence = np.zeros(rate // 10)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.concatenate([silence, tone, silence]) * 32_767).astype("<i2").tobytes())
    return out.getvalue()


class HummingEngine:
    """Remembers what it was asked for; `broken` fails every time."""

    def __init__(self, broken: bool = False) -> None:
        self.asked: list[tuple[list[str], float]] = []
        self.is_running = False
        self.voice = "sit/cmn"
        self._broken = broken

    async def start(self) -> None:
        self.is_running = True

    async def close(self) -> None:
        self.is_running = False

    async def say(self, phrases, characters_a_minute):
        await asyncio.sleep(0)
        if self._broken:
            raise VoiceError("The voice failed.")
        self.asked.append(([phrase.pinyin for phrase in phrases], characters_a_minute))
        return [hum(60 * len(phrase.hanzi) / characters_a_minute) for phrase in phrases]
