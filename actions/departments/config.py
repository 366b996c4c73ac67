"""Which department gets which cases, and how it is reached: `departments.yml` in the station's folder."""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from actions.catalogue.reader import CatalogueError, Section, read_section
from actions.outbox import STATION
from assistant.settings import DISTRICT_TOKEN, Settings

log = logging.getLogger(__name__)

DISTRICT = "district"
"""The id of the department that is the district: whatever none of the others deals with goes there."""
_DISTRICT_PATH = "/api/v1/stations"

_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_THIS_MACHINE = ("127.0.0.1", "localhost")


class DepartmentsError(Exception):
    """The departments cannot be used as configured; one sentence about what to mend."""


@dataclass(frozen=True)
class Department:
    """One receiver of cases. Its secret is in `token_file`, or else in the variable `token_variable`.

    `trust` says whose certificates are believed. `title`: what the staff of the station call it; "" for its id.
    """

    id: str
    url: str
    services: tuple[str, ...]
    trust: ssl.SSLContext
    token_file: Path | None = None
    token_variable: str | None = None
    title: str = ""

    def token(self, environment: Mapping[str, str]) -> str:
        """The secret as it is now. Raises DepartmentsError when there is none."""
        try:
            found = self.token_file.read_text("ascii") if self.token_file else environment[self.token_variable or ""]
        except (OSError, ValueError, KeyError) as error:
            raise DepartmentsError(f"The token of the department {self.id} cannot be read.") from error
        if not re.fullmatch(r"[!-~]+", found.strip()):
            raise DepartmentsError(f"The token of the department {self.id} is empty or holds more than a token may.")
        return found.strip()


@dataclass(frozen=True)
class Departments:
    """All that are configured. `otherwise`: who gets the cases of services that none of them deals with."""

    all: tuple[Department, ...] = ()
    otherwise: str = STATION

    def destination_of(self, service: str) -> str:
        """The id of the department that deals with a service; `otherwise` when none does."""
        return next((one.id for one in self.all if service in one.services), self.otherwise)

    @property
    def titles(self) -> Mapping[str, str]:
        """What they are called, by id."""
        return {one.id: one.title for one in self.all if one.title}


def read_departments(path: Path) -> Departments:
    """What the file says; none when there is no file. Raises DepartmentsError."""
    if not path.exists():
        return Departments()
    try:
        return _read(read_section(path))
    except CatalogueError as error:
        raise DepartmentsError(str(error)) from error


def usable_departments(path: Path) -> Departments:
    """The same, but none when the file has a mistake, which is logged: the station goes on without it."""
    try:
        return read_departments(path)
    except DepartmentsError as error:
        log.error("no case is sent to a department: %s", error)
        return Departments()


def with_district(departments: Departments, url: str) -> Departments:
    """The same, and the district at `url` for every case that stays with none of them; "" for no district.

    Raises DepartmentsError when what is told there could be read on the way, or the file has a district already.
    """
    if not url:
        return departments
    if not _is_safe(url) or DISTRICT in (one.id for one in departments.all):
        raise DepartmentsError("LINBAN_DISTRICT_URL must begin with https://, and `district` be no other department.")
    district = Department(
        id=DISTRICT,
        url=f"{url.rstrip('/')}{_DISTRICT_PATH}",
        services=(),
        trust=httpx.create_ssl_context(),
        token_variable=DISTRICT_TOKEN,
    )
    return Departments((*departments.all, district), DISTRICT)


def departments_of(settings: Settings) -> Departments:
    """Every receiver of this station's cases; a mistake is logged, and what is written wrongly is left out."""
    departments = usable_departments(settings.departments)
    try:
        return with_district(departments, settings.district_url)
    except DepartmentsError as error:
        log.error("no case is handed over to the district: %s", error)
        return departments


def _is_safe(value: str) -> bool:
    """Without encryption only to this machine."""
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL:
        return False
    is_closed = url.scheme == "https" or (url.scheme == "http" and url.host in _THIS_MACHINE)
    return is_closed and bool(url.host) and not url.userinfo and not {"?", "#"} & set(value)


def _read(file: Section) -> Departments:
    found: list[Department] = []
    for section in file.sections("departments"):
        department = _department(section)
        if department.id in (STATION, *(other.id for other in found)):
            raise section.error("id", f"`{department.id}` is taken")
        _require_free(section, department.services, found)
        found.append(department)
    file.done()
    return Departments(tuple(found))


def _require_free(section: Section, services: Iterable[str], others: Iterable[Department]) -> None:
    for service in services:
        for other in others:
            if service in other.services:
                raise section.error("services", f"names {service}, which {other.id} deals with")


def _department(section: Section) -> Department:
    department = Department(
        id=_matching(section, "id", _ID, "small letters, digits and _, at most 32"),
        url=_url(section),
        services=section.texts("services"),
        trust=_trust(section),
        token_file=_file(section, "token_file"),
        token_variable=_matching(section, "token_variable", _VARIABLE, "the name of an environment variable")
        if section.has("token_variable")
        else None,
        title=section.optional_text("title") or "",
    )
    section.done()
    if (department.token_file is None) == (department.token_variable is None):
        raise section.error("token_file", "or `token_variable` must be there, and not both")
    return department


def _matching(section: Section, key: str, pattern: re.Pattern[str], what: str) -> str:
    value = section.text(key)
    if not pattern.fullmatch(value):
        raise section.error(key, f"must be {what}")
    return value


def _file(section: Section, key: str) -> Path | None:
    """Beside departments.yml, unless the whole path is given."""
    name = section.optional_text(key)
    return None if name is None else section.path.parent / name


def _trust(section: Section) -> ssl.SSLContext:
    """Public authorities, or the certificates in `ca_file` instead."""
    own = _file(section, "ca_file")
    try:
        return httpx.create_ssl_context() if own is None else ssl.create_default_context(cafile=str(own))
    except OSError as error:
        raise section.error("ca_file", "names a file that cannot be read as certificates") from error


def _url(section: Section) -> str:
    value = section.text("url").rstrip("/")
    if not _is_safe(value):
        raise section.error("url", "must be an address such as https://cases.example.com/linban, and nothing after it")
    return value
