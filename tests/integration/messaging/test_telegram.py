"""The real Telegram client against a server that speaks the Bot API: what people send, what they get."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial

import pytest

from actions.store.unit_of_work import SqlUnitsOfWork
from channels.messaging.hours import Hours
from channels.messaging.outgoing import Asks
from channels.messaging.ports import Mute
from channels.wire import Button, Reply, TurnEnd
from tests.fakes.house import House
from tests.fakes.telegram_server import GROUP, Telegram
from tests.integration.messaging.chatting import WORDS, Echo, parts, telegram_bot, until

pytestmark = pytest.mark.integration

ME = 71


def _has(telegram: Telegram, count: int) -> bool:
    return len(telegram.sent[ME]) == count


async def test_a_text_is_answered_and_the_menu_is_chinese(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "老年证怎么办")
        await until(lambda: telegram.texts(ME), "an answer")
    assert telegram.texts(ME) == ["您说：老年证怎么办"]
    assert [one["command"] for one in telegram.menu] == list(WORDS.menu)
    assert telegram.webhook is None


async def test_a_button_is_a_turn_and_works_after_a_restart(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    long = "/svc.elder_card" + "长" * 40
    echo.scripted["问"] = [Reply("哪个？", (Button("短", "/dlg.affirm"), Button("长", long))), TurnEnd()]
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "问")
        await until(lambda: telegram.texts(ME), "the buttons")
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.tap(ME, "长")
        await until(lambda: len(telegram.texts(ME)) == 2, "the answer to a long button")
        telegram.tap_data(ME, 1, "/dlg.affirm")
        await until(lambda: len(telegram.texts(ME)) == 3, "the answer to a short button")
        telegram.tap_data(ME, 1, "~nothing of ours")
        await until(lambda: len(telegram.texts(ME)) == 4, "something about an old button")
        await until(lambda: telegram.calls.count("answerCallbackQuery") == 3, "the buttons to stop waiting")
    assert echo.heard == ["问", long, "/dlg.affirm"]
    assert telegram.texts(ME)[3] == WORDS.say("gone")


async def test_repeats_double_taps_and_edits_make_one_turn(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with telegram_bot(house.url, parts(units, echo)):
        first = telegram.say(ME, "一")
        telegram.again(first)
        telegram.update(edited_message={**first["message"], "text": "改过的"})
        telegram.update(message=first["message"])
        telegram.tap_data(ME, 5, "/dlg.affirm")
        telegram.tap_data(ME, 5, "/dlg.affirm")
        telegram.say(ME, "二")
        await until(lambda: "您说：二" in telegram.texts(ME), "the last answer")
    assert echo.heard == ["一", "/dlg.affirm", "二"]
    assert telegram.texts(ME) == ["您说：一", "您说：/dlg.affirm", "您说：二"]


async def test_each_person_is_answered_in_order(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.seconds = 0.05
    async with telegram_bot(house.url, parts(units, echo)):
        for number in range(8):
            for person in (1, 2, 3):
                telegram.say(person, str(number) + "号")
        await until(lambda: all(len(telegram.texts(one)) == 8 for one in (1, 2, 3)), "every answer")
    for person in (1, 2, 3):
        assert telegram.texts(person) == [f"您说：{number}号" for number in range(8)]
    assert len({session for session, _, _ in echo.turns}) == 3


async def test_a_picture_is_declined_and_a_contact_and_a_venue_are_taken(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    point = {"latitude": 31.2, "longitude": 121.4}
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    venue = {"location": point, "title": "三栋", "address": "阳光小区"}
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.message(ME, photo=photo)
        telegram.message(ME, document={"file_id": "d", "file_unique_id": "d"})
        telegram.message(ME, contact={"phone_number": "13800138000", "first_name": "玉"})
        telegram.message(ME, location=point)
        telegram.message(ME, location=point, venue=venue)
        telegram.message(ME, dice={"emoji": "🎲", "value": 3})
        await until(lambda: len(telegram.texts(ME)) == 6, "six answers")
    assert echo.heard == ["13800138000", "阳光小区三栋"]
    texts = telegram.texts(ME)
    assert texts[:2] == [WORDS.say("picture")] * 2
    assert (texts[3], texts[5]) == (WORDS.say("place"), WORDS.say("unreadable"))


async def test_where_a_form_asks_for_a_number_the_app_offers_it(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.scripted["办"] = [Reply("电话？"), TurnEnd({"asking": "phone", "form": "elder_card"})]
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "办")
        await until(lambda: len(telegram.texts(ME)) == 2, "the question")
    notice, question = telegram.sent[ME]
    assert question.asks == f"request_{'contact' if Asks.PHONE else ''}"
    assert "Telegram" in notice.text, "before the first personal question it is said what becomes of the answer"


async def test_the_privacy_notice_comes_once(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.scripted["办"] = [Reply("可以记吗？"), TurnEnd({"asking": "consent", "form": "elder_card"})]
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "办")
        await until(lambda: len(telegram.texts(ME)) == 2, "notice and question")
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "办")
        await until(lambda: len(telegram.texts(ME)) == 3, "the question alone")
    assert [text == "可以记吗？" for text in telegram.texts(ME)] == [False, True, True]


async def test_a_group_is_left_alone_unless_it_speaks_to_us(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    where = {"id": GROUP, "type": "supergroup", "title": "三栋"}
    echo.scripted["帮我办老年证"] = [Reply("请问您叫什么？"), TurnEnd({"asking": "name", "form": "elder_card"})]
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.message(5, text="今天天气不错", where=where)
        telegram.message(5, text="@linban_bot 老年证怎么办", where=where)
        await until(lambda: telegram.texts(GROUP), "an answer in the group")
        telegram.message(5, text="帮我办老年证 @linban_bot", where=where)
        await until(lambda: len(telegram.texts(GROUP)) == 2, "a hint to write in private")
        telegram.message(5, new_chat_members=[{"id": 9, "is_bot": False, "first_name": "新"}], where=where)
        telegram.message(5, text="@other_bot 你好", where=where)
        telegram.say(ME, "好")
        await until(lambda: telegram.texts(ME), "the last answer")
    assert telegram.texts(GROUP) == ["您说：老年证怎么办", WORDS.say("group")]
    assert echo.heard == ["老年证怎么办", "帮我办老年证", "好"]
    assert echo.forgotten == [echo.turns[0][0]], "nothing personal stays in a group"


async def test_commands_english_words_emoji_and_stickers(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    asked = [
        "/start",
        "/start 123456",
        "/help",
        "/services",
        "/my",
        "/human",
        "/forget",
        "Help",
        "agent",
        "👍🏽",
        "🎈🎈",
    ]
    async with telegram_bot(house.url, parts(units, echo)):
        for text in asked:
            telegram.say(ME, text)
        sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1}
        more = {"is_animated": False, "is_video": False, "type": "regular"}
        telegram.message(ME, sticker={**sticker, **more, "emoji": "🙏"})
        telegram.message(ME, sticker={**sticker, **more})
        await until(lambda: telegram.texts(ME)[-2:] == ["您说：/dlg.thanks", WORDS.say("sticker")], "the last answer")
    assert echo.heard == [
        "/dlg.greet",
        "接着办，123456",
        "/meta.progress",
        "/dlg.human",
        "把我的都删掉",
        "/dlg.human",
        "/dlg.affirm",
        "/dlg.thanks",
    ]
    assert telegram.texts(ME).count(WORDS.say("help")) == 2


async def test_the_services_are_turned_over_page_by_page(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "/services")
        for count in (2, 3, 4):
            await until(partial(_has, telegram, count - 1), "a page")
            *_, last = telegram.sent[ME][-1].buttons
            telegram.tap(ME, last)
        await until(lambda: len(telegram.sent[ME]) == 4, "the first page again")
    titles = [[title for title in page.buttons if title.startswith("事")] for page in telegram.sent[ME]]
    assert titles[0] == titles[3] == [f"事{number}" for number in range(5)]
    assert [title for page in titles[:3] for title in page] == [f"事{number}" for number in range(12)]


async def test_traditional_characters_are_answered_in_kind(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.scripted["老人證怎麼辦"] = [Reply("请带身份证", (Button("要带什么", "/x"),)), TurnEnd()]
    echo.scripted["好"] = [Reply("请带身份证"), TurnEnd()]
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "老人證怎麼辦")
        await until(lambda: telegram.texts(ME), "an answer")
        telegram.say(ME, "/lang")
        await until(lambda: len(telegram.texts(ME)) == 2, "the question which script")
        telegram.tap(ME, "簡體字")
        telegram.say(ME, "好")
        await until(lambda: len(telegram.texts(ME)) == 4, "the answer in simplified characters")
    assert telegram.texts(ME)[0] == "請帶身份證"
    assert list(telegram.sent[ME][0].buttons) == ["要帶什麼"]
    assert telegram.texts(ME)[3] == "请带身份证"


async def test_a_forwarded_rumour_is_met_and_a_forwarded_danger_goes_its_way(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "老张"}
    async with telegram_bot(house.url, parts(units, echo)):
        telegram.say(ME, "下月起老年证要重新办，快转给家人", forward_origin=origin)
        await until(lambda: telegram.texts(ME), "what to do about a rumour")
        telegram.say(ME, "有人让我把验证码告诉他", forward_origin=origin)
        await until(lambda: len(telegram.texts(ME)) == 2, "the answer to a danger")
        telegram.tap(ME, WORDS.say("rumour.look"))
        await until(lambda: len(telegram.texts(ME)) == 3, "a person")
    assert telegram.texts(ME)[0] == WORDS.say("rumour.text")
    assert echo.heard == ["有人让我把验证码告诉他", "/fraud.suspect"]
    assert echo.turns[0][2]["forwarded"] is True


async def test_a_conversation_is_forgotten_a_day_after_the_last_word(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    moment = [datetime(2026, 11, 24, 9, tzinfo=timezone.utc)]
    made = parts(units, echo, now=lambda: moment[0])
    async with telegram_bot(house.url, made):
        telegram.say(ME, "一")
        await until(lambda: telegram.texts(ME), "an answer")
    assert echo.forgotten == []
    moment[0] += timedelta(hours=25)
    async with telegram_bot(house.url, made):
        await until(lambda: echo.forgotten, "the conversation to be forgotten")
    assert echo.forgotten == [echo.turns[0][0]]


async def test_outside_hours_it_is_said_when_somebody_answers(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    echo.scripted["/dlg.human"] = [Reply("好的"), TurnEnd(handover="asked")]
    sunday = datetime(2026, 11, 22, 20, tzinfo=timezone.utc)
    made = parts(units, echo, now=lambda: sunday, hours=Hours.parse("1-5 8:30-17:30"))
    async with telegram_bot(house.url, made):
        telegram.say(ME, "/human")
        await until(lambda: len(telegram.texts(ME)) == 2, "both sentences")
    assert telegram.texts(ME)[1] == WORDS.say("closed", when="明天8:30以后")


async def test_who_likes_it_hears_the_answer_too(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async def voice(text: str) -> bytes:
        if "哑" in text:
            raise Mute("broken for the test")
        return text.encode()

    async with telegram_bot(house.url, parts(units, echo, voice=voice)):
        for text in ("/voice", "一", "哑", "/voice", "二"):
            telegram.say(ME, text)
        await until(lambda: "您说：二" in telegram.texts(ME), "the last answer")
    spoken = [one.voice.decode() for one in telegram.sent[ME] if one.voice is not None]
    assert spoken == [WORDS.say("voice.spoken"), "您说：一"]
