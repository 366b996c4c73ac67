"""Opens sealed records one at a time: a broken one must not keep the others from being read."""

from __future__ import annotations

import logging
from typing import TypeVar

from pydantic import parse_obj_as

from actions.ports import StorageError
from actions.store.sealed import Seal

log = logging.getLogger(__name__)

Record = TypeVar("Record")


def opened(seal: Seal, sealed: bytes, kind: type[Record]) -> Record | None:
    """The record, or None when it was closed with another key or is none of this kind."""
    try:
        return parse_obj_as(kind, seal.open(sealed))
    except (StorageError, ValueError) as error:
        log.warning("a stored record cannot be read: %s", type(error).__name__)
        return None
