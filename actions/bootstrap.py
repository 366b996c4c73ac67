"""The composition root of the actions: what they work with, each part replaceable by a stand-in."""

from __future__ import annotations

import logging
from datetime import date, datetime

from sqlalchemy.engine import Engine

from actions.catalogue.loader import load_catalogue
from actions.catalogue.reader import CatalogueError
from actions.departments.config import departments_of
from actions.help.duty import Duty, usable_duty
from actions.help.group import ChatGroup
from actions.ledger.head import Signer
from actions.lessons.live import LiveLessons
from actions.materials.words import load_words
from actions.model import HelpRequest
from actions.passes.digest import KeyedDigest
from actions.passes.guard import Guard
from actions.ports import CatalogueReader, Clock, Notifier, StationUnits, StorageError, UnitsOfWork
from actions.residents.lookup import Lookup
from actions.resources import Resources
from actions.store.catalogue import PublishedCatalogue, publish
from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.keys import fernet, secret
from assistant.settings import Settings

log = logging.getLogger(__name__)


class WallClock:
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def today(self) -> date:
        return self.now().date()


class DeskOnly:
    """Tells nobody beyond the store: the desk shows the open requests."""

    def notify(self, request: HelpRequest) -> bool:
        return False


def bootstrap(
    settings: Settings,
    *,
    engine: Engine | None = None,
    catalogue: CatalogueReader | None = None,
    units: StationUnits | None = None,
    clock: Clock | None = None,
    notifier: Notifier | None = None,
    duty: Duty | None = None,
) -> Resources:
    """Real parts for every part that is not given; the database must have been prepared."""
    engine = engine or make_engine(settings.database_url)
    units = units or SqlUnitsOfWork(engine, fernet(settings.keys / "cases.key"), signer(settings))
    clock, duty = clock or WallClock(), duty or usable_duty(settings.duty)
    departments = departments_of(settings)
    return Resources(
        catalogue=catalogue or PublishedCatalogue(engine, settings.region),
        units=units,
        clock=clock,
        notifier=notifier or _notifier(duty, units, clock),
        words=load_words(),
        lookup=Lookup(secret(settings.keys / "residents.key")),
        digest=KeyedDigest(secret(settings.keys / "passes.key")),
        guard=Guard(),
        destination_of=departments.destination_of,
        departments=departments.titles,
        lessons=LiveLessons(settings.lessons),
        duty=duty,
        chat_link=f"https://t.me/{settings.telegram_bot}?start=" if settings.telegram_bot else "",
    )


def _notifier(duty: Duty, units: UnitsOfWork, clock: Clock) -> Notifier:
    group = duty.group
    return DeskOnly() if group is None else ChatGroup(units, clock, group.app, group.address)


def signer(settings: Settings) -> Signer:
    """Signs the heads of this station's ledger; its key is made the first time."""
    return Signer(secret(settings.keys / "ledger.key"))


def prepare(settings: Settings, clock: Clock | None = None) -> None:
    """Brings the database to the newest schema and puts the catalogue's files in force.

    Files with a mistake in them are not published; the edition before goes on being used.

    Raises:
        CatalogueError: a file is wrong and no edition was ever published.
        StorageError, sqlalchemy.exc.SQLAlchemyError: the database cannot be used.
    """
    upgrade(settings.database_url)
    engine = make_engine(settings.database_url)
    try:
        publish(load_catalogue(settings.catalogue, settings.region), engine, clock or WallClock())
    except CatalogueError as error:
        _require_earlier_edition(engine, settings.region, error)
    finally:
        engine.dispose()


def _require_earlier_edition(engine: Engine, region: str | None, error: CatalogueError) -> None:
    try:
        PublishedCatalogue(engine, region).current()
    except StorageError:
        raise error from None
    log.error("the catalogue was not published: %s", error)
