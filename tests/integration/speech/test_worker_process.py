"""A worker that misbehaves is one exception, and leaves no process behind."""

import asyncio
import os
import signal
import sys

import psutil
import pytest
import uvloop

from kiosk.speech.engine import Engine
from kiosk.speech.voice_errors import NoVoiceError, VoiceError
from kiosk.speech.worker_process import Spelling, WorkerProcess

pytestmark = pytest.mark.integration


@pytest.fixture(params=[asyncio.DefaultEventLoopPolicy, uvloop.EventLoopPolicy])
def event_loop_policy(request):
    """The loop of a script, and the one the station is served on."""
    return request.param()


HELLO = 'import sys, time\nprint(\'{"voice": "sit/x"}\', flush=True)\n'
PHRASES = [Spelling("您好", "nin2 hao3")]


def stub(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def test_one_that_does_not_get_ready_is_ended():
    with pytest.raises(VoiceError, match=r"^The voice takes too long to start\.$"):
        await WorkerProcess.start(stub("import time; time.sleep(60)"), patience=0.3)
    assert not [one for one in psutil.Process().children() if "time.sleep(60)" in "".join(one.cmdline())]


async def test_one_that_stops_before_it_speaks_is_noticed():
    worker = await WorkerProcess.start(stub(HELLO))
    with pytest.raises(VoiceError, match=r"^The voice .*\.$"):
        await worker.speak(PHRASES, 160)
    await worker.end()


async def test_half_a_sound_is_noticed():
    code = HELLO + "sys.stdin.readline(); print('{\"bytes\": 100}', flush=True); print('RIFF')"
    worker = await WorkerProcess.start(stub(code))
    with pytest.raises(VoiceError, match="middle"):
        await worker.speak(PHRASES, 160)
    await worker.end()


async def test_one_that_is_gone_is_noticed():
    worker = await WorkerProcess.start(stub(HELLO + "time.sleep(60)"))
    os.kill(worker.pid, signal.SIGKILL)
    while worker.is_alive:
        await asyncio.sleep(0.01)
    with pytest.raises(VoiceError, match=r"^The voice was gone\.$"):
        await worker.speak(PHRASES * 5_000, 160)
    await worker.end()


async def test_whoever_stops_waiting_leaves_the_worker_to_the_next():
    engine = Engine(stub("import time; time.sleep(0.5)\n" + HELLO + "time.sleep(60)"), ready=1, limit=0.2)
    waiting = asyncio.create_task(engine.say(PHRASES, 180))
    await asyncio.sleep(0.1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await engine.start()
    assert len(engine.pids) == 1
    await engine.close()
    assert engine.pids == ()


@pytest.mark.parametrize("moment", [0, 0.002, 0.05])
async def test_one_that_is_not_wanted_any_more_is_ended_before_it_is_ready(moment):
    starting = asyncio.create_task(WorkerProcess.start(stub("import time; time.sleep(61)")))
    await asyncio.sleep(moment)
    await asyncio.sleep(0)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert not [one for one in psutil.Process().children() if "time.sleep(61)" in "".join(one.cmdline())]


async def test_the_real_worker_speaks_each_phrase():
    try:
        worker = await WorkerProcess.start()
    except NoVoiceError as error:
        pytest.skip(str(error))
    sounds = await worker.speak([*PHRASES, Spelling("您慢走", "nin2 man4 zou3")], 160)
    await worker.end()
    assert [sound[:4] for sound in sounds] == [b"RIFF", b"RIFF"] and len(sounds[1]) > len(sounds[0]) > 10_000
