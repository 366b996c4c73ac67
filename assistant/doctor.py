"""`linban doctor`: looks over the machine and the station; every finding says what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.settings import Settings

_LEAST_FREE_MB = 500
_SOUND_CARDS = Path("/proc/asound/cards")
_EARLIEST_YEAR = 2025


@dataclass(frozen=True)
class Check:
    """One thing looked at. is_essential: without it nobody can be helped. do: what mends it; empty when well."""

    name: str
    is_well: bool
    says: str
    do: str = ""
    is_essential: bool = False


def examine(settings: Settings) -> tuple[Check, ...]:
    """Every check, the essential ones first. Never raises: a check that fails says so."""
    return tuple(_guarded(name, check, settings) for name, check in _CHECKS.items())


def is_fit(checks: tuple[Check, ...]) -> bool:
    """Whether people can be helped with what is there."""
    return all(check.is_well or not check.is_essential for check in checks)


def json_line(check: Check) -> str:
    """The check as one JSON object."""
    return json.dumps(asdict(check), ensure_ascii=False)


def table(checks: tuple[Check, ...]) -> str:
    """The checks as a table for a person."""
    rows = Table("", "what", "finding", "what to do", box=None)
    for check in checks:
        sign = "✓" if check.is_well else ("✗" if check.is_essential else "!")
        rows.add_row(sign, check.name, check.says, check.do)
    console = Console(width=120)
    with console.capture() as captured:
        console.print(rows)
    return captured.get()


def _guarded(name: str, check: Callable[[Settings], Check], settings: Settings) -> Check:
    try:
        return check(settings)
    except Exception as error:
        return Check(name, False, f"could not be looked at ({type(error).__name__})", "Look at it by hand.")


def database(settings: Settings) -> Check:
    """Whether the database can be opened and has the newest schema."""
    import sqlalchemy as sa

    from actions.store.engine import make_engine
    from actions.store.schema import upgrade

    try:
        upgrade(settings.database_url)
        engine = make_engine(settings.database_url)
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        engine.dispose()
    except (sa.exc.SQLAlchemyError, OSError) as error:
        do = "See that LINBAN_DATABASE_URL is right and its server runs; a file needs a folder that can be written."
        return Check("database", False, f"cannot be used ({type(error).__name__})", do, is_essential=True)
    return Check("database", True, "opens, and its schema is the newest", is_essential=True)


def dialogue_model(settings: Settings) -> Check:
    """Whether the dialogue model fits the data it is made of."""
    from assistant.training import model_path

    is_there = model_path(settings).exists()
    says = "is up to date" if is_there else "is missing or older than its data"
    return Check("dialogue model", is_there, says, "" if is_there else "Run `linban train`.", is_essential=True)


def catalogue(settings: Settings) -> Check:
    """Whether every service file can be read."""
    from actions.catalogue.loader import load_catalogue
    from actions.catalogue.reader import CatalogueError

    try:
        services = load_catalogue(settings.catalogue, settings.region).services
    except CatalogueError as error:
        return Check("catalogue", False, str(error), "Mend it; `linban catalogue check` tells more.", is_essential=True)
    return Check("catalogue", True, f"{len(services)} services", is_essential=True)


def disk(settings: Settings) -> Check:
    """Whether there is room where the station writes."""
    folder = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(folder).free // 1_000_000
    is_well = free >= _LEAST_FREE_MB
    do = "" if is_well else f"Make room: {_LEAST_FREE_MB} MB at least."
    return Check("disk", is_well, f"{free} MB free in {folder}", do, is_essential=True)


def speech_model(settings: Settings) -> Check:
    """Whether the kiosk can hear people."""
    from assistant.station_hearing import choose
    from kiosk.speech.errors import SpeechModelError

    try:
        chosen = choose(settings)
    except SpeechModelError as error:
        return Check("speech model", False, str(error), "Run `linban speech fetch`; touch and typing work meanwhile.")
    if chosen.is_demonstration:
        return Check("speech model", False, f"{chosen.model} hears no people", "Run `linban speech fetch`.")
    return Check("speech model", True, str(chosen.model))


def voice(settings: Settings) -> Check:
    """Whether the kiosk can speak: it says a sentence to itself."""
    import asyncio

    from kiosk.sentences import Sentences
    from kiosk.settings import WEB
    from kiosk.speech.errors import SpeechError
    from kiosk.speech.speaker import speaker

    async def say() -> float:
        async with speaker() as mouth:
            return (await mouth.speak(Sentences.load(WEB).spoken["wiped"])).seconds

    try:
        seconds = asyncio.run(say())
    except SpeechError as error:
        return Check("voice", False, str(error), "Install espeak-ng; everything is on the screen meanwhile.")
    return Check("voice", seconds > 0, f"says a sentence in {seconds:.1f} s of sound")


def sound_card(settings: Settings) -> Check:
    """Whether a microphone and a loudspeaker can be plugged in somewhere."""
    cards = _SOUND_CARDS.read_text() if _SOUND_CARDS.exists() else ""
    if not cards.strip() or "no soundcards" in cards:
        return Check("sound card", False, "there is none", "Plug in a microphone and a loudspeaker (USB will do).")
    return Check("sound card", True, cards.split("]:")[-1].strip().splitlines()[0])


def printer(settings: Settings) -> Check:
    """Whether slips can be printed."""
    if shutil.which("lpstat") is None:
        return Check("printer", False, "no printing system", "Install cups to print slips.")
    listed = subprocess.run(["lpstat", "-e"], capture_output=True, text=True, timeout=5).stdout.split()
    return Check("printer", bool(listed), ", ".join(listed) or "there is none", "" if listed else "Add one in CUPS.")


def fonts(settings: Settings) -> Check:
    """Whether Chinese can be shown."""
    if shutil.which("fc-list") is None:
        return Check("fonts", False, "cannot be listed", "Install fontconfig and fonts-noto-cjk.")
    found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, timeout=10).stdout
    do = "" if found.strip() else "Install fonts-noto-cjk."
    return Check("fonts", bool(found.strip()), "Chinese fonts are there" if found.strip() else "no Chinese font", do)


def browser(settings: Settings) -> Check:
    """Whether the kiosk can be shown full screen here."""
    from assistant.station_browser import find_chromium

    found = find_chromium()
    return Check("browser", found is not None, found or "no Chromium", "" if found else "Install chromium.")


def clock(settings: Settings) -> Check:
    """Whether the date can be right: facts have an age."""
    now = time.localtime()
    is_well = now.tm_year >= _EARLIEST_YEAR
    says = time.strftime("%Y-%m-%d %H:%M %Z", now)
    return Check("clock", is_well, says, "" if is_well else "Set the date and the time.")


_CHECKS: dict[str, Callable[[Settings], Check]] = {
    "database": database,
    "dialogue model": dialogue_model,
    "catalogue": catalogue,
    "disk": disk,
    "speech model": speech_model,
    "voice": voice,
    "sound card": sound_card,
    "printer": printer,
    "fonts": fonts,
    "browser": browser,
    "clock": clock,
}
