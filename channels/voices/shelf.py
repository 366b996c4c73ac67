"""The packs of a station, in one folder: its own, and those that others gave it; at most one is in use.

::

    voices/
      in-use              the name of the pack the kiosk speaks with; without it, the synthetic voice
      own/                what is recorded at this station's desk
      riverside/          a pack from elsewhere
"""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from channels.voices.checking import faults
from channels.voices.errors import VoicePackError
from channels.voices.pack import MANIFEST, MOST_RECORDINGS, About, VoicePack, begin_pack, file_name, read_pack

OWN = "own"
_IN_USE = "in-use"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_MOST_BYTES = 512 * 1024 * 1024


class VoiceShelf:
    """All packs in `folder`, which need not be there. A pack is read again only when its manifest has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._read: dict[str, tuple[int, VoicePack]] = {}

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One change at a time: two volunteers may record at two screens."""
        with self._lock:
            yield

    def names(self) -> tuple[str, ...]:
        """Every pack, the station's own first."""
        if not self._folder.is_dir():
            return ()
        found = (path.parent.name for path in self._folder.glob(f"*/{MANIFEST}") if _NAME.fullmatch(path.parent.name))
        return tuple(sorted(found, key=lambda name: (name != OWN, name)))

    def pack(self, name: str) -> VoicePack:
        """Raises VoicePackError when there is none of that name, or it cannot be read."""
        folder = self._place(name)
        try:
            changed = (folder / MANIFEST).stat().st_mtime_ns
        except OSError as error:
            raise VoicePackError(f"There is no voice pack called {name}.") from error
        known = self._read.get(name)
        if known is None or known[0] != changed:
            self._read[name] = known = (changed, read_pack(folder))
        return known[1]

    def own(self) -> VoicePack | None:
        """What is recorded here; None before anything was begun. Raises VoicePackError when it cannot be read."""
        return self.pack(OWN) if OWN in self.names() else None

    def begin_own(self, about: About) -> VoicePack:
        """The station's own pack, and the one in use from now on if none was. Raises VoicePackError."""
        with self._lock:
            pack = begin_pack(self._place(OWN), about)
            if self.name_in_use() is None:
                self.use(OWN)
            return pack

    def name_in_use(self) -> str | None:
        """The name of the pack the kiosk speaks with, as far as there is such a pack."""
        try:
            name = (self._folder / _IN_USE).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        return name if name in self.names() else None

    def in_use(self) -> VoicePack | None:
        """The pack the kiosk speaks with. Raises VoicePackError when it cannot be read, or nobody consented to it."""
        name = self.name_in_use()
        if name is None:
            return None
        pack = self.pack(name)
        if not pack.about.consent:
            raise VoicePackError(f"Whoever recorded {name} has not consented to its use.")
        return pack

    def use(self, name: str | None) -> None:
        """Speak with that pack from now on, or with none. Raises VoicePackError."""
        marker = self._folder / _IN_USE
        try:
            if name is None:
                marker.unlink(missing_ok=True)
            elif self.pack(name).about.consent:
                marker.write_text(f"{name}\n", encoding="utf-8")
            else:
                raise VoicePackError(f"Whoever recorded {name} has not consented to its use.")
        except OSError as error:
            raise VoicePackError(f"{marker} cannot be written: {error.strerror}.") from error

    def take_in(self, source: Path, name: str) -> VoicePack:
        """A pack of another station, from its folder or a zip file of it. Raises VoicePackError.

        It is looked through before it is let in: every file must be there, and hold what it says.
        """
        place = self._place(name)
        if place.exists():
            raise VoicePackError(f"There is a voice pack called {name} already.")
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=".") as scratch:
            pack = read_pack(_unpacked(source, Path(scratch)))
            found = faults(pack)
            if found:
                raise VoicePackError(f"{source.name} was not taken in: {found[0]}")
            clean = Path(scratch) / "clean"
            clean.mkdir()
            _copy(pack, clean)
            clean.rename(place)
        return self.pack(name)

    def give_away(self, name: str, target: Path) -> int:
        """Writes a pack as a folder, or a zip file if `target` ends in .zip; how many sentences are in it.

        Raises VoicePackError.
        """
        pack = self.pack(name)
        if target.exists():
            raise VoicePackError(f"{target} is there already.")
        try:
            if target.suffix == ".zip":
                with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                    for file in _files(pack):
                        archive.write(file, file.name)
            else:
                target.mkdir(parents=True)
                _copy(pack, target)
        except OSError as error:
            raise VoicePackError(f"{target} cannot be written: {error.strerror}.") from error
        return len(pack.recordings)

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise VoicePackError("The name of a voice pack is made of small letters, digits and hyphens.")
        return self._folder / name


def _files(pack: VoicePack) -> list[Path]:
    return [pack.folder / MANIFEST, *(pack.folder / file_name(one) for one in pack.recordings.values())]


def _copy(pack: VoicePack, target: Path) -> None:
    for file in _files(pack):
        shutil.copyfile(file, target / file.name)


def _unpacked(source: Path, scratch: Path) -> Path:
    """The folder of a pack; of a zip file only the names a pack has, in one level, within bounds."""
    if source.is_dir():
        return source
    folder = scratch / "zip"
    folder.mkdir()
    try:
        with zipfile.ZipFile(source) as archive:
            members = [one for one in archive.infolist() if Path(one.filename).name == one.filename]
            if len(members) > MOST_RECORDINGS + 1 or sum(one.file_size for one in members) > _MOST_BYTES:
                raise VoicePackError(f"{source.name} is larger than a voice pack may be.")
            for member in members:
                archive.extract(member, folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise VoicePackError(f"{source.name} is neither the folder of a voice pack nor a zip file of it.") from error
    return folder
