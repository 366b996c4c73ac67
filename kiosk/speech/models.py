"""Where the Vosk model is, whether it is one, and whether it can hear people."""

from __future__ import annotations

from pathlib import Path

from kiosk.speech.errors import SpeechModelError

DEFAULT_MODEL = "vosk-model-small-cn-0.22"

_ALWAYS = ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf")
_STATIC = ("graph/HCLG.fst", "graph/words.txt")
_LOOK_AHEAD = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
_SMALLEST_FOR_PEOPLE = 8_000_000
"""Bytes of acoustic model: every official Mandarin one has more, the synthetic voice's has 4 MB."""


def models_folder(home: Path) -> Path:
    """Where speech models are kept under the station's data folder."""
    return home / "models" / "speech"


def model_path(explicit: Path | None, home: Path, name: str = DEFAULT_MODEL) -> Path:
    """The model to use: the one that was asked for, or else `name` under the station's data folder."""
    return explicit if explicit is not None else models_folder(home) / name


def check_model(path: Path) -> None:
    """Raises SpeechModelError unless the directory holds every file that Vosk needs.

    libvosk ends the whole process on some empty files, so that emptiness counts as missing.
    """
    if not path.is_dir():
        raise SpeechModelError(f"There is no speech model at {path}.")
    graph = _STATIC if (path / _STATIC[0]).exists() else _LOOK_AHEAD
    missing = [name for name in (*_ALWAYS, *graph) if not _holds_something(path / name)]
    if missing:
        raise SpeechModelError(f"{path} is not a whole Vosk model: {', '.join(missing)} missing or empty.")


def can_be_narrowed(path: Path) -> bool:
    """Whether Vosk can be told to listen for a few phrases: not with a graph in one piece."""
    return not (path / _STATIC[0]).exists()


def is_demonstration(path: Path) -> bool:
    """Whether this model hears the synthetic voice alone, and so is of no use to a person.

    Raises SpeechModelError when it is no model at all.
    """
    check_model(path)
    return (path / _ALWAYS[0]).stat().st_size < _SMALLEST_FOR_PEOPLE


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
