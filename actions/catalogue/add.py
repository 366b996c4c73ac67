"""Starts a new service file: a copy of the commented skeleton, not loaded until it is finished."""

from __future__ import annotations

import re
from pathlib import Path

from actions.catalogue.loader import DRAFT_SUFFIX, ROOT
from actions.catalogue.reader import CatalogueError

_ID = "my_service"
"""The id that stands in the skeleton."""


def add_service(service_id: str, root: Path = ROOT) -> Path:
    """Writes `services/<id>.draft.yml` and returns its path; rename it to `<id>.yml` when it is filled in.

    Raises CatalogueError when the id is not usable or the service is there already.
    """
    draft = root / "services" / f"{service_id}{DRAFT_SUFFIX}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", service_id):
        raise CatalogueError(draft, "the id must be small letters, digits and `_`, starting with a letter")
    for path in (root / "services" / f"{service_id}.yml", draft):
        if path.exists():
            raise CatalogueError(path, "is there already")
    skeleton = (root / "skeleton.yml").read_text(encoding="utf-8")
    draft.write_text(skeleton.replace(_ID, service_id), encoding="utf-8")
    return draft
