"""The process that speaks: `python -m kiosk.speech.worker`, with phrases on stdin and sound on stdout.

::

    it   {"voice": "sit/cmn-latn-pinyin"}     or {"error": "ImportError"} or {"voice": null}, and it ends
    in   {"rate": 160, "phrases": [{"hanzi": "您好", "pinyin": "nin2 hao3"}, …]}
    out  {"bytes": 21488}, a line, and then so many bytes of a sound file; once per phrase

It speaks one list of phrases at one rate: pyttsx3 is unreliable about a rate that changes. It ends when its
stdin does, even in the middle of a phrase, and so never outlives the process that started it. Words come in
on stdin alone, never on the command line, and leave nothing on a disk where there is memory to write to.
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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

PINYIN_VOICE = "sit/cmn-latn-pinyin"
"""espeak-ng's voice that reads pinyin with tone digits. Its voice `sit/cmn` spells pinyin in English."""

_MANDARIN = re.compile(r"(?<![a-z])(?:zh|cmn)(?![a-z])(?![-_](?:hk|yue))", re.IGNORECASE)


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

    def tune(self, rate: int) -> None:
        """Before the first phrase, and only then: later ones may or may not follow."""
        self._engine.setProperty("voice", self.voice)
        self._engine.setProperty("rate", rate)
        self._engine.runAndWait()
        while self._engine.getProperty("rate") != rate:
            time.sleep(_SETTLING)

    def sound(self, text: str) -> bytes:
        """A sound file's contents. Waits until it is there: whoever waits for this has a clock."""
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
    """Serve one request."""
    out = _private_stdout()
    requests = _requests(sys.stdin.buffer)
    try:
        speech = Speech()
    except Exception as error:
        return _tell(out, error=type(error).__name__)
    _tell(out, voice=speech.voice)
    if speech.voice is None:
        return None
    request = requests.get()
    speech.tune(request["rate"])
    spelling = "pinyin" if speech.voice == PINYIN_VOICE else "hanzi"
    for phrase in request["phrases"]:
        sound = speech.sound(phrase[spelling])
        _tell(out, bytes=len(sound))
        out.write(sound)
        out.flush()
    return None


if __name__ == "__main__":
    main()
    os._exit(0)  # The reading thread still holds stdin, which an orderly end would wait for.
