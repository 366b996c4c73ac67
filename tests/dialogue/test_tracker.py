"""The tracker store: encrypted, remembered over a restart, forgotten when asked, short for the policies."""

import json
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from actions.store.engine import for_writing, make_engine
from actions.store.tables import conversation_events
from assistant.keys import fernet
from assistant.settings import Settings
from assistant.tracker import StationTrackerStore
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue


def second_process(talk: Talk, settings: Settings) -> StationTrackerStore:
    engine = for_writing(make_engine(settings.database_url))
    cipher = fernet(settings.keys / "conversations.key")
    return StationTrackerStore(engine, cipher, talk.dialogue.agent.domain)


def test_nothing_said_is_readable_on_disk(talk: Talk, stored: Callable[[], bytes]) -> None:
    talk.say("我叫欧阳百里住在幸福路")
    kept = stored()
    assert "欧阳百里".encode() not in kept
    assert json.dumps("欧阳百里").strip('"').encode() not in kept


def test_another_process_goes_on_where_this_one_stood(talk: Talk, settings: Settings) -> None:
    talk.say("社保卡丢了")
    talk.say("俺娘的")
    elsewhere = talk.run(second_process(talk, settings).retrieve(talk.session))
    here = talk.run(talk.dialogue.agent.tracker_store.retrieve(talk.session))
    assert elsewhere.current_slot_values() == here.current_slot_values()
    assert elsewhere.get_slot("service") == "social_card"


def test_what_another_process_added_is_seen_here(talk: Talk, settings: Settings) -> None:
    talk.say("社保卡丢了")
    other = Talk(talk.dialogue, talk._loop)
    other.session = talk.session
    store = talk.dialogue.agent.tracker_store
    live = store._live[talk.session]
    other.say("老年证怎么办")
    store._live[talk.session] = live  # as it is in a process that did not see the second turn
    assert talk.say("那要带什么").end.state["service"] == "elder_card"


def test_a_conversation_is_read_while_another_process_writes(talk: Talk, settings: Settings) -> None:
    talk.say("社保卡丢了")
    store = second_process(talk, settings)
    with for_writing(make_engine(settings.database_url)).begin():
        elsewhere = talk.run(store.retrieve(talk.session))
    assert elsewhere.get_slot("service") == "social_card"


def test_what_was_erased_by_another_process_is_forgotten_here(talk: Talk, settings: Settings) -> None:
    talk.say("社保卡丢了")
    talk.run(second_process(talk, settings).delete(talk.session))
    assert talk.say("那要带什么").end.state["service"] is None


def test_forgetting_leaves_no_row(talk: Talk, settings: Settings) -> None:
    talk.say("社保卡丢了")
    talk.run(talk.dialogue.forget(talk.session))
    engine = make_engine(settings.database_url)
    with engine.connect() as connection:
        mine = conversation_events.c.sender_id == talk.session
        assert connection.scalar(sa.select(sa.func.count()).where(mine)) == 0
    assert talk.say("那要带什么").end.state["service"] is None


@pytest.mark.parametrize("process", ["this", "another"])
def test_who_comes_back_hours_later_begins_anew(talk: Talk, monkeypatch: pytest.MonkeyPatch, process: str) -> None:
    talk.say("社保卡丢了")
    running, now = time.clock_gettime, time.time
    monkeypatch.setattr(time, "time", lambda: now() + 7200)
    monkeypatch.setattr(time, "clock_gettime", lambda clock: running(clock) + 7200)
    if process == "another":
        talk.dialogue.agent.tracker_store._live.pop(talk.session)
    assert talk.say("那要带什么").end.state["service"] is None


def test_old_conversations_are_erased_by_age(talk: Talk, settings: Settings) -> None:
    talk.say("社保卡丢了")
    store = second_process(talk, settings)
    store.forget_before(0.0)
    assert talk.session in talk.run(store.keys())
    store.forget_before(float("inf"))
    assert talk.session not in talk.run(store.keys())


def test_a_long_conversation_stays_short_for_the_policies_and_keeps_its_place(talk: Talk) -> None:
    talk.say("社保卡丢了")
    for _ in range(30):
        assert talk.say("再说一遍").text
    tracker = talk.run(talk.dialogue.agent.tracker_store.retrieve(talk.session))
    assert len(tracker.events) < 150
    assert talk.say("那要带什么").end.state["service"] == "social_card"


def test_the_talk_goes_on_while_the_database_is_away(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.say("社保卡丢了")
    store = talk.dialogue.agent.tracker_store

    def away(*arguments: object) -> None:
        raise OperationalError("statement", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(store, "_insert", away)
        patch.setattr(store, "_current", away)
        assert talk.say("那要带什么").end.state["service"] == "social_card"
    talk.say("多少钱")
    assert talk.run(store.retrieve(talk.session)).get_slot("aspect") == "fee"
