"""What messaging apps say of themselves: `messaging.zh.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("messaging.zh.yml")


@dataclass(frozen=True)
class Words:
    """The sentences by name; a dot leads into a group: `voice.on`."""

    all: Mapping[str, Any]

    @classmethod
    def load(cls, path: Path = _FILE) -> Words:
        """Raises OSError or yaml.YAMLError when the file is not there or broken."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def say(self, name: str, **values: str) -> str:
        """The sentence of that name, filled in. Raises KeyError when there is none."""
        found: Any = self.all
        for part in name.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    @property
    def menu(self) -> dict[str, str]:
        """What the menu says of each command."""
        return {name: one["menu"] for name, one in self.all["commands"].items()}

    @property
    def weekdays(self) -> list[str]:
        """From Monday on."""
        return list(self.all["weekdays"])

    def emoji(self, text: str) -> str | None:
        """What an emoji alone stands for, whatever the colour of its skin."""
        plain = "".join(one for one in text if one not in _SHADES).strip()
        found = {meaning for sign, meaning in self.all["emoji"].items() if sign in plain}
        rest = plain
        for sign in self.all["emoji"]:
            rest = rest.replace(sign, "")
        return found.pop() if len(found) == 1 and not rest.strip() else None

    def command(self, text: str) -> str | None:
        """The command that a whole line stands for."""
        return self._by_word.get(text.strip().strip("。.!！").casefold())

    def in_chat(self, text: str) -> str:
        """What the kiosk would say, as it is said in a chat."""
        for at_the_kiosk, here in self.all["instead"].items():
            text = text.replace(at_the_kiosk, here)
        return text

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return {word.casefold(): name for name, one in self.all["commands"].items() for word in one["words"]}


_SHADES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff\ufe0f\u200d")
"""Skin colours, and what is put behind an emoji to make it colourful."""
