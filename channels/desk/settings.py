"""How the desk of one station is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from channels.voices.shelf import VoiceShelf

MOUNTED_AT = "/desk"
PRACTICE_AT = "/practice"
"""Below it: the desk to practise at."""
TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class DeskSettings:
    """hosts: names under which the desk may be asked for; any other name is refused (DNS rebinding).

    exports: the folders with export templates, the station's own last; they need not be there.
    paper: the style sheet of slips and letters, the kiosk's own; without it they are printed plainly.
    voices: where recordings are kept. kiosk_sentences: what the kiosk itself says in fixed words, to be recorded.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    exports: tuple[Path, ...] = ()
    paper: Path | None = None
    voices: VoiceShelf | None = None
    kiosk_sentences: tuple[str, ...] = ()
