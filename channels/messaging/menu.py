"""What an app offers to tap by itself: the services, page by page, and the two scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from channels.messaging.outgoing import Outgoing
from channels.messaging.script import SIMPLIFIED, TRADITIONAL
from channels.messaging.words import Words
from channels.wire import Button

_PAGE, _LANGUAGE = "!services:", "!lang:"
ON_A_PAGE = 5
"""Services; with the button that leads on, six."""


@dataclass(frozen=True)
class Menu:
    """`services`: a button for each, those asked for most first."""

    words: Words
    services: Callable[[], Sequence[Button]] = tuple

    def page(self, number: int) -> Outgoing:
        """A page of the services."""
        services = self.services()
        first = number * ON_A_PAGE % max(1, len(services))
        shown, is_last = services[first : first + ON_A_PAGE], first + ON_A_PAGE >= len(services)
        following = Button(
            self.words.say("services.first" if is_last else "services.more"), f"{_PAGE}{0 if is_last else number + 1}"
        )
        return Outgoing(self.words.say("services.title"), (*shown, *([following] if len(services) > ON_A_PAGE else [])))

    def page_of(self, payload: str) -> int | None:
        """Which page a button leads to."""
        number = payload.removeprefix(_PAGE)
        return int(number) if payload.startswith(_PAGE) and number.isdecimal() else None

    def languages(self) -> Outgoing:
        """Which script shall it be?"""
        scripts = (SIMPLIFIED, TRADITIONAL)
        buttons = tuple(Button(self.words.say(f"lang.{script}"), _LANGUAGE + script) for script in scripts)
        return Outgoing(self.words.say("lang.ask"), buttons)

    def language_of(self, payload: str) -> str | None:
        """Which script a button chooses."""
        script = payload.removeprefix(_LANGUAGE)
        return script if payload.startswith(_LANGUAGE) and script in (SIMPLIFIED, TRADITIONAL) else None
