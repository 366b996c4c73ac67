"""The real voice: nothing missing, as fast and as loud as it was asked for, understood by a recogniser."""

import asyncio
import io
import logging
import os
import signal
import sys
import wave
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest
import uvloop

from assistant.text.pinyin import syllables
from kiosk.pace import Pace
from kiosk.speech.clip_cache import ClipCache
from kiosk.speech.ear import ears_on
from kiosk.speech.engine import Engine
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.phrasing import Phrasing
from kiosk.speech.pronunciation import Pronunciation
from kiosk.speech.say_file import say_file
from kiosk.speech.speaker import Speaker, speaker
from kiosk.speech.transcribe import transcribe
from kiosk.speech.voice_errors import NoVoiceError, VoiceError
from kiosk.speech.worker_process import COMMAND
from tests.integration.speech.sounds import errors_between, recogniser
from tests.integration.speech.spoken_texts import spoken_sentences

pytestmark = pytest.mark.integration


@pytest.fixture(params=[asyncio.DefaultEventLoopPolicy, uvloop.EventLoopPolicy])
def event_loop_policy(request):
    """The loop of a script, and the one the station is served on."""
    return request.param()


SENTENCE = "您好，想办什么事，照平常那样说就行。"
HEARD = (
    "手机课是志愿者一对一教，一步一步来，不收钱。",
    "带上您的身份证和近期照片。",
    "高龄津贴是给高龄老人发的补贴。",
    "养老认证归人力资源和社会保障局管。",
    "社保卡是领待遇用的凭证。",
    "先到户口所在的社区登记。",
    "够不够条件由民政局审批。",
    "委托书要您本人签字或者盖章。",
    "带身份证到社保窗口当面认证。",
    "由医保经办机构审核。",
    "不用手机预约，人来了跟我说一声就行。",
    "要带您和代办人两个人的身份证。",
)


@asynccontextmanager
async def voice(**how):
    """A speaker on an engine made so, and the engine; skips where there is no voice."""
    engine = Engine(**how)
    mouth = Speaker(engine, Phrasing.load(), Pronunciation.load(), ClipCache())
    try:
        await mouth.start()
    except NoVoiceError as error:
        pytest.skip(str(error))
    try:
        yield mouth, engine
    finally:
        await mouth.close()


def samples(clip) -> np.ndarray:
    with wave.open(io.BytesIO(clip.wav)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getnframes() / file.getframerate() == pytest.approx(clip.seconds, abs=0.01)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_768


def characters_a_minute(sentence: str, clip, rate: int) -> float:
    characters = sum(len(phrase.text) for phrase in Phrasing.load().phrases(sentence, rate))
    return 60 * characters / clip.seconds


def stub(tmp_path: Path, code: str) -> tuple[str, ...]:
    """A command that runs other code where a worker is expected."""
    path = tmp_path / "worker.py"
    path.write_text(code, encoding="utf-8")
    return (sys.executable, str(path))


async def test_thirty_sentences_in_a_row_and_none_is_missing():
    sentences = spoken_sentences()[:: len(spoken_sentences()) // 30][:30]
    async with voice() as (mouth, _):
        for sentence in sentences:
            clip = await mouth.speak(sentence)
            loud = np.abs(samples(clip)) > 0.01
            assert 0.2 < loud.mean() < 0.9, sentence
            assert 90 < characters_a_minute(sentence, clip, 180) < 260, sentence


async def test_each_pace_is_as_much_faster_as_it_was_asked_to_be():
    sentence = "高龄津贴是给高龄老人发的补贴，先到户口所在的社区登记，再带上自己的身份证。"
    async with voice() as (mouth, _):
        speeds = {
            rate: characters_a_minute(sentence, await mouth.speak(sentence, rate=rate), rate)
            for rate in (120, 180, 260)
        }
    assert speeds[180] == pytest.approx(180, rel=0.1)
    assert speeds[180] / speeds[120] == pytest.approx(180 / 120, rel=0.12)
    assert speeds[260] / speeds[180] == pytest.approx(260 / 180, rel=0.12)


async def test_a_slower_voice_is_more_silent_rather_than_drawn_out():
    async with voice() as (mouth, _):
        voiced = {rate: (np.abs(samples(await mouth.speak(SENTENCE, rate=rate))) > 0.01).sum() for rate in (120, 180)}
        seconds = {rate: (await mouth.speak(SENTENCE, rate=rate)).seconds for rate in (120, 180)}
    assert seconds[120] / seconds[180] > voiced[120] / voiced[180]


async def test_louder_is_louder_and_never_clipped():
    async with voice() as (mouth, _):
        clips = [samples(await mouth.speak(SENTENCE, volume_db=db)) for db in (-6.0, 0.0, 6.0, 12.0)]
    power = [10 * np.log10(np.mean(clip**2)) for clip in clips]
    assert all(step == pytest.approx(6, abs=1) for step in np.diff(power))
    assert max(np.abs(clip).max() for clip in clips) < 0.9999


async def test_many_at_once_are_all_spoken():
    sentences = spoken_sentences()[5:17]
    async with voice() as (mouth, _):
        together = await asyncio.gather(*map(mouth.speak, sentences))
        mouth.forget()
        for sentence, clip in zip(sentences, together, strict=True):
            assert (await mouth.speak(sentence)).seconds == pytest.approx(clip.seconds, rel=0.03)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_worker_that_dies_or_hangs_while_it_waits_is_not_noticed(how):
    async with voice(limit=3.0) as (mouth, engine):
        for pid in engine.pids:
            os.kill(pid, how)
        assert samples(await mouth.speak(SENTENCE)).any()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_worker_that_dies_or_hangs_in_a_sentence_is_replaced(how):
    long = "，".join(spoken_sentences()[0].rstrip("。") for _ in range(30))
    async with voice(ready=1, limit=3.0) as (mouth, engine):
        (pid,) = engine.pids
        speaking = asyncio.create_task(mouth.speak(long))
        while psutil.Process(pid).cpu_times().user == 0 or pid not in engine.pids:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.05)
        assert not speaking.done()
        os.kill(pid, how)
        clip = await speaking
        assert samples(clip).any() and pid not in engine.pids


async def test_one_that_always_hangs_is_given_up_in_a_sentence(tmp_path, caplog):
    code = 'import sys, time\nprint(\'{"voice": "sit/x"}\', flush=True)\ntime.sleep(60)\n'
    async with voice(command=stub(tmp_path, code), limit=0.2, attempts=2) as (mouth, engine):
        pids = engine.pids
        with caplog.at_level(logging.DEBUG), pytest.raises(VoiceError, match=r"\.$"):
            await mouth.speak("我叫张三。")
        while set(pids) & set(engine.pids):  # Until the last one is seen to be gone.
            await asyncio.sleep(0.01)
    assert len([one for one in caplog.records if "replaced" in one.message]) == 2
    assert "张三" not in caplog.text


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ('print(\'{"error": "ImportError"}\', flush=True)', NoVoiceError),
        ("print('{\"voice\": null}', flush=True)", NoVoiceError),
        ("raise SystemExit(1)", VoiceError),
    ],
)
async def test_a_machine_without_a_voice_is_told_what_to_install(tmp_path, code, error):
    engine = Engine(stub(tmp_path, code))
    with pytest.raises(error, match=r"\.$") as told:
        await engine.start()
    assert type(told.value) is error and (error is VoiceError or "espeak-ng" in str(told.value))
    with pytest.raises(VoiceError, match="off"):
        await engine.say([], 180)


