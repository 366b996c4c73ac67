"""The notice to residents and the impact assessment, written from the very tables that decide what is kept: they cannot
go stale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from actions.catalogue.model import Catalogue
from actions.upkeep.backup import KEPT
from actions.upkeep.kinds import KINDS, Kind

WORDS = Path(__file__).with_name("privacy.zh.yml")
_YEAR = 365


def words() -> dict[str, Any]:
    """The sentences of the notice."""
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def notice(catalogue: Catalogue) -> str:
    """The whole notice: each kind with its purpose and its time, and every question a form may ask."""
    said = words()
    kinds = (_of_kind(number, kind, said) for number, kind in enumerate(KINDS, start=1))
    asked = said["joiner"].join(asked_in_forms(catalogue))
    parts = [
        said["title"],
        said["intro"],
        *kinds,
        said["fields"].format(fields=asked),
        said["backups"].format(nights=KEPT),
        said["never"],
        said["rights"],
        said["contact"],
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def assessment(catalogue: Catalogue, station: str) -> str:
    """The template of the impact assessment, with everything filled in that the code knows."""
    said = words()
    about = said["assessment"]
    rows = (_assessed(kind, said) for kind in KINDS)
    asked = said["joiner"].join(asked_in_forms(catalogue))
    parts = [
        about["title"].format(station=station),
        about["basics"],
        about["kept"],
        _table(about["head"], rows),
        about["sensitive"],
        about["sensitive_note"].format(fields=asked),
        about["outside"],
        about["outside_note"],
        about["risks"],
        _table(about["risk_head"], about["risk_rows"]),
        about["verdict"],
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def asked_in_forms(catalogue: Catalogue) -> Iterable[str]:
    """What the forms of all services ask for, each once."""
    forms = (service.form for service in catalogue.services.values() if service.form is not None)
    return dict.fromkeys(field.title for form in forms for field in form.fields)


def _of_kind(number: int, kind: Kind, said: Mapping[str, Any]) -> str:
    about = said["kinds"][kind.table]
    filled: str = said["kind"].format(number=number, what=about["what"], why=about["why"], days=_time(kind.days, said))
    return filled


def _assessed(kind: Kind, said: Mapping[str, Any]) -> str:
    about, told = said["assessment"], said["kinds"][kind.table]
    is_sealed = about["sealed"] if kind.sealed else about["open"]
    row: str = about["row"].format(what=told["what"], why=told["why"], days=_time(kind.days, said), sealed=is_sealed)
    return row


def _table(head: str, rows: Iterable[str]) -> str:
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows])


def _time(days: int | None, said: Mapping[str, Any]) -> str:
    if days is None:
        return str(said["as_long"])
    years, rest = divmod(days, _YEAR)
    told: str = said["year"].format(years=years) if years and not rest else said["day"].format(days=days)
    return told
