"""What a station puts into a bundle, and where it puts what comes out of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.bundles.model import Bundle, BundleError
from actions.catalogue.loader import load_catalogue
from actions.catalogue.reader import CatalogueError
from actions.lessons.model import LessonError
from actions.lessons.shelf import load_lessons

_SERVICES = "services"


@dataclass(frozen=True)
class Shelves:
    """The folders of a station: its catalogue, its own lessons, its voices; `region` names its city file."""

    catalogue: Path
    lessons: Path
    voices: Path
    region: str | None = None

    def folder(self, kind: str) -> Path:
        """Where files of a kind are."""
        return {_SERVICES: self.catalogue / _SERVICES, "lessons": self.lessons, "voices": self.voices}[kind]


def gather(shelves: Shelves, kinds: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files of these kinds, by their path in a bundle."""
    return {path: data for kind in kinds for path, data in _files(kind, shelves.folder(kind))}


def place(bundle: Bundle, shelves: Shelves, trusted: frozenset[str]) -> Mapping[str, int]:
    """Puts a bundle's files where they belong; how many of each kind. Nothing is put anywhere unless all fits.

    Raises BundleError for a station that is not trusted, or for files that this station could not use.
    """
    if bundle.signed_by not in trusted:
        raise BundleError(
            f"The bundle was signed by {bundle.signed_by}, which this station does not trust: "
            "ask that station for its key, and pass it with --trust."
        )
    _require_usable(bundle, shelves)
    for path, data in bundle.files.items():
        kind, _, rest = path.partition("/")
        _write(shelves.folder(kind) / rest, data)
    return {kind: len(bundle.of(kind)) for kind in ("services", "lessons", "voices") if bundle.of(kind)}


def _files(kind: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(".draft.yml"):
            yield f"{kind}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _require_usable(bundle: Bundle, shelves: Shelves) -> None:
    """The catalogue and the lessons as they would be; local values stay as they are. Raises BundleError."""
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder)
        try:
            if bundle.of(_SERVICES):
                shutil.copytree(shelves.catalogue, tried / "catalogue", dirs_exist_ok=True)
                _write_all(bundle.of(_SERVICES), tried / "catalogue" / _SERVICES)
                load_catalogue(tried / "catalogue", shelves.region)
            _write_all(bundle.of("lessons"), tried / "lessons")
            load_lessons(tried / "lessons")
        except (CatalogueError, LessonError) as error:
            raise BundleError(f"The bundle does not fit this station: {str(error).splitlines()[0]}") from error


def _write_all(files: Mapping[str, bytes], folder: Path) -> None:
    for path, data in files.items():
        _write(folder / path, data)


def _write(path: Path, data: bytes) -> None:
    """In one step: a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    os.replace(fresh, path)
