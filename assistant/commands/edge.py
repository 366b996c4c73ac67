"""The edge of the command line: any failure becomes one sentence on stderr and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Any

import typer

_EXPLAINED = frozenset(
    {
        "AlreadyRunning",
        "BackupError",
        "CatalogueError",
        "SpeechError",
        "StationError",
        "StorageError",
        "TrainingError",
        "VoicePackError",
    }
)
"""Our own errors, whose message is the sentence; by name, so that their modules need not be loaded."""


def reported(command: Callable[..., Any]) -> int:
    """Runs a command; its exit code."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        typer.echo(sentence(error), err=True)
        return 1
    return 0


def sentence(error: Exception) -> str:
    """What a person is told of an error."""
    lines = str(error).strip().splitlines()
    is_ours = not _EXPLAINED.isdisjoint(base.__name__ for base in type(error).__mro__)
    if lines and (is_ours or isinstance(error, ValueError | OSError)):
        return lines[0]
    return f"This did not work ({type(error).__name__}); `linban doctor` lists what may be wrong."
