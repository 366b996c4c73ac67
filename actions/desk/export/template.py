"""What one department wants to have of the cases: which, and which columns. One YAML file for each.

    id: civil_affairs              # the file's name
    name: Civil affairs            # as it stands on the desk
    format: xlsx                   # or csv
    services: [elder_allowance]    # ids of the catalogue; all when it is left out
    states: [delivered]            # where the cases stand; those somebody owes an answer for when it is left out
    columns:
      - heading: Name
        value: answer.name

`value` is one of `actions.desk.export.values`. What no column names does not leave the station.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.cases.model import Case, CaseState
from actions.catalogue.reader import CatalogueError, Section, read_section
from actions.desk.export.values import is_value

FORMATS = ("csv", "xlsx")
_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
_AWAITING = tuple(state.value for state in CaseState if state.awaits_an_answer)


@dataclass(frozen=True)
class Column:
    """A heading, and what stands under it: the name of a value, or a text that is always the same."""

    heading: str
    value: str | None
    text: str = ""


@dataclass(frozen=True)
class Template:
    """The table of one receiver. `services` empty: every service."""

    id: str
    name: str
    format: str
    services: tuple[str, ...]
    states: tuple[CaseState, ...]
    columns: tuple[Column, ...]

    def wants(self, case: Case) -> bool:
        """Whether this receiver gets the case."""
        return case.state in self.states and (not self.services or case.service in self.services)


def read_templates(folders: Iterable[Path]) -> tuple[Mapping[str, Template], tuple[CatalogueError, ...]]:
    """The templates of all folders by id, a later folder's in place of an earlier one's; and what is wrong with others.

    Folders need not be there.
    """
    found: dict[str, Template] = {}
    wrong: list[CatalogueError] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.yml"))):
        try:
            found[path.stem] = read_template(path)
        except CatalogueError as error:
            wrong.append(error)
    return found, tuple(wrong)


def read_template(path: Path) -> Template:
    """One file. Raises CatalogueError."""
    section = read_section(path)
    if section.text("id") != path.stem or not _ID.fullmatch(path.stem):
        raise section.error("id", f"must be small letters, digits and _, and the file's own name, {path.stem}")
    states = section.texts("states", optional=True) or _AWAITING
    if unknown := set(states) - {state.value for state in CaseState}:
        raise section.error("states", f"knows no `{sorted(unknown)[0]}`")
    template = Template(
        id=path.stem,
        name=section.text("name"),
        format=section.choice("format", FORMATS),
        services=section.texts("services", optional=True),
        states=tuple(CaseState(state) for state in states),
        columns=tuple(_column(one) for one in section.sections("columns")),
    )
    section.done()
    if not template.columns:
        raise section.error("columns", "must name at least one")
    return template


def _column(section: Section) -> Column:
    heading, value, text = section.text("heading"), section.optional_text("value"), section.optional_text("text")
    if (value is None) == (text is None):
        raise section.error("value", "or `text` must be there, and not both")
    if value is not None and not is_value(value):
        raise section.error("value", f"knows no `{value}`")
    section.done()
    return Column(heading, value, text or "")
