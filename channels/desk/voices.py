"""The station's own voices (乡音): volunteers record the fixed sentences, one after the other, in their own dialect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from actions.catalogue.questions import questions_of
from actions.desk.model import EVERYONE, STAFF
from assistant.settings import RESPONSES
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.voices.errors import VoicePackError
from channels.voices.pack import About, VoicePack, with_recording, without_recording
from channels.voices.prompts import Prompt, prompts
from channels.voices.shelf import OWN, VoiceShelf
from channels.voices.sound import read_wav, wav_of
from channels.voices.take import Take, take_of

T = TypeVar("T")

LARGEST_RECORDING = 6 * 1024 * 1024
"""Bytes: a minute at 48 kHz."""
_WAV = "audio/wav"
_SYNTHETIC = "none"


def pages(desk: Desk) -> list[Page | Socket]:
    """The page of the recordings, and what its script asks for. Anybody records; what the kiosk speaks with is for
    the staff to say."""
    return [
        Page("/voices", listed, EVERYONE, nav="voices"),
        Page("/voices/begin", begin, EVERYONE, ("POST",)),
        Page("/voices/use", use, STAFF, ("POST",)),
        Page("/voices/try", tried, EVERYONE, ("POST",), is_data=True, most_bytes=LARGEST_RECORDING),
        Page("/voices/{digest}/keep", keep, EVERYONE, ("POST",), is_data=True, most_bytes=LARGEST_RECORDING),
        Page("/voices/{digest}/sound", played, EVERYONE, is_data=True),
        Page("/voices/{digest}/remove", remove, EVERYONE, ("POST",)),
    ]


def listed(asked: Asked) -> Response:
    """What is to be recorded, what is recorded already, and the packs there are."""
    shelf = asked.desk.settings.voices
    if shelf is None:
        return asked.desk.page(asked, "voices.html", own=None, packs=(), wanted=(), in_use=None, has_place=False)
    packs = {name: _pack(shelf, name) for name in shelf.names()}
    return asked.desk.page(
        asked,
        "voices.html",
        own=packs.get(OWN),
        packs=packs,
        wanted=_wanted(asked.desk),
        in_use=shelf.name_in_use(),
        has_place=True,
    )


def begin(asked: Asked) -> Response:
    """The station's own pack, once somebody has said where they are, how they speak, and yes."""
    about = About(
        station=asked.field("station", 40),
        dialect=asked.field("dialect", 20),
        recorded_by=asked.field("recorded_by", 20),
        consent=asked.field("consent") == "yes",
    )
    if not (about.station and about.dialect and about.consent):
        raise Refused(422, "no_consent")
    _done(lambda: _shelf(asked).begin_own(about))
    asked.desk.note(asked, "voice_begun")
    return asked.to("/voices", "voice_begun")


def use(asked: Asked) -> Response:
    """What the kiosk speaks with from the next sentence on."""
    name = asked.field("name", 40)
    _done(lambda: _shelf(asked).use(None if name == _SYNTHETIC else name))
    asked.desk.note(asked, "voice_used", name)
    return asked.to("/voices", "voice_used")


async def tried(asked: Asked) -> Response:
    """The recording as the kiosk would play it, or what is wrong with it. Nothing is kept."""
    take = await _take(asked)
    return _told(take, asked) if take.problems else Response(wav_of(take.sound), media_type=_WAV)


async def keep(asked: Asked) -> Response:
    """The recording goes into the station's own pack."""
    take = await _take(asked)
    if take.problems:
        return _told(take, asked)
    return JSONResponse(await run_in_threadpool(_kept, asked, take))


def played(asked: Asked) -> Response:
    """One recording of the station's own pack, to be listened to."""
    pack = _own(asked)
    recording = pack.recordings.get(asked.path("digest"))
    file = pack.file_of(recording.text) if recording else None
    if file is None or not file.is_file():
        raise Refused(404, "not_found")
    return Response(file.read_bytes(), media_type=_WAV)


def remove(asked: Asked) -> Response:
    """The sentence is synthesised again."""
    digest = asked.path("digest")
    with _shelf(asked).changing():
        pack = _own(asked)
        if digest not in pack.recordings:
            raise Refused(404, "not_found")
        _done(lambda: without_recording(pack, digest))
    asked.desk.note(asked, "voice_removed", digest[:8])
    return asked.to("/voices", "voice_removed")


def _kept(asked: Asked, take: Take) -> Mapping[str, object]:
    digest = asked.path("digest")
    text = next((prompt.text for prompt in _wanted(asked.desk) if prompt.digest == digest), None)
    if text is None:
        raise Refused(404, "not_found")
    with _shelf(asked).changing():
        pack = _done(lambda: with_recording(_own(asked), text, take.sound))
    asked.desk.note(asked, "voice_recorded", digest[:8])
    return {"seconds": round(take.sound.seconds, 1), "recorded": len(pack.recordings)}


async def _take(asked: Asked) -> Take:
    if asked.request.headers.get("content-type") != _WAV:
        raise Refused(422, "no_sound")
    contents = await asked.request.body()
    if len(contents) > LARGEST_RECORDING:
        raise Refused(413, "too_big")
    try:
        return await run_in_threadpool(lambda: take_of(read_wav(contents)))
    except VoicePackError as error:
        raise Refused(422, "no_sound") from error


def _told(take: Take, asked: Asked) -> Response:
    words = asked.desk.words["voice_problems"]
    return JSONResponse({"problems": [words[problem.value] for problem in take.problems]}, 422)


def _wanted(desk: Desk) -> tuple[Prompt, ...]:
    return prompts(desk.settings.kiosk_sentences, questions_of(desk.resources.catalogue.current()), RESPONSES)


def _shelf(asked: Asked) -> VoiceShelf:
    shelf = asked.desk.settings.voices
    if shelf is None:
        raise Refused(404, "not_found")
    return shelf


def _own(asked: Asked) -> VoicePack:
    pack = _done(_shelf(asked).own)
    if pack is None:
        raise Refused(404, "not_found")
    return pack


def _pack(shelf: VoiceShelf, name: str) -> VoicePack | None:
    """None where it is damaged: the page lists it all the same."""
    try:
        return shelf.pack(name)
    except VoicePackError:
        return None


def _done(step: Callable[[], T]) -> T:
    """What the step gives; where the packs cannot be written or read, the page says so."""
    try:
        return step()
    except VoicePackError as error:
        raise Refused(409, "no_voices") from error
