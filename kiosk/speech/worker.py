"""The process that speaks: `python -m kiosk.speech.worker`, with phrases on stdin and sound on stdout.

::

    out  {"voice": "sit/cmn-latn-pinyin"}     or {"voice": null}, or {"error": "ImportError"}
    in   {"rate": 160, "phrases": [{"hanzi": "您好", "pinyin": "nin2 hao3"}, …]}
    out  {"bytes": 21488}, a line, and then so many bytes of a sound file; once per phrase

It speaks one list of phrases. It ends when its stdin does, even in the middle of a phrase, and not before, and
so never outlives the process that started it. Words come in on stdin alone, never on the command line, and
leave nothing on a disk where there is memory to write to.
"""

from __future__ import annotations

import json
import os
import queue
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

PINYIN_VOICE = "sit/cmn-latn-pinyin"
"""espeak-ng's voice that reads pinyin with tone digits. Its voice `sit/cmn` spells pinyin in English."""

_MANDARIN = re.compile(r"(?<![a-z])(?:zh|cmn)(?![a-z])(?![-_](?:hk|yue))", re.IGNORECASE)


_SPEED = "\x01{}S "
"""espeak-ng's command within a text for words a minute. The `rate` property comes too late in one process of
a hundred, and then a phrase is spoken at the wrong speed, or not at all."""

_SETTLING = 0.005
"""Seconds. pyttsx3 tells of the end from another thread, a moment before it is through with it."""


class Voice(Protocol):
    """A voice as pyttsx3 lists it."""

    id: str
    languages: Sequence[str]


def chosen(voices: Iterable[Voice]) -> str | None:
    """The id of the pinyin voice, or else of the first Mandarin one; None where there is none."""
    mandarin = [one.id for one in voices if any(map(_MANDARIN.search, (one.id, *map(str, one.languages))))]
    return PINYIN_VOICE if PINYIN_VOICE in mandarin else next(iter(mandarin), None)


class Speech:
    """pyttsx3 with a voice. Raises whatever pyttsx3 raises where it cannot work."""

    def __init__(self) -> None:
        import pyttsx3

        self._engine = pyttsx3.init()
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", lambda name, completed: self._finished.set())
        self.voice = chosen(self._engine.getProperty("voices"))
        if self.voice is not None:
            self._engine.setProperty("voice", self.voice)

    def sounds(self, phrases: Iterable[Mapping[str, str]], rate: int) -> Iterator[bytes]:
        """The contents of a sound file for each phrase."""
        if self.voice == PINYIN_VOICE:
            return (self._sound(_SPEED.format(rate) + phrase["pinyin"]) for phrase in phrases)
        self._engine.setProperty("rate", rate)
        return (self._sound(phrase["hanzi"]) for phrase in phrases)

    def _sound(self, text: str) -> bytes:
        """Waits until it is there: whoever waits for this has a clock."""
        with _scratch_file() as path:
            self._finished.clear()
            self._engine.save_to_file(text, path)
            self._engine.runAndWait()
            self._finished.wait()
            while self._engine.isBusy():
                time.sleep(_SETTLING)
            time.sleep(_SETTLING)
            return Path(path).read_bytes()


@contextmanager
def _scratch_file() -> Iterator[str]:
    """A path to write to that is gone afterwards; in memory where the system can do that."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("speech")
        try:
            yield f"/proc/self/fd/{descriptor}"
        finally:
            os.close(descriptor)
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield os.path.join(folder, "speech.wav")


def _requests(lines: BinaryIO) -> queue.SimpleQueue[dict[str, Any]]:
    """Requests as they come in, read beside the speaking so that the end of stdin is noticed at once."""
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def read() -> None:
        for line in lines:
            requests.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return requests


def _tell(out: BinaryIO, **what: Any) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


def _private_stdout() -> BinaryIO:
    """The real stdout for us alone: pyttsx3 prints to the other."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return out


def main() -> None:
    """Say what voice there is, and serve one request."""
    out = _private_stdout()
    requests = _requests(sys.stdin.buffer)
    try:
        speech = Speech()
    except Exception as error:
        _tell(out, error=type(error).__name__)
        return
    _tell(out, voice=speech.voice)
    request = requests.get()
    for sound in speech.sounds(request["phrases"], request["rate"]):
        _tell(out, bytes=len(sound))
        out.write(sound)
        out.flush()


if __name__ == "__main__":
    main()
    threading.Event().wait()  # For the end of stdin.
