"""The real Telegram client, the real assistant: what residents and their children do from the phone."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any

import pytest

from actions.bootstrap import bootstrap
from actions.cases.model import Case, CaseState, Mark
from actions.help.taking import Calls
from actions.messaging.messenger import tell_news
from actions.model import HelpOutcome, Taker
from actions.resources import Resources
from assistant.local import LocalDialogue
from assistant.settings import Settings
from assistant.station_chat import Services
from assistant.station_chat_sound import Listening
from channels.messaging.branch import Branch, Parts
from channels.messaging.ports import Ears
from channels.messaging.sound import as_voice_note
from channels.wire import Reply
from kiosk.speech.ear import ears_on
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from tests.dialogue.conftest import Talk
from tests.dialogue.test_services import NINE
from tests.fakes import wechat_server
from tests.fakes.house import House
from tests.fakes.telegram_server import Telegram, open_telegram
from tests.fakes.wechat_server import open_wechat
from tests.integration.messaging.chatting import FALLBACK, WORDS, account, telegram_bot, until
from tests.integration.speech.sounds import TINY_MODEL, silence, wav_of

pytestmark = pytest.mark.dialogue

#: A case from beginning to end: what is said, and where the form stands then.
SCRIPT = (
    '/svc.elder_allowance{"aspect":"apply"}',
    "可以",
    "我叫赵玉梅",
    "11010519491231002X",
    "对",
    "13800138000",
    "阳光小区三栋二单元四零二",
    "交吧",
)

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="module")
def telegram() -> Telegram:
    """One for all: it counts its updates, and the station remembers how far it has read."""
    return Telegram()


@pytest.fixture(scope="module")
def house(telegram: Telegram) -> Iterator[House]:
    with open_telegram(telegram) as house:
        yield house


@pytest.fixture(scope="session")
def resources(settings: Settings, dialogue: LocalDialogue) -> Resources:
    return bootstrap(settings)


@pytest.fixture
def parts(resources: Resources, dialogue: LocalDialogue) -> Parts:
    return Parts(
        resources.units, b"k" * 32, dialogue, FALLBACK, WORDS, Services(resources.catalogue), now=resources.clock.now
    )


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop) -> Run:
    return loop.run_until_complete


@pytest.fixture(scope="session")
def ears() -> Ears:
    return Listening(ears_on(Recogniser(TINY_MODEL), Hesitation.load()))


def spoken(text: str) -> bytes:
    """A voice note of the synthetic voice."""
    program = shutil.which("espeak-ng")
    if program is None:
        pytest.skip("espeak-ng is not installed")
    command = [program, "-v", "sit/cmn-latn-pinyin", "-s", "160", "--stdout", text]
    return as_voice_note(subprocess.run(command, check=True, capture_output=True).stdout)


async def said(telegram: Telegram, chat: int, send: Callable[[], object]) -> str:
    """Everything the bot answers to one message."""
    before = len(telegram.sent[chat])
    send()
    await until(lambda: len(telegram.sent[chat]) > before, "an answer")
    await asyncio.sleep(0.2)
    return "\n".join(telegram.texts(chat)[before:])


def test_the_nine_services_by_text(
    telegram: Telegram, house: House, parts: Parts, resources: Resources, run: Run
) -> None:
    services = resources.catalogue.current().services

    async def talk(chat: int, named: str, service: str) -> None:
        answer = await said(telegram, chat, lambda: telegram.say(chat, named))
        assert answer and "屏幕" not in answer, service
        materials = await said(telegram, chat, lambda: telegram.say(chat, "那要带什么"))
        known = services[service]
        assert any(one.item in materials for one in known.materials) or known.title in materials, materials
        assert telegram.sent[chat][-1].buttons, service

    async def all_nine() -> None:
        async with telegram_bot(house.url, parts):
            for number, (named, service) in enumerate(NINE):
                await talk(1000 + number, named, service)

    run(all_nine())


@pytest.mark.parametrize(
    ("number", "text", "service"),
    [(0, "养老金认证怎么办", "pension_cert"), (1, "社保卡丢了", "social_card"), (2, "老年证怎么办", "elder_card")],
)
def test_three_services_by_voice_note(
    telegram: Telegram,
    house: House,
    parts: Parts,
    resources: Resources,
    ears: Ears,
    run: Run,
    number: int,
    text: str,
    service: str,
) -> None:
    async def talk() -> None:
        made = Parts(**{**vars(parts), "ears": ears})
        async with telegram_bot(house.url, made):
            chat, note = 2000 + number, spoken(text)
            answer = await said(telegram, chat, lambda: telegram.speak(chat, note))
            await until(lambda: len(telegram.sent[chat]) == 2, "transcript and answer")
            transcript, reply = telegram.sent[chat]
            assert transcript.text.startswith(WORDS.say("transcript", text="")[:6])
            assert WORDS.say("mend") in transcript.buttons
            title = resources.catalogue.current().services[service].title
            assert title[:3] in reply.text or title[:2] in answer
            assert telegram.actions[chat][0] == "record_voice"

    run(talk())


def test_silence_noise_and_what_is_too_long_are_said_so(
    telegram: Telegram, house: House, parts: Parts, ears: Ears, run: Run
) -> None:
    async def talk() -> None:
        made = Parts(**{**vars(parts), "ears": ears})
        async with telegram_bot(house.url, made):
            nothing = as_voice_note(wav_of(silence(2)))
            assert await said(telegram, 1, lambda: telegram.speak(1, nothing)) == WORDS.say("silence")
            assert await said(telegram, 1, lambda: telegram.speak(1, b"no sound")) == WORDS.say("voice_lost")
            large = b"x" * 20_000_000
            assert await said(telegram, 1, lambda: telegram.speak(1, large)) == WORDS.say("too_long")
            assert await said(telegram, 1, lambda: telegram.speak(1, large, size=10)) == WORDS.say("too_long")
            assert await said(telegram, 1, lambda: telegram.speak(1, nothing, seconds=900)) == WORDS.say("too_long")

    run(talk())


def cases(resources: Resources) -> dict[str, Case]:
    with resources.units() as work:
        return {case.number: case for case in work.cases.in_states(*CaseState)}


def answer(case: Case, resources: Resources, words: str) -> None:
    """The department answers."""
    now = resources.clock.now()
    with resources.units() as work:
        delivered = case.moved(CaseState.DELIVERED)
        work.cases.move(delivered, Mark(CaseState.DELIVERED, now, "station", "station"))
        answered = delivered.moved(CaseState.ANSWERED, words)
        work.cases.move(answered, Mark(CaseState.ANSWERED, now, "staff", "desk"))
        work.commit()


def test_a_case_is_filed_its_answer_pushed_and_all_erased_afterwards(
    telegram: Telegram, house: House, parts: Parts, resources: Resources, run: Run
) -> None:
    chat = 3000

    async def talk() -> None:
        async with telegram_bot(house.url, parts) as branch:
            before = cases(resources)
            telegram.say(chat, "帮我办高龄津贴")
            await until(lambda: len(telegram.texts(chat)) == 2, "the notice and the first question")
            assert any("Telegram" in text for text in telegram.texts(chat)), "the privacy notice"
            for text in SCRIPT[1:]:
                last = await said(telegram, chat, lambda text=text: telegram.say(chat, text))
            (number,) = set(cases(resources)) - set(before)
            assert number[:4] in last and "屏幕" not in last
            await pushed(branch, number)
            kept = await said(telegram, chat, lambda: telegram.say(chat, "你记了我什么"))
            assert number[:4] in kept and "身份证" in kept
            await said(telegram, chat, lambda: telegram.say(chat, "/forget"))
            gone = await said(telegram, chat, lambda: telegram.tap(chat, "删掉"))
            assert "删掉了" in gone
            await until(lambda: cases(resources)[number].details.answers == (), "the case to be emptied")

    async def pushed(branch: Branch, number: str) -> None:
        answer(cases(resources)[number], resources, "可以来领了")
        assert tell_news(resources.units, resources.clock, resources.catalogue) >= 1
        tell_news(resources.units, resources.clock, resources.catalogue)
        await until(lambda: any("可以来领了" in text for text in telegram.texts(chat)), "the answer")
        assert sum("可以来领了" in text for text in telegram.texts(chat)) == 1

    run(talk())


def test_a_person_is_called_and_danger_is_met_from_the_chat(
    telegram: Telegram, house: House, parts: Parts, resources: Resources, run: Run
) -> None:
    async def talk() -> None:
        async with telegram_bot(house.url, parts):
            chat = 3100
            called = await said(telegram, chat, lambda: telegram.say(chat, "/human"))
            assert "在这里回您" in called
            danger = await said(telegram, chat, lambda: telegram.say(chat, "我胸口疼得喘不上气"))
            assert "120" in danger
            code = await said(telegram, chat, lambda: telegram.say(chat, "验证码是 123456"))
            assert "123456" not in code

    run(talk())


def test_the_code_on_the_slip_of_the_kiosk_leads_into_one_chat_and_its_answer_follows(
    telegram: Telegram, house: House, parts: Parts, resources: Resources, talk: Talk, run: Run
) -> None:
    async def filed_at_the_kiosk() -> str:
        """The six digits on the slip."""
        for text in SCRIPT:
            items = [item async for item in talk.dialogue.turn(talk.session, text, channel="kiosk")]
        cards = [item.card for item in items if isinstance(item, Reply) and item.card]
        slip = next(card for card in cards if card["kind"] == "slip")
        (code,) = (block["lines"][0]["text"] for block in slip["blocks"] if block["name"] == "code")
        return str(code).replace(" ", "")

    async def go_on(code: str, number: str) -> None:
        async with telegram_bot(house.url, parts):
            told = await said(telegram, 5100, lambda: telegram.say(5100, f"/start {code}"))
            assert number[:4] in told
            answer(cases(resources)[number], resources, "来取存折")
            tell_news(resources.units, resources.clock, resources.catalogue)
            await until(lambda: any("来取存折" in text for text in telegram.texts(5100)), "the answer")
            other = await said(telegram, 5101, lambda: telegram.say(5101, f"/start {code}"))
            assert number[:4] not in other

    before = set(cases(resources))
    code = run(filed_at_the_kiosk())
    (number,) = set(cases(resources)) - before
    run(go_on(code, number))


def test_a_volunteer_helps_in_the_middle_of_a_form_and_hands_back_to_the_open_question(
    telegram: Telegram, house: House, parts: Parts, resources: Resources, run: Run
) -> None:
    chat, taker = 5200, Taker("account", "小李")
    calls = Calls(resources.units, resources.clock)

    async def talk() -> None:
        async with telegram_bot(house.url, parts):
            for text in (*SCRIPT[:3], "/human"):
                await said(telegram, chat, lambda text=text: telegram.say(chat, text))
            call = calls.unclosed()[-1]
            assert call.channel == "telegram" and calls.take(call.id, taker) is not None
            await until(lambda: any("小李来了" in text for text in telegram.texts(chat)), "the volunteer")
            told = await said(telegram, chat, lambda: telegram.say(chat, "身份证在我女儿那里"))
            assert told == WORDS.say("talk.told", who="小李")
            assert calls.speak(call.id, taker, "打电话问问她")
            await until(lambda: any("打电话问问她" in text for text in telegram.texts(chat)), "their words")
            calls.end(call.session, taker, HelpOutcome.HELPED)
            await until(lambda: any("接下来还是我" in text for text in telegram.texts(chat)), "the end")
            again = await said(telegram, chat, lambda: telegram.tap(chat, "接着办"))
            assert "身份证" in again
            on = await said(telegram, chat, lambda: telegram.say(chat, "11010519491231002X"))
            assert "002X" in on or "对" in on

    run(talk())


def test_the_same_script_gives_the_same_case_at_the_kiosk_and_in_both_apps(
    telegram: Telegram, house: House, parts: Parts, resources: Resources, talk: Talk, run: Run
) -> None:
    def told(before: set[str]) -> tuple[object, ...]:
        (number,) = set(cases(resources)) - before
        case = cases(resources)[number]
        return case.service, case.body, case.due_on, case.details

    async def in_telegram() -> None:
        known = set(cases(resources))
        async with telegram_bot(house.url, parts):
            for text in SCRIPT:
                await said(telegram, 4000, lambda text=text: telegram.say(4000, text))
            await until(lambda: set(cases(resources)) - known, "the case")

    async def in_wechat() -> None:
        wechat = wechat_server.WeChat()
        with open_wechat(wechat) as interface:
            async with account(interface.url, parts, waits=4.0) as bringer:
                for text in SCRIPT:
                    assert bringer.said(await bringer.text("oScript", text)) or await until(
                        lambda: wechat.sent["oScript"], "an answer"
                    )

    async def nothing() -> None:
        for text in SCRIPT:
            [item async for item in talk.dialogue.turn(talk.session, text, channel="kiosk")]

    results = []
    ways: tuple[Callable[[], Awaitable[None]], ...] = (nothing, in_telegram, in_wechat)
    for way in ways:
        before = set(cases(resources))
        run(way())  # type: ignore[arg-type]
        results.append(told(before))
    assert results[0] == results[1] == results[2]
    assert [told.value for told in results[0][3].answers] == [  # type: ignore[attr-defined]
        "赵玉梅",
        "11010519491231002X",
        "13800138000",
        "阳光小区三栋二单元四零二",
    ]
