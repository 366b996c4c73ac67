"""The catalogue as JSON documents: one for each service, one for everything they share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import parse_obj_as

from actions.catalogue.form import CommonForms
from actions.catalogue.model import Catalogue, Duty, Grid, Hotline, LocalValue, Phrases, Region, Rules, Service, Titles
from actions.catalogue.paper import PaperWords

_BETWEEN = "/"
"""Stands between service and key of a local value: JSON has no pairs for keys."""


@dataclass(frozen=True)
class Edition:
    """A catalogue as it is published. `fingerprint`: 64 hexadecimal digits over every document."""

    region: str
    shared: str
    services: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        services = (f"{key} {document}" for key, document in self.services.items())
        text = "\n".join((self.region, self.shared, *services))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class _Region:
    """A region as it stands in JSON."""

    id: str
    name: str
    invented: bool
    values: dict[str, LocalValue]
    grids: tuple[Grid, ...]
    duties: tuple[Duty, ...] = ()

    def read(self) -> Region:
        pairs = ((key.partition(_BETWEEN), value) for key, value in self.values.items())
        values = {(service, name): value for (service, _, name), value in pairs}
        return Region(self.id, self.name, self.invented, values, self.grids, self.duties)


@dataclass(frozen=True)
class _Shared:
    """What the services of a catalogue share, as it stands in JSON."""

    hotlines: dict[str, Hotline]
    general_hotline: str
    titles: Titles
    phrases: Phrases
    rules: Rules
    forms: CommonForms
    paper: PaperWords
    region: _Region | None
    drafts: tuple[str, ...]


def to_documents(catalogue: Catalogue) -> Edition:
    """The edition of a catalogue; equal catalogues give equal editions."""
    shared = asdict(catalogue)
    services = shared.pop("services")
    shared["region"] = _region_document(catalogue.region)
    return Edition(
        region=region_key(catalogue.region.id if catalogue.region else None),
        shared=_json(shared),
        services={key: _json(services[key]) for key in sorted(services)},
    )


def from_documents(shared: str, services: Mapping[str, str]) -> Catalogue:
    """The catalogue of an edition. Raises ValueError when a document is not one of ours."""
    data = parse_obj_as(_Shared, json.loads(shared))
    return Catalogue(
        services={key: parse_obj_as(Service, json.loads(services[key])) for key in sorted(services)},
        hotlines=data.hotlines,
        general_hotline=data.general_hotline,
        titles=data.titles,
        phrases=data.phrases,
        rules=data.rules,
        forms=data.forms,
        paper=data.paper,
        region=None if data.region is None else data.region.read(),
        drafts=data.drafts,
    )


def region_key(region: str | None) -> str:
    """How a region, or none, is written in the store."""
    return region or ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=False, default=str)


def _region_document(region: Region | None) -> dict[str, Any] | None:
    if region is None:
        return None
    values = {_BETWEEN.join(key): asdict(value) for key, value in region.values.items()}
    return {**asdict(replace(region, values={})), "values": values}
