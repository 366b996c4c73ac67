"""A WeChat Official Account: signed and encrypted messages, the five seconds, repeated deliveries, its token."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import av
import pytest

from actions.messaging.model import AppToken, Push
from actions.model import session_reference
from actions.store.unit_of_work import SqlUnitsOfWork
from channels.messaging.branch import Parts
from channels.messaging.discreet import be_discreet
from channels.messaging.ports import AppError, Refused, Unreachable
from channels.messaging.sound import as_voice_note
from channels.messaging.wechat_client import Interface
from channels.wire import Button, Reply, TurnEnd
from tests.fakes import wechat_server
from tests.fakes.house import House
from tests.fakes.wechat_server import SECRET, Bringer, open_wechat
from tests.integration.messaging.chatting import WORDS, Echo, account, parts, until
from tests.integration.speech.sounds import silence, wav_of

pytestmark = pytest.mark.integration

ME = "oOpenId-of-somebody"


@pytest.fixture
def wechat() -> wechat_server.WeChat:
    return wechat_server.WeChat()


@pytest.fixture
def interface(wechat: wechat_server.WeChat) -> Iterator[House]:
    with open_wechat(wechat) as house:
        yield house


@pytest.mark.parametrize("aes", [False, True], ids=["plain", "encrypted"])
async def test_what_is_ready_goes_back_with_the_question(
    interface: House, units: SqlUnitsOfWork, echo: Echo, aes: bool
) -> None:
    async with account(interface.url, parts(units, echo), aes=aes) as bringer:
        assert bringer.said(await bringer.text(ME, "老年证怎么办")) == "您说：老年证怎么办"
    assert echo.heard == ["老年证怎么办"]


async def test_what_takes_longer_is_written_afterwards(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.seconds = 0.6
    async with account(interface.url, parts(units, echo), waits=0.2) as bringer:
        assert bringer.said(await bringer.text(ME, "慢")) == ""
        await until(lambda: wechat.sent[ME], "the answer")
    assert wechat.sent[ME] == ["您说：慢"]


async def test_a_message_brought_again_gets_the_same_answer_and_makes_one_turn(
    interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.seconds = 0.3
    async with account(interface.url, parts(units, echo)) as bringer:
        both = await asyncio.gather(bringer.text(ME, "一", number=77), bringer.text(ME, "一", number=77))
        third = await bringer.text(ME, "一", number=77)
        assert [bringer.said(one) for one in (*both, third)] == ["您说：一"] * 3
    async with account(interface.url, parts(units, echo)) as bringer:
        assert bringer.said(await bringer.text(ME, "一", number=77)) == "", "after a restart it is known all the same"
    assert echo.heard == ["一"]


async def test_what_is_not_signed_or_no_message_is_refused(interface: House, units: SqlUnitsOfWork, echo: Echo) -> None:
    async with account(interface.url, parts(units, echo)) as bringer:
        good = "<xml><FromUserName>a</FromUserName><MsgType>text</MsgType><Content>x</Content></xml>"
        assert (await bringer.bring(good, signature="0" * 40)).status_code == 403
        assert (await bringer.bring(good, nonce="another")).status_code == 403
        assert (await bringer.bring("x" * 70_000)).status_code == 403
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><MsgType>text</MsgType><Content>&a;</Content></xml>'
        for body in ("", "<xml>", "<a/>", "no xml", "<xml></xml>", bomb):
            assert (await bringer.bring(body)).status_code in (200, 400)
        asked = await bringer.client.get("/wechat", params={"signature": "x", "echostr": "1"})
        assert asked.status_code == 403
    async with account(interface.url, parts(units, echo), aes=True) as bringer:
        plain = Bringer(bringer.client)
        assert (await plain.text(ME, "not encrypted")).status_code == 400
        assert (await bringer.bring(good, msg_signature="0" * 40)).status_code == 403
    assert echo.heard == []


async def test_wechat_makes_sure_that_the_address_is_ours(interface: House, units: SqlUnitsOfWork, echo: Echo) -> None:
    async with account(interface.url, parts(units, echo)) as bringer:
        told = {"timestamp": "1", "nonce": "2", "echostr": "314"}
        told["signature"] = wechat_server._signature(wechat_server.TOKEN, "1", "2")
        assert (await bringer.client.get("/wechat", params=told)).text == "314"


async def test_subscribing_clicks_voice_places_and_links(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with account(interface.url, parts(units, echo)) as bringer:
        welcome = bringer.said(await bringer.event(ME, "subscribe"))
        assert welcome.startswith(WORDS.say("welcome"))
        await bringer.event(ME, "SCAN", "123456", at=1700000009)
        await bringer.event(ME, "CLICK", "/my", at=1700000010)
        assert bringer.said(await bringer.event(ME, "unsubscribe", at=1700000011)) == ""
        voice = await bringer.message(ME, MsgType="voice", MediaId="m", Format="amr", Recognition="老年证")
        assert WORDS.say("transcript", text="老年证") in bringer.said(voice)
        await bringer.message(ME, MsgType="location", Location_X="1", Location_Y="2", Label="阳光小区三栋")
        rumour = await bringer.message(ME, MsgType="link", Title="速转", Description="老年证要作废", Url="http://x")
        assert WORDS.say("rumour.text") in bringer.said(rumour)
        picture = await bringer.message(ME, MsgType="image", PicUrl="http://x", MediaId="m")
        assert bringer.said(picture) == WORDS.say("picture")
        await until(lambda: wechat.menu, "the menu")
    assert echo.heard == ["/dlg.greet", "接着办，123456", "/meta.progress", "老年证", "阳光小区三栋"]
    assert wechat.menu is not None and wechat.menu["button"][0]["key"] == "/services"


async def test_buttons_are_lines_that_send_themselves(interface: House, units: SqlUnitsOfWork, echo: Echo) -> None:
    long = "/svc.elder_card" + "长" * 40
    echo.scripted["问"] = [Reply("哪个？", (Button("要带什么", "/ask.materials"), Button("长", long))), TurnEnd()]
    async with account(interface.url, parts(units, echo)) as bringer:
        said = bringer.said(await bringer.text(ME, "问"))
        assert ">要带什么</a>" in said and "msgmenuid=/ask.materials" in said
        token = said.rpartition("msgmenuid=")[2].partition('"')[0]
        await bringer.text(ME, "要带什么", bizmsgmenuid="/ask.materials")
        await bringer.text(ME, "长", bizmsgmenuid=token)
    assert echo.heard == ["问", "/ask.materials", long]


async def test_a_voice_note_is_listened_to_where_wechat_did_not(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async def ears(recording: bytes) -> str:
        return recording.decode()

    wechat.media = {"short": "养老金".encode(), "long": b"x" * 20_000_000}
    async with account(interface.url, parts(units, echo, ears=ears), waits=5) as bringer:
        heard = bringer.said(await bringer.message(ME, MsgType="voice", MediaId="short", Format="amr"))
        assert WORDS.say("transcript", text="养老金") in heard
        large = bringer.said(await bringer.message(ME, MsgType="voice", MediaId="long", Format="amr"))
        gone = bringer.said(await bringer.message(ME, MsgType="voice", MediaId="gone", Format="amr"))
    assert (large, gone) == (WORDS.say("too_long"), WORDS.say("voice_lost"))
    assert echo.heard == ["养老金"]


async def test_a_push_is_written_and_one_that_comes_too_late_is_given_up(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    made = parts(units, echo)
    async with account(interface.url, made) as bringer:
        await bringer.text(ME, "一")
        reference = session_reference(echo.turns[0][0])
        push(units, Push("help:1", reference, made.now(), text="在"))
        await until(lambda: wechat.sent[ME], "the push")
        wechat.errors = [45015]
        push(units, Push("help:2", reference, made.now(), text="在吗"))

        def dead() -> list[str]:
            with units() as work:
                return [one.problem for one in work.pushes.dead()]

        assert await until(dead, "it to be given up") == ["errcode_45015"]


def push(units: SqlUnitsOfWork, one: Push) -> None:
    with units() as work:
        assert work.pushes.add(one)
        work.commit()


def made_interface(api: str, units: SqlUnitsOfWork, echo: Echo, secret: str = SECRET) -> Interface:
    return Interface(wechat_server.settings(api, secret=secret), units, parts(units, echo).now)


async def test_processes_share_one_token_and_one_refreshes_it(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    ours = [made_interface(interface.url, units, echo) for _ in range(4)]

    def send(one: Interface) -> Any:
        return one.ask(lambda: one.message.send_text(ME, "好"))

    await asyncio.gather(*(asyncio.to_thread(send, one) for one in ours))
    assert (wechat.tokens, len(wechat.sent[ME])) == (1, 4)
    wechat.tokens += 1
    await asyncio.to_thread(send, ours[0])
    await asyncio.to_thread(send, ours[1])
    assert (wechat.calls.count("token"), len(wechat.sent[ME])) == (2, 6), "a spoilt token is replaced once"


@pytest.mark.parametrize(
    ("code", "kind"), [(45015, Unreachable), (48001, Unreachable), (45009, AppError), (-1, AppError), (502, AppError)]
)
async def test_what_wechat_answers_becomes_an_error_of_ours(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo, code: int, kind: type
) -> None:
    ours = made_interface(interface.url, units, echo)
    wechat.errors = [code]
    with pytest.raises(AppError) as caught:
        await asyncio.to_thread(ours.ask, lambda: ours.message.send_text(ME, "好"))
    assert type(caught.value) is kind


async def test_a_wrong_secret_and_a_token_never_taken_are_refusals(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    wrong = made_interface(interface.url, units, echo, secret="another")
    with pytest.raises(Refused):
        await asyncio.to_thread(wrong.ask, lambda: wrong.message.send_text(ME, "好"))
    wechat.errors = [40001, 40001]
    with units() as work:
        work.app_tokens.put("wechat", _old_token(parts(units, echo)))
        work.commit()
    ours = made_interface(interface.url, units, echo)
    with pytest.raises(Refused):
        await asyncio.to_thread(ours.ask, lambda: ours.message.send_text(ME, "好"))


async def test_whoever_gets_no_token_lets_another_try_at_once(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    waited: list[float] = []
    interface.down()
    for _ in range(3):
        ours = Interface(wechat_server.settings(interface.url), units, parts(units, echo).now, waited.append)
        with pytest.raises(AppError, match="no_token"):
            await asyncio.to_thread(ours.ask, partial(ours.message.send_text, ME, "好"))
    interface.up()
    await asyncio.to_thread(ours.ask, lambda: ours.message.send_text(ME, "好"))
    assert waited == [] and wechat.sent[ME] == ["好"]


def _old_token(made: Parts) -> AppToken:
    return AppToken("old", made.now() + timedelta(hours=1))


async def test_no_secret_is_in_any_log(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo, tmp_path: Path
) -> None:
    path = tmp_path / "everything.log"
    handler = logging.FileHandler(path)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    echo.seconds = 0.4
    try:
        be_discreet(wechat_server.settings(interface.url, aes=True).secrets)
        async with account(interface.url, parts(units, echo), waits=0.1) as bringer:
            await bringer.text(ME, "一")
            await until(lambda: wechat.sent[ME], "the answer")
            interface.down()
            await bringer.text(ME, "二")
            await asyncio.sleep(1)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    written = path.read_text(encoding="utf-8")
    assert written and not [one for one in (SECRET, wechat_server.TOKEN, "token-1", ME) if one in written]


async def test_who_likes_it_hears_the_answer_too(
    wechat: wechat_server.WeChat, interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async def voice(text: str) -> bytes:
        if "哑" in text:
            return b"no sound"
        return as_voice_note(wav_of(silence(62 if "长" in text else 2)))

    async with account(interface.url, parts(units, echo, voice=voice), waits=20) as bringer:
        on = bringer.said(await bringer.event(ME, "CLICK", "/voice"))
        await until(lambda: len(wechat.spoken[ME]) == 1, "the first voice message")
        for text in ("一", "哑", "长"):
            assert f"您说：{text}" in bringer.said(await bringer.text(ME, text))
        off = bringer.said(await bringer.text(ME, "语音"))
        assert bringer.said(await bringer.text(ME, "二")) == "您说：二"
    assert (on, off) == (WORDS.say("voice.spoken"), WORDS.say("voice.written"))
    assert [seconds_of(sound) for sound in wechat.spoken[ME]] == [2, 2], "what is too long or no sound stays written"


def seconds_of(mp3: bytes) -> int:
    with av.open(io.BytesIO(mp3)) as file:
        assert file.format.name == "mp3"
        return round(sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0)))


async def test_traditional_characters_english_words_emoji_and_stickers(
    interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.scripted["老人證怎麼辦"] = [Reply("请带身份证", (Button("要带什么", "/ask.materials"),)), TurnEnd()]
    sticker = "【收到不支持的消息类型，暂无法显示】"
    async with account(interface.url, parts(units, echo)) as bringer:
        said = bringer.said(await bringer.text(ME, "老人證怎麼辦"))
        assert said.startswith("請帶身份證") and ">要帶什麼</a>" in said and "msgmenuid=/ask.materials" in said
        shown = bringer.said(await bringer.text(ME, "lang"))
        script = shown.rpartition("msgmenuid=")[0].rpartition("msgmenuid=")[2].partition('"')[0]
        await bringer.text(ME, "簡體字", bizmsgmenuid=script)
        assert bringer.said(await bringer.text(ME, "Help")) == WORDS.say("help")
        for text, heard in (("👍🏽", "/dlg.affirm"), ("[抱拳][抱拳]", "/dlg.thanks"), ("/:weak", "/dlg.deny")):
            assert bringer.said(await bringer.text(ME, text)) == f"您说：{heard}"
        assert bringer.said(await bringer.text(ME, "agent")) == "您说：/dlg.human"
        for text in ("🎈🎈", sticker):
            assert bringer.said(await bringer.text(ME, text)) == WORDS.say("sticker")
    assert echo.heard == ["老人證怎麼辦", "/dlg.affirm", "/dlg.thanks", "/dlg.deny", "/dlg.human"]


async def test_a_forwarded_article_that_speaks_of_danger_goes_to_the_assistant(
    interface: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with account(interface.url, parts(units, echo)) as bringer:
        article = {"MsgType": "link", "Title": "有人让我把验证码告诉他", "Description": "", "Url": "http://x"}
        assert WORDS.say("rumour.text") not in bringer.said(await bringer.message(ME, **article))
    assert echo.heard == ["有人让我把验证码告诉他"] and echo.turns[0][2]["forwarded"] is True
