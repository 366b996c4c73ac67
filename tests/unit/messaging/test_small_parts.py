"""Splitting, buttons, scripts, hours, patience, session names: each on its own."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.messaging.accounts import Naming
from channels.messaging.buttons import MOST_BYTES, data_of, plain_data_of, to_keep
from channels.messaging.hours import Hours, spoken_opening
from channels.messaging.incoming import Incoming, Kind, from_body
from channels.messaging.outgoing import Answer, Asks, Outgoing
from channels.messaging.patience import pause
from channels.messaging.rendering import written
from channels.messaging.script import SIMPLIFIED, TRADITIONAL, in_script, written_in
from channels.messaging.speaking import finished, joined
from channels.messaging.splitting import split
from channels.messaging.words import Words
from channels.wechat import MOST_BYTES as WECHAT_BYTES
from channels.wechat import written as wechat_written
from channels.wire import Button, Reply

pytestmark = pytest.mark.unit

WORDS = Words.load()


@given(st.text(alphabet="甲乙丙。，\n！", max_size=300), st.integers(4, 50))
def test_pieces_are_short_enough_and_lose_nothing(text: str, longest: int) -> None:
    pieces = split(text, longest)
    assert all(0 < len(piece) <= longest for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "") or not text.strip()


def test_a_long_answer_is_cut_where_a_sentence_ends() -> None:
    text = "带身份证。" * 10
    assert all(piece.endswith("。") for piece in split(text, 23))


@given(st.text(min_size=1, max_size=100))
def test_every_button_fits_and_is_found_again(payload: str) -> None:
    for carried in (data_of, plain_data_of):
        data = carried(payload)
        assert len(data.encode()) <= MOST_BYTES and carried(payload) == data
        assert (to_keep([payload], carried) or {data: data})[data] in (payload, data)


def test_what_stands_in_an_address_is_plain() -> None:
    assert plain_data_of("/ask.materials") == "/ask.materials"
    assert plain_data_of('/svc.a{"aspect":"fee"}').startswith("~")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("老人證怎麼辦", TRADITIONAL),
        ("老年证怎么办", SIMPLIFIED),
        ("你好", None),
        ("我叫李國", None),
        ("hello", None),
    ],
)
def test_the_script_somebody_writes(text: str, script: str | None) -> None:
    assert written_in(text) == script


def test_what_is_said_in_traditional_characters_keeps_its_payloads() -> None:
    (one,) = finished([Outgoing("请带身份证", (Button("跳过", "跳过"),))], {"script": TRADITIONAL}, speaks=False)
    assert (one.text, one.buttons) == ("請帶身份證", (Button("跳過", "跳过"),))
    assert in_script("请", None) == "请"


def test_who_likes_a_voice_gets_one_where_there_is_one() -> None:
    messages = [Outgoing("一"), Outgoing("二")]
    assert [one.aloud for one in finished(messages, {"voice": True}, speaks=True)] == [False, False, True]
    assert [one.aloud for one in finished(messages, {"voice": True}, speaks=False)] == [False, False]


def test_messages_are_joined_as_far_as_they_fit() -> None:
    messages = [
        Outgoing("甲" * 5, (Button("一", "1"),)),
        Outgoing("乙" * 5),
        Outgoing("丙" * 9),
        Outgoing("", aloud=True),
    ]
    one, two, three = joined(messages, 14)
    assert (one.text, one.buttons, two.text, three.aloud) == (
        "甲甲甲甲甲\n\n乙乙乙乙乙",
        (Button("一", "1"),),
        "丙" * 9,
        True,
    )


MONDAY = datetime(2026, 11, 23, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("hours", "moment", "said"),
    [
        ("1-5 8:30-17:30", MONDAY.replace(hour=9), None),
        ("1-5 8:30-17:30", MONDAY.replace(hour=7), "今天8:30以后"),
        ("1-5 8:30-17:30", MONDAY.replace(hour=18), "明天8:30以后"),
        ("1-5 8:30-17:30", MONDAY + timedelta(days=5, hours=9), "星期一8:30以后"),
        ("8:30-17:30", MONDAY + timedelta(days=5, hours=20), "明天8:30以后"),
    ],
)
def test_outside_hours_it_is_said_when_somebody_answers(hours: str, moment: datetime, said: str | None) -> None:
    assert spoken_opening(Hours.parse(hours), moment, WORDS) == said


@pytest.mark.parametrize("text", ["", "always", "17:30-8:30", "5-1 8:30-9:00", "25:00-26:00"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Hours.parse(text)


def test_patience_grows_and_ends_after_a_day() -> None:
    waits = []
    while (wait := pause(len(waits) + 1)) is not None:
        waits.append(wait)
    assert waits[:3] == [timedelta(seconds=seconds) for seconds in (1, 2, 4)]
    assert waits == sorted(waits) and max(waits) == timedelta(minutes=5)
    assert timedelta(hours=23) < sum(waits, timedelta()) < timedelta(hours=25)
    assert pause(1, timedelta(minutes=9)) == timedelta(minutes=9)


def test_session_names_tell_nobody_and_are_the_same_for_ever() -> None:
    one, other = Naming(b"a" * 32), Naming(b"b" * 32)
    me, group = Incoming("k", "4242"), Incoming("k", "4242", person="7")
    assert one.session("telegram", me) == one.session("telegram", Incoming("other", "4242"))
    assert len({one.session("telegram", me), other.session("telegram", me), one.session("telegram", group)}) == 3
    assert "4242" not in one.session("telegram", me)


def test_messages_survive_the_inbox() -> None:
    incoming = Incoming("k", "1", Kind.VOICE, file="f", seconds=2.5, is_forwarded=True)
    assert from_body(incoming.as_body()) == incoming
    assert from_body({}) is None and from_body({"key": 1, "address": [], "kind": "x"}) is None
    answer = Answer((Outgoing("好", (Button("一", "1"),), Asks.PHONE),), True)
    assert Answer.from_body(answer.as_body()) == answer
    assert "4242" not in repr(Incoming("k", "4242", text="秘密")) and "秘密" not in repr(
        Incoming("k", "1", text="秘密")
    )


def test_the_replies_of_a_turn_are_one_message_with_its_card() -> None:
    items = [{"text": "身份证", "note": "要原件"}, {"text": "照片", "note": ""}]
    card = {"kind": "answer", "aspect": "materials", "title": "老年证", "heading": "要带的", "items": items}
    card |= {"source": "市民政局", "checked_on": "2026-11-01"}
    replies = [Reply("好。"), Reply("要带两样。", (Button("在哪儿办", "/ask.place"),), card)]
    (said,) = written(replies, WORDS, 500)
    assert said.text == (
        "好。\n要带两样。\n【老年证要带的】\n· 身份证（要原件）\n· 照片\n来源：市民政局，2026-11-01核对"
    )
    assert said.buttons == (Button("在哪儿办", "/ask.place"),)


def test_a_form_is_shown_once_it_is_looked_over() -> None:
    items = [{"text": "姓名", "note": "赵玉梅"}]
    asking = {"kind": "answer", "title": "老年证", "heading": "电话", "items": items}
    (question,) = written([Reply("电话？", (), asking)], WORDS, 500, "phone")
    assert (question.text, question.asks) == ("电话？", Asks.PHONE)
    (review,) = written([Reply("都记好了", (), {**asking, "heading": ""})], WORDS, 500, "review")
    assert review.text == "都记好了\n· 姓名：赵玉梅"


def test_nothing_said_is_no_message() -> None:
    assert written([Reply("")], WORDS, 500) == ()


def test_a_message_of_wechat_is_within_its_bytes() -> None:
    buttons = tuple(Button("要带什么材料去", f"/ask.aspect{number}") for number in range(6))
    for text in ("短", "长" * 400):
        assert all(len(one.encode()) <= WECHAT_BYTES for one in wechat_written(Outgoing(text, buttons)))
