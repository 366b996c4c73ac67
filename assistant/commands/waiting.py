"""Long work shows that it goes on; what libraries chatter while it does is kept from the terminal."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A spinner with the time gone by on stderr, while the work's own output is set aside; shown if it fails."""
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
    """Sets aside what this process writes to stderr; after a failure it is in a file that is named."""
    streams = [sys.stderr, *([sys.stdout] if also_stdout else [])]
    with tempfile.NamedTemporaryFile("w", prefix="linban-", suffix=".log", delete=False) as aside:
        kept = [(stream, os.dup(stream.fileno())) for stream in streams]
        for stream in streams:
            stream.flush()
            os.dup2(aside.fileno(), stream.fileno())
        try:
            yield
        finally:
            for stream, original in kept:
                stream.flush()
                os.dup2(original, stream.fileno())
                os.close(original)
            os.unlink(aside.name)