async def test_without_espeak_the_worker_says_so(tmp_path):
    (tmp_path / "pyttsx3.py").write_text("raise ImportError\n", encoding="utf-8")
    with pytest.raises(NoVoiceError, match="espeak-ng"):
        await Engine(("env", f"PYTHONPATH={tmp_path}", *COMMAND)).start()


async def test_a_voice_that_goes_missing_later_is_told_at_once(tmp_path):
    engine = Engine(stub(tmp_path, "print('{\"voice\": null}', flush=True)"))
    with pytest.raises(NoVoiceError):
        await engine.say([], 180)
    await engine.close()


async def test_a_command_that_is_not_there_is_one_sentence():
    with pytest.raises(VoiceError, match=r"^The voice cannot be started\.$"):
        await Engine(("/nowhere/python",)).start()


async def test_a_person_who_interrupts_leaves_nothing_running():
    long = "，".join("好" * 9 for _ in range(40))
    async with voice() as (mouth, engine):
        speaking = asyncio.create_task(mouth.speak(long))
        await asyncio.sleep(0.1)
        speaking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await speaking
        assert samples(await mouth.speak(SENTENCE)).any()
        pids = engine.pids
    assert not any(psutil.pid_exists(pid) for pid in pids)


async def test_words_are_on_no_command_line_and_on_no_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with voice() as (mouth, engine):
        speaking = asyncio.create_task(mouth.speak("，".join(["我叫张三"] * 20)))
        seen = ""
        while not speaking.done():
            for pid in engine.pids:
                try:
                    seen += " ".join(psutil.Process(pid).cmdline())
                except psutil.NoSuchProcess:
                    continue
            await asyncio.sleep(0.01)
        assert "kiosk.speech.worker" in seen and "zhang1" not in seen and "张三" not in seen
        assert list(tmp_path.iterdir()) == []


def test_workers_end_with_the_process_that_started_them(tmp_path):
    code = (
        "import asyncio, os, signal\nfrom kiosk.speech.engine import Engine\n"
        "async def main():\n    engine = Engine()\n    await engine.start()\n"
        "    print(*engine.pids, flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    with psutil.Popen(stub(tmp_path, code), stdout=-1, text=True) as parent:
        pids = [int(pid) for pid in parent.communicate(timeout=30)[0].split()]
    if not pids:
        pytest.skip("there is no voice on this machine")
    left = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    assert len(pids) == 2 and psutil.wait_procs(left, timeout=10)[1] == []


async def test_a_worker_imports_nothing_heavy():
    code = "import sys, kiosk.speech.worker; print(*sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=-1)
    loaded = set((await process.communicate())[0].decode().split())
    assert loaded.isdisjoint({"numpy", "rasa", "tensorflow", "yaml", "av", "vosk", "asyncio"})


async def test_a_recogniser_understands_what_is_said():
    ears = ears_on(recogniser(), Hesitation.load())
    wrong = sounds_wrong = characters = 0
    async with voice() as (mouth, _):
        for sentence in HEARD:
            said = "".join(phrase.text for phrase in Phrasing.load().phrases(sentence, 180))
            heard = transcribe((await mouth.speak(sentence)).wav, ears)
            wrong += errors_between(said, heard)
            sounds_wrong += errors_between(syllables(said), syllables(heard))
            characters += len(said)
    assert wrong / characters < 0.2 and sounds_wrong / characters < 0.1


async def test_a_file_of_what_the_kiosk_would_say(tmp_path):
    async with voice() as (mouth, _):
        path = tmp_path / "said.wav"
        seconds = await say_file("您好。请打12345。", path, mouth, Pace(rate=144, volume_db=6.0))
    with wave.open(str(path)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(seconds)


async def test_fixed_sentences_are_ready_before_anybody_comes():
    async with speaker() as mouth:
        await mouth.prepare([SENTENCE])
        assert await mouth.speak(SENTENCE) is await mouth.speak(SENTENCE)
