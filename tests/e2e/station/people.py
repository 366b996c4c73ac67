"""People at the desk of a running station."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from actions.bootstrap import WallClock
from actions.desk.bootstrap import desk_units, entrance_of
from actions.desk.model import Role
from actions.store.engine import make_engine
from assistant.settings import Settings
from channels.desk.doorkeeper import COOKIE
from tests.e2e.station.running import Station, environment


def let_in(context: BrowserContext, station: Station, role: Role, name: str) -> None:
    """This browser is that of somebody new at the desk."""
    settings = Settings.from_environment(environment(station.home))
    engine = make_engine(settings.database_url, wait_seconds=30)
    entrance = entrance_of(desk_units(settings, engine), WallClock())
    who = entrance.join(entrance.invite(role, ""), name, "七里河的桂花开了三年")
    engine.dispose()
    context.add_cookies([{"name": COOKIE, "value": who.secret, "url": f"{station.url}desk"}])
