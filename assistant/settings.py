"""Where things are and what this station is told by its environment: one frozen value per process."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

DISTRICT_TOKEN = "LINBAN_DISTRICT_TOKEN"
"""The variable with what the district knows this station by; read for every call, as the departments' tokens are."""

KEY_COMMAND = "LINBAN_KEY_COMMAND"
"""The variable with a command that prints the key which closes the key files: that of a KMS."""

MOST_WORKERS = 16
"""Of the dialogue core, and of the actions."""

_MORE_DIALOGUES, _MORE_ACTIONS = 10, 30
"""How far from the station's port those of further workers begin."""

PROJECT = Path(__file__).resolve().parent.parent
DOMAIN = PROJECT / "assistant" / "domain"
RESPONSES = DOMAIN / "responses"
NLU_DATA = PROJECT / "nlu_data"
CONFIG = PROJECT / "assistant" / "config.yml"
SAFETY_PATTERNS = PROJECT / "assistant" / "nlu" / "safety_patterns.yml"

PRACTICE = "practice-"
"""How the names of visits begin in which volunteers practise: nothing of them is kept with what is real."""


def is_practice(visit: str) -> bool:
    """Whether the visit of this name only pretends."""
    return visit.startswith(PRACTICE)


@dataclass(frozen=True)
class Ports:
    """TCP ports on the loopback interface; the station's own one is the only one a person opens."""

    station: int
    dialogue: int
    actions: int

    @classmethod
    def from_station(cls, station: int) -> "Ports":
        return cls(station=station, dialogue=station + 1, actions=station + 2)

    def of_dialogue(self, workers: int) -> tuple[int, ...]:
        """Where so many workers of the dialogue core listen, the first one's port first."""
        return (self.dialogue, *(self.station + _MORE_DIALOGUES + number for number in range(workers - 1)))

    def of_actions(self, workers: int) -> tuple[int, ...]:
        """Where so many workers of the actions listen."""
        return (self.actions, *(self.station + _MORE_ACTIONS + number for number in range(workers - 1)))


