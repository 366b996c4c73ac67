"""Trains the dialogue model when what it is made of has changed, and finds the newest one.

The model's name carries a fingerprint of every file that goes into it, so "is it up to date?" is a look at a
name.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from assistant.settings import CONFIG, DOMAIN, NLU_DATA, PROJECT, Settings

log = logging.getLogger(__name__)


class TrainingError(RuntimeError):
    """The model could not be made; the message says what to do."""


def learnt_here(settings: Settings) -> Path:
    """The training lines of this station's own that are part of its model; the folder need not be there."""
    return settings.learning / "adopted"


def _inputs(settings: Settings, own: Path) -> Iterator[Path]:
    yield CONFIG
    folders = (DOMAIN, NLU_DATA, settings.catalogue / "services", own)
    for folder in folders:
        yield from sorted(folder.rglob("*.yml"))
    for package in ("text", "nlu"):
        yield from sorted((PROJECT / "assistant" / package).rglob("*.py"))


def fingerprint(settings: Settings, own: Path | None = None) -> str:
    """Twelve hexadecimal digits over the content of everything that makes the model.

    own: the station's own training lines, when they are to be others than those adopted.
    """
    digest = hashlib.sha256()
    for path in _inputs(settings, own or learnt_here(settings)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def model_path(settings: Settings) -> Path:
    """Where the model for the present inputs is, or will be."""
    return settings.dialogue_models / f"linban-{fingerprint(settings)}.tar.gz"


def require_model(settings: Settings) -> Path:
    """The up-to-date model.

    Raises:
        TrainingError: it has not been trained.
    """
    path = model_path(settings)
    if not path.exists():
        raise TrainingError("The dialogue model is missing or out of date: run `linban train` first.")
    return path


def usable_model(settings: Settings) -> Path:
    """The up-to-date model, or else the newest there is: a station that runs must be able to start its core again
    while somebody edits what the next model will be made of.

    Raises:
        TrainingError: none was ever trained.
    """
    path = model_path(settings)
    if path.exists():
        return path
    older = sorted(settings.dialogue_models.glob("linban-*.tar.gz"), key=lambda one: one.stat().st_mtime)
    if not older:
        return require_model(settings)
    log.warning("the dialogue model is older than its data: run `linban train`")
    return older[-1]


def train(settings: Settings) -> Path:
    """Trains (two to four minutes on two cores) and returns the model; at once when it is up to date.

    Raises:
        TrainingError: Rasa refused the data; its own words are in the message.
    """
    path = model_path(settings)
    if not path.exists():
        train_with(settings, learnt_here(settings), path)
        _remove_older(settings.dialogue_models, path)
    return path


def train_with(settings: Settings, own: Path, path: Path) -> None:
    """Trains with these lines of the station's own into the file `path`. Raises TrainingError."""
    from assistant.rasa_setup import prepare_rasa

    prepare_rasa()
    from rasa.model_training import train as train_model
    from rasa.shared.exceptions import RasaException

    os.environ["LINBAN_CATALOGUE"] = str(settings.catalogue)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        result = train_model(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(NLU_DATA), *([str(own)] if own.exists() else [])],
            output=str(path.parent),
            fixed_model_name=path.name,
            force_training=True,
        )
    except RasaException as error:
        raise TrainingError(f"The training data were refused: {error}") from error
    if not result.model:
        raise TrainingError("Rasa made no model; `linban train` in a terminal shows what it could not read.")


def _remove_older(folder: Path, kept: Path) -> None:
    for old in folder.glob("linban-*.tar.gz"):
        if old != kept:
            old.unlink()
