"""The process of the kiosk: `python -m assistant.station_app`. Its page, its ears, its mouth; and the desk."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

from actions.catalogue.loader import load_catalogue
from actions.catalogue.reader import CatalogueError
from actions.help.duty import Duty, usable_duty
from assistant.garbage import loading
from assistant.settings import RESPONSES, SAFETY_PATTERNS, Settings
from assistant.station_devices import Station, watching
from assistant.station_hearing import Chosen, choose
from assistant.station_lp import printer_of
from assistant.station_practice import Practice, build_practice
from assistant.station_printing import forget_prints
from assistant.station_site import api_app, build_site, desk_apps
from assistant.station_troubles import troubles_of
from assistant.text.safety import SafetyReader
from channels.desk.desk import Desk
from channels.dialogue import DialogueClient
from channels.fallback import Fallback
from channels.live.meeting import Meeting
from channels.voices.shelf import VoiceShelf
from kiosk.app import build_app
from kiosk.ports import Ear
from kiosk.sentences import Sentences
from kiosk.settings import KioskSettings
from kiosk.speech.ear import ears_on
from kiosk.speech.errors import SpeechError
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.speaker import Speaker, speaker
from kiosk.speech.voice_errors import VoiceError
from kiosk.speech.voice_pack import RecordedVoice
from kiosk.turn_state import Rules

log = logging.getLogger(__name__)

HOST = "127.0.0.1"


def main(settings: Settings | None = None) -> int:
    """Serves until SIGTERM or SIGINT; returns 0 then, and 1 when it could not start."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    return asyncio.run(_serve(settings or Settings.from_environment()))


async def _serve(settings: Settings) -> int:
    async with AsyncExitStack() as stack:
        with loading():
            app = await _site(settings, stack)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                host=settings.listens_at,
                port=settings.ports.station,
                log_level="warning",
                access_log=False,
                ws="wsproto",
                timeout_graceful_shutdown=2,
            )
        )
        return await _until_asked_to_stop(server)


async def _site(settings: Settings, stack: AsyncExitStack) -> ASGIApp:
    """Everything behind the address of the station; what has to be closed in the end is on the stack."""
    chosen = await asyncio.to_thread(_chosen, settings)
    mouth = await stack.enter_async_context(_speaking(speaker(recorded=RecordedVoice(VoiceShelf(settings.voices)))))
    client = _client(settings)
    stack.push_async_callback(client.close)
    duty, is_danger = usable_duty(settings.duty), _dangerous()
    told = kiosk_settings(settings, chosen, duty)
    meeting, print_paper = Meeting(is_danger), printer_of(settings)
    coming = ThreadPoolExecutor(1).submit(_ears, chosen).result if chosen is not None else None
    kiosk = build_app(
        client,
        None,
        mouth,
        told,
        troubles_of(settings),
        forget_prints,
        meeting,
        coming,
        print_paper,
    )
    await stack.enter_async_context(watching(settings, Station(settings, kiosk.state.seat, mouth)))

    def practised(desk: Desk) -> Practice:
        return build_practice(desk, settings, client, coming, mouth, told, is_danger)

    desk, practice = await asyncio.to_thread(desk_apps, settings, meeting, practised, duty, print_paper)
    return build_site(kiosk, desk, await asyncio.to_thread(api_app, settings), practice)


def kiosk_settings(settings: Settings, chosen: Chosen | None, duty: Duty) -> KioskSettings:
    """A kiosk that hears people is none of a demonstration; one that only hears itself always is."""
    rules = Rules(
        still_calling=duty.group_after.total_seconds(),
        unanswered=duty.phone_after.total_seconds(),
        has_duty_phone=bool(duty.phone),
    )
    demo = settings.demo if chosen is None else chosen.is_demonstration
    by_press = settings.kiosk_microphone == "press"
    titles = _titles(settings)
    return KioskSettings(demo=demo, by_press=by_press, duty_phone=duty.phone, rules=rules, titles=titles)


def _titles(settings: Settings) -> dict[str, str]:
    """What the services are called; nothing while a file of the catalogue is wrong."""
    try:
        catalogue = load_catalogue(settings.catalogue, settings.region)
    except CatalogueError as error:
        log.error("the kiosk offers the services it knows: %s", error)
        return {}
    return {service.id: service.title for service in catalogue.services.values()}


def _dangerous() -> Callable[[str], bool]:
    """Whether the rules for danger find anything in words: then the assistant must have them, whoever leads."""
    safety = SafetyReader.from_file(SAFETY_PATTERNS)
    return lambda text: safety.read(text) is not None


def _client(settings: Settings) -> DialogueClient:
    url, *others = settings.dialogue_urls
    return DialogueClient(url, settings.token, Fallback.load(RESPONSES, SAFETY_PATTERNS), others=others)


def _chosen(settings: Settings) -> Chosen | None:
    try:
        return choose(settings)
    except SpeechError as error:
        log.warning("the kiosk cannot hear: %s", error)
        return None


def _ears(chosen: Chosen) -> Callable[[], Ear] | None:
    """Loads the model: seconds, and up to a minute for a big one."""
    try:
        return ears_on(Recogniser(chosen.model), Hesitation.load())
    except SpeechError as error:
        log.warning("the kiosk cannot hear: %s", error)
        return None


@asynccontextmanager
async def _speaking(voice: Speaker) -> AsyncIterator[Speaker | None]:
    """The mouth, as long as the kiosk is open; None where there is no voice on this machine."""
    try:
        await voice.start()
    except VoiceError as error:
        log.warning("the kiosk cannot speak: %s", error)
        yield None
        return
    ready = asyncio.create_task(_prepare(voice))
    try:
        yield voice
    finally:
        ready.cancel()
        await voice.close()


async def _prepare(voice: Speaker) -> None:
    try:
        await voice.prepare(Sentences.load(KioskSettings().web).spoken.values())
    except VoiceError as error:
        log.warning("the fixed sentences are not ready: %s", error)


async def _until_asked_to_stop(server: uvicorn.Server) -> int:
    """uvicorn sends itself the signal again when it has stopped; being asked to stop is no failure."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: None)
    await server.serve()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
