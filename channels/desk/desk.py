"""The desk: everything its pages work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from actions.bundles.lessons import LessonSharing
from actions.cases.number import grouped
from actions.desk.entrance import Entrance
from actions.desk.model import Note, Role
from actions.desk.people import People
from actions.desk.ports import DeskUnits
from actions.learning.folder import LearningFolder
from actions.learning.progress import Trainer
from actions.resources import Resources
from channels.desk.page import Asked, Page, csrf_token
from channels.desk.rehearsal import Rehearsal
from channels.desk.settings import MOUNTED_AT, PRACTICE_AT, TEMPLATES, DeskSettings
from channels.desk.words import load_words
from channels.live.meeting import Meeting
from channels.printing import PrintPaper


def _templates(words: Mapping[str, Any], departments: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, door=MOUNTED_AT)
    called = {**departments, **words["destinations"]}
    environment.filters.update(
        grouped=grouped, moment=lambda at: _moment(at, words), called=lambda one: called.get(one, one)
    )
    return environment


def _moment(at: datetime, words: Mapping[str, Any]) -> str:
    local = at.astimezone()
    text: str = words["written"]["moment"]
    return text.format(month=local.month, day=local.day, hour=local.hour, minute=f"{local.minute:02}")


@dataclass(frozen=True)
class Desk:
    """The station's parts, who comes in, and how pages are made. `nav` is filled once all pages are known; `meeting`
    is where the visits of this process are found; `health` looks over the station, see `channels.desk.health`;
    `print_paper` prints on the station's own printer, without one the browser prints.

    rehearsal: with it this is the desk to practise at; its `units` and `resources` are then those of the practice.
    """

    resources: Resources
    units: DeskUnits
    entrance: Entrance
    settings: DeskSettings = field(default_factory=DeskSettings)
    words: Mapping[str, Any] = field(default_factory=load_words)
    nav: list[Page] = field(default_factory=list)
    meeting: Meeting = field(default_factory=lambda: Meeting(lambda text: False))
    learning: LearningFolder | None = None
    sharing: LessonSharing | None = None
    trainer: Trainer | None = None
    health: Callable[[], Sequence[Any]] = tuple
    print_paper: PrintPaper | None = None
    rehearsal: Rehearsal | None = None
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "templates", _templates(self.words, self.resources.departments))

    @property
    def root(self) -> str:
        """Where its pages begin: of the desk to practise at, below the real one, where one has to come in."""
        return MOUNTED_AT + PRACTICE_AT if self.rehearsal else MOUNTED_AT

    @property
    def people(self) -> People:
        """Who may come in; the same people at either desk."""
        return People(self.entrance.units, self.resources.clock)

    def page(self, asked: Asked, template: str, status: int = 200, **values: Any) -> Response:
        """A page of the desk, made from a template that extends `base.html`."""
        who = asked.visitor
        told = {
            "account": who.account if who else None,
            "csrf": csrf_token(who.secret) if who else "",
            "nav": self._nav(who.account.role) if who else [],
            "root": self.root,
            "practises": self.rehearsal is not None,
            "here": asked.request.url.path.removeprefix(self.root),
            "done": self.words["done"].get(asked.query("done")),
        }
        return HTMLResponse(self.templates.get_template(template).render(told | values), status)

    def _nav(self, role: Role) -> list[tuple[str, list[Page]]]:
        """What this role may open, in named groups; none of them is empty."""
        groups = self.words["nav_groups"]
        grouped: dict[str, list[Page]] = {group["name"]: [] for group in groups}
        of_page = {key: group["name"] for group in groups for key in group["pages"]}
        for page in self.nav:
            if role in page.roles:
                grouped[of_page.get(page.nav, groups[-1]["name"])].append(page)
        return [(name, pages) for name, pages in grouped.items() if pages]

    def note(self, asked: Asked, action: str, subject: str = "", reason: str = "") -> None:
        """Writes into the audit log what the person at hand did or looked at. Raises StorageError.

        Where something is changed too, add the note to that transaction instead: `work.audit.add`.
        """
        with self.units() as work:
            work.audit.add(Note(asked.account.id, action, subject, reason), self.resources.clock.now())
            work.commit()
