"""The parts of the station on disk: database, model, catalogue, keys, departments, and what is on its way to them."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.health.model import Finding, broken, less, well
from assistant.settings import Settings

if TYPE_CHECKING:
    from actions.outbox import Parcel

_CASES = "cases.key"


def database(settings: Settings) -> Finding:
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
        return broken("unusable", problem=type(error).__name__)
    return well()


def dialogue_model(settings: Settings) -> Finding:
    """Whether the dialogue model fits the data it is made of."""
    from assistant.training import model_path

    return well() if model_path(settings).exists() else broken("stale")


def catalogue(settings: Settings) -> Finding:
    """Whether every service file can be read."""
    from actions.catalogue.loader import load_catalogue
    from actions.catalogue.reader import CatalogueError

    try:
        services = load_catalogue(settings.catalogue, settings.region).services
    except CatalogueError as error:
        return broken("mistake", problem=error)
    return well(count=len(services))


def keys(settings: Settings) -> Finding:
    """Whether the keys can be read, and by nobody else."""
    found = sorted(settings.keys.glob("*.key"))
    if not found:
        return well("none")
    unreadable = [path.name for path in found if not os.access(path, os.R_OK) or not path.stat().st_size]
    if unreadable:
        return broken("unreadable", files=", ".join(unreadable))
    open_ = [path.name for path in found if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    return less("open", files=", ".join(open_)) if open_ else well(count=len(found))


def departments(settings: Settings) -> Finding:
    """Whether `departments.yml` is in order: its form, the services it names, the tokens it points to."""
    from actions.catalogue.loader import load_catalogue
    from actions.departments.config import DepartmentsError, read_departments

    try:
        configured = read_departments(settings.departments).all
        for department in configured:
            department.token(os.environ)
    except DepartmentsError as error:
        return less("mistake", problem=error)
    if not configured:
        return well("none")
    read = load_catalogue(settings.catalogue, settings.region)
    known = {*read.services, *read.forms.feedback}
    unknown = sorted({service for one in configured for service in one.services} - known)
    if unknown:
        return less("unknown_services", services=", ".join(unknown))
    return well(count=len(configured))


def deliveries(settings: Settings) -> Finding:
    """Whether cases reach the departments they are for."""
    from actions.departments.config import usable_departments
    from actions.outbox import ParcelState
    from actions.store.engine import make_engine
    from actions.store.unit_of_work import SqlUnitsOfWork
    from assistant.keys import fernet

    if not (settings.keys / _CASES).exists():
        return well()
    engine = make_engine(settings.database_url)
    try:
        with SqlUnitsOfWork(engine, fernet(settings.keys / _CASES))() as work:
            dead = work.outbox.in_state(ParcelState.DEAD)
            late = [parcel for parcel in work.outbox.in_state(ParcelState.WAITING) if parcel.attempts]
    finally:
        engine.dispose()
    titles = usable_departments(settings.departments).titles
    if dead:
        return less("given_up", count=len(dead), where=_where(dead, titles))
    return less("waiting", count=len(late), where=_where(late, titles)) if late else well()


def _where(parcels: Sequence[Parcel], titles: Mapping[str, str]) -> str:
    return ", ".join(sorted({titles.get(parcel.destination, parcel.destination) for parcel in parcels}))
