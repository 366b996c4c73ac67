"""Reads the values of one city and compares them with what the services leave open."""

from __future__ import annotations

from pathlib import Path

from actions.catalogue.model import Duty, Grid, LocalValue, Region, Rules, Service
from actions.catalogue.reader import CatalogueError, Section, read_section
from actions.catalogue.speakable import complaint_about_value
from actions.catalogue.word_files import read_evidence


def read_region(root: Path, region_id: str, services: dict[str, Service], rules: Rules) -> Region:
    """The region `region/<id>.yml`.

    Raises CatalogueError when there is no such file, or it fills in something no service asks for.
    """
    path = root / "region" / f"{region_id}.yml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.yml"))) or "none"
        raise CatalogueError(path, f"there is no region `{region_id}` (there is: {known})")
    section = read_section(path)
    if section.text("id") != region_id:
        raise section.error("id", f"is `{section.text('id')}`, but the file is called {path.name}")
    region = Region(
        id=region_id,
        name=section.text("name"),
        invented=section.flag("invented", default=False),
        values=_values(section.section("values"), services, rules),
        grids=tuple(_grid(entry) for entry in section.sections("grids", optional=True)),
        duties=tuple(_duty(entry, rules) for entry in section.sections("duties", optional=True)),
    )
    section.done()
    return region


def _grid(section: Section) -> Grid:
    grid = Grid(section.text("name"), section.texts("places"))
    section.done()
    return grid


def _duty(section: Section, rules: Rules) -> Duty:
    days = int(section.number("answers_within_days")) if section.has("answers_within_days") else None
    duty = Duty(
        thing=section.text("thing"),
        names=section.texts("names"),
        body=section.text("body"),
        level=section.text("level"),
        evidence=read_evidence(section, rules.horizons),
        co_bodies=section.texts("co_bodies") if section.has("co_bodies") else (),
        phone=section.optional_text("phone"),
        answers_within_days=days,
        basis=section.optional_text("basis"),
    )
    section.done()
    return duty


def _values(section: Section, services: dict[str, Service], rules: Rules) -> dict[tuple[str, str], LocalValue]:
    values = {}
    for service_id in section.names():
        if service_id not in services:
            raise section.error(service_id, "is not a service of the catalogue")
        own = section.section(service_id)
        for key in own.names():
            if key not in services[service_id].varies:
                raise own.error(key, f"is not under `varies` of the service {service_id}")
            values[service_id, key] = _value(own.section(key), rules)
    return values


def _value(section: Section, rules: Rules) -> LocalValue:
    value = LocalValue(section.text("value"), read_evidence(section, rules.horizons))
    problem = complaint_about_value(value.value, rules)
    if problem:
        raise section.error("value", problem)
    section.done()
    return value
