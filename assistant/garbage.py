"""What a process loads once and keeps is not looked through for garbage, neither while it is loaded nor afterwards.

A model and a library such as Rasa are some hundred thousand objects: looking through them takes a third of the start,
and as long as a hundred turns whenever it happens between two turns.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """All that is there at the end stays out of the collector's sight; what was loaded before and is no longer used,
    given back."""
    gc.disable()
    is_anew = gc.get_freeze_count() > 0
    gc.unfreeze()
    try:
        yield
    finally:
        if is_anew:
            gc.collect()
        gc.freeze()
        gc.enable()