@dataclass(frozen=True)
class Settings:
    """Everything a composition root needs to know; nothing else reads the environment."""

    home: Path
    """Data of this station: database, keys, models, logs."""
    database_url: str
    catalogue: Path
    """Folder with `services/`, `region/` and the phrases of the catalogue."""
    region: str | None
    ports: Ports
    token: str
    """Shared by our own processes on this machine; without it the dialogue core answers nobody."""
    demo: bool
    """May use the recogniser that hears only the synthetic voice, plainly labelled."""
    kiosk_microphone: str = "open"
    """`open`: the kiosk listens during a visit. `press`: only after its microphone button was pressed."""
    vosk_model: Path | None = None
    """The speech model that was asked for by name, instead of the one in `home`."""
    printer: str = ""
    """The printer of CUPS on which the station itself prints; empty where the browser does."""
    telegram_bot: str = ""
    """The name of this station's bot on Telegram, which makes the picture on a slip a way there; empty for none."""
    desk_hosts: tuple[str, ...] = ()
    """Names and addresses under which other devices open the desk; without any the station listens to none."""

    redis_url: str = field(default="", repr=False)
    """Where several workers lock a conversation; "" where there is one."""
    broker_url: str = field(default="", repr=False)
    """The RabbitMQ that is told what happens, in references; "" for none."""
    district_url: str = ""
    """The district that is handed the cases of this station; "" for none."""
    workers: int = 1
    """Processes of the dialogue core, and as many of the actions."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Reads the `LINBAN_*` variables.

        Raises:
            ValueError: LINBAN_PORT is no port number, LINBAN_KIOSK_MICROPHONE no way to listen, LINBAN_TELEGRAM_BOT no
                name of a bot, LINBAN_PRINTER no name of a printer, LINBAN_WORKERS no number of workers.
        """
        home = Path(environment.get("LINBAN_HOME") or PROJECT / "var").absolute()
        port = environment.get("LINBAN_PORT", "8600")
        if not (port.isdigit() and 0 < int(port) < 65534):
            raise ValueError(f"LINBAN_PORT must be a port number below 65534, not {port!r}.")
        microphone = environment.get("LINBAN_KIOSK_MICROPHONE") or "open"
        if microphone not in ("open", "press"):
            raise ValueError(f"LINBAN_KIOSK_MICROPHONE must be open or press, not {microphone!r}.")
        bot = environment.get("LINBAN_TELEGRAM_BOT", "").removeprefix("@")
        if not re.fullmatch(r"(?:[A-Za-z][A-Za-z0-9_]{4,31})?", bot):
            raise ValueError("LINBAN_TELEGRAM_BOT must be the name of a bot such as linban_bot, and never its token.")
        printer = environment.get("LINBAN_PRINTER", "")
        if not re.fullmatch(r"[A-Za-z0-9_.@-]{0,127}", printer) or printer.startswith("-"):
            raise ValueError(f"LINBAN_PRINTER must be a name that `lpstat -e` shows, not {printer!r}.")
        return cls(
            home=home,
            database_url=environment.get("LINBAN_DATABASE_URL") or f"sqlite:///{home / 'linban.db'}",
            catalogue=Path(environment.get("LINBAN_CATALOGUE") or PROJECT / "actions" / "catalogue"),
            region=environment.get("LINBAN_REGION") or None,
            ports=Ports.from_station(int(port)),
            token=environment.get("LINBAN_TOKEN", ""),
            demo=environment.get("LINBAN_DEMO", "") not in ("", "0"),
            desk_hosts=tuple(filter(None, re.split(r"[,\s]+", environment.get("LINBAN_DESK_HOSTS", "")))),
            kiosk_microphone=microphone,
            telegram_bot=bot,
            printer=printer,
            vosk_model=Path(model).absolute() if (model := environment.get("LINBAN_VOSK_MODEL")) else None,
            redis_url=environment.get("LINBAN_REDIS_URL", ""),
            district_url=environment.get("LINBAN_DISTRICT_URL", ""),
            broker_url=environment.get("LINBAN_BROKER_URL", ""),
            workers=workers_in(environment.get("LINBAN_WORKERS") or "1"),
        )

    @property
    def practising(self) -> "Settings":
        """The same station with an empty table: what is filed in practice stands in a database of its own."""
        return replace(self, database_url=f"sqlite:///{self.home / 'practice.db'}")

    @property
    def dialogue_urls(self) -> tuple[str, ...]:
        """The addresses of every worker of the dialogue core."""
        return tuple(f"http://127.0.0.1:{port}" for port in self.ports.of_dialogue(self.workers))

    @property
    def action_urls(self) -> tuple[str, ...]:
        """The addresses of every worker of the actions."""
        return tuple(f"http://127.0.0.1:{port}" for port in self.ports.of_actions(self.workers))

    @property
    def dialogue_models(self) -> Path:
        return self.home / "models" / "dialogue"

    @property
    def learning(self) -> Path:
        """What this station's own people taught it; `adopted/` in it is part of what the model is made of."""
        return self.home / "learning"

    @property
    def departments(self) -> Path:
        """Who gets which cases; the file need not be there."""
        return self.home / "departments.yml"

    @property
    def lessons(self) -> Path:
        """Lessons of the station's own, in folders by kind; need not be there."""
        return self.home / "lessons"

    @property
    def voices(self) -> Path:
        """Packs of recorded voices, a folder each."""
        return self.home / "voices"

    @property
    def trusted_stations(self) -> Path:
        """The public keys of stations whose bundles are taken, one on a line; need not be there."""
        return self.home / "trusted_stations.txt"

    @property
    def duty(self) -> Path:
        """How calls for a person are answered; the file need not be there."""
        return self.home / "duty.yml"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def listens_at(self) -> str:
        """The address of the web server: every network of this machine once the desk has a name there."""
        return "0.0.0.0" if self.desk_hosts else "127.0.0.1"

    @property
    def logs(self) -> Path:
        return self.home / "logs"


def workers_in(text: str) -> int:
    """How many workers a text asks for. Raises ValueError."""
    if not (text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise ValueError(f"LINBAN_WORKERS must be a number from 1 to {MOST_WORKERS}, not {text!r}.")
    return int(text)
