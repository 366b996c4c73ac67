"""Long work shows that it goes on; what libraries chatter while it does is kept from the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A spinner with the time gone by on stderr, while what the work itself prints is dropped."""
    terminal = os.dup(sys.stderr.fileno())
    console = Console(file=os.fdopen(terminal, "w"), stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    if not console.is_terminal:
        console.print(f"{what} …")
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        progress.add_task(what, total=None)
        with quiet_stderr(also_stdout=True):
            yield


@contextmanager
def quiet_stderr(also_stdout: bool = False) -> Iterator[None]:
    """Drops what this process and its libraries write to stderr; errors are raised as ever."""
    streams = [sys.stderr, *([sys.stdout] if also_stdout else [])]
    kept = [(stream, os.dup(stream.fileno())) for stream in streams]
    with open(os.devnull, "w") as nowhere:
        for stream in streams:
            stream.flush()
            os.dup2(nowhere.fileno(), stream.fileno())
    try:
        yield
    finally:
        for stream, original in kept:
            stream.flush()
            os.dup2(original, stream.fileno())
            os.close(original)
