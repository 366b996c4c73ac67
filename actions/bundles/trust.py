"""The stations whose bundles are taken, by their public keys: a file with one on each line."""

from __future__ import annotations

from pathlib import Path


def trusted_in(file: Path) -> frozenset[str]:
    """The keys; none where there is no file."""
    try:
        return frozenset(file.read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return frozenset()


def trust(key: str, file: Path) -> None:
    """From now on the bundles of that station are taken."""
    if key not in trusted_in(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as lines:
            lines.write(f"{key}\n")
