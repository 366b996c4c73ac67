"""What the store keeps for messaging apps: each message once, each push once, nothing in plain text."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cases.filing import Filing, file
from actions.cases.model import Case, CaseState, Details, Mark
from actions.messaging.model import Account, AppToken, NewArrival, Push
from actions.paper.mandate import Mandate, Role
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.unit.actions.fakes import StoppedClock

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)
LATER = NOW + timedelta(minutes=1)
ME, MOTHER = "a" * 32, "b" * 32


def account(session: str = ME, app: str = "telegram") -> Account:
    return Account(session, app, f"{app}-name", "4242", NOW, NOW, {"voice": True})


def arrive(units: SqlUnitsOfWork, key: str, twin: str | None = None, now: datetime = NOW) -> int | None:
    with units() as work:
        new = NewArrival(key, ME, {"text": "赵玉梅想问养老金"}, twin)
        kept = work.arrivals.add("telegram", new, now, now - timedelta(seconds=3))
        work.commit()
    return kept.id if kept else None


def test_a_message_is_taken_in_once(units: SqlUnitsOfWork) -> None:
    assert arrive(units, "one") is not None
    assert arrive(units, "one") is None
    with units() as work:
        assert [one.body["text"] for one in work.arrivals.open("telegram")] == ["赵玉梅想问养老金"]
        assert list(work.arrivals.open("wechat")) == []


def test_a_second_tap_is_dropped_and_a_later_one_is_not(units: SqlUnitsOfWork) -> None:
    assert arrive(units, "tap-1", "button") is not None
    assert arrive(units, "tap-2", "button", NOW + timedelta(seconds=1)) is None
    assert arrive(units, "tap-3", "button", NOW + timedelta(seconds=10)) is not None


def test_an_answer_is_kept_until_it_is_sent_and_then_nothing_is(units: SqlUnitsOfWork) -> None:
    number = arrive(units, "one")
    assert number is not None
    with units() as work:
        work.arrivals.answered(number, {"messages": ["好"]})
        work.arrivals.sent(number, 1)
        work.arrivals.failed(number)
        work.commit()
    with units() as work:
        (kept,) = work.arrivals.open("telegram")
        assert (kept.answer, kept.sent, kept.attempts) == ({"messages": ["好"]}, 1, 1)
        work.arrivals.finish(number)
        work.commit()
    with units() as work:
        done = work.arrivals.by_key("telegram", "one")
        assert list(work.arrivals.open("telegram")) == []
        assert done is not None and done.body == {} and done.answer is None


def test_words_and_addresses_are_nowhere_in_plain_text(units: SqlUnitsOfWork, any_engine: Engine) -> None:
    arrive(units, "one")
    with units() as work:
        work.chat_accounts.put(account())
        work.pushes.add(Push("p", ME, NOW, text="您的养老金"))
        work.payloads.put("t", "赵玉梅", NOW)
        work.app_tokens.put("wechat", AppToken("word-of-the-app", LATER))
        work.commit()
    everything = ""
    with any_engine.connect() as connection:
        for table in ("chat_accounts", "chat_arrivals", "chat_pushes", "chat_payloads", "chat_tokens"):
            everything += str(connection.execute(text(f"SELECT * FROM {table}")).all())
    assert not [word for word in ("赵玉梅", "养老金", "4242", "telegram-name", "word-of-the-app") if word in everything]


def test_offsets_are_kept(units: SqlUnitsOfWork) -> None:
    with units() as work:
        assert work.arrivals.offset("telegram") is None
        work.arrivals.set_offset("telegram", 7)
        work.arrivals.set_offset("telegram", 2**40)
        work.commit()
    with units() as work:
        assert work.arrivals.offset("telegram") == 2**40


def test_old_messages_go_and_open_ones_stay(units: SqlUnitsOfWork) -> None:
    number = arrive(units, "done")
    arrive(units, "open")
    assert number is not None
    with units() as work:
        work.arrivals.finish(number)
        assert work.arrivals.remove_before(LATER) == 1
        work.commit()
    assert arrive(units, "open") is None


def test_a_push_is_kept_once_and_only_for_a_chat(units: SqlUnitsOfWork) -> None:
    with units() as work:
        assert not work.pushes.add(Push("p", ME, NOW, text="好"))
        work.chat_accounts.put(account())
        assert work.pushes.add(Push("p", ME, NOW, "utter_remind_kept", {"day": "明天"}))
        assert not work.pushes.add(Push("p", ME, NOW, text="再说一遍"))
        work.commit()
    with units() as work:
        assert list(work.pushes.take("wechat", LATER, LATER, 9)) == []
        (push,) = work.pushes.take("telegram", NOW, LATER, 9)
        assert (push.response, push.values) == ("utter_remind_kept", {"day": "明天"})
        assert list(work.pushes.take("telegram", NOW, LATER, 9)) == [], "it is being sent"
        work.pushes.put_off(push.id, NOW, "away")
        (again,) = work.pushes.take("telegram", NOW, LATER, 9)
        assert (again.attempts, again.problem) == (1, "away")
        work.pushes.give_up(push.id, "blocked")
        assert [one.key for one in work.pushes.dead()] == ["p"]


def test_what_waits_is_taken_back(units: SqlUnitsOfWork) -> None:
    with units() as work:
        work.chat_accounts.put(account())
        work.pushes.add(Push("reminder:1", ME, NOW, text="好"))
        work.pushes.add(Push("case:1", ME, NOW, text="好"))
        assert work.pushes.withdraw(ME, "reminder:") == 1
        assert [one.key for one in work.pushes.take("telegram", NOW, LATER, 9)] == ["case:1"]


def filed(units: SqlUnitsOfWork, session: str, key: str) -> Case:
    filing = Filing(key * 32, session, "telegram", "elder_card", "社区", Details("self", ()), 5)
    return file(filing, units, StoppedClock(NOW))


def answer(case: Case, units: SqlUnitsOfWork, now: datetime) -> None:
    with units() as work:
        delivered = case.moved(CaseState.DELIVERED)
        work.cases.move(delivered, Mark(CaseState.DELIVERED, now, "station", "station"))
        done = delivered.moved(CaseState.ANSWERED, "来取证")
        work.cases.move(done, Mark(CaseState.ANSWERED, now, "staff", "desk"))
        work.commit()


def test_the_answer_of_a_case_is_news_for_its_chat_and_for_whoever_follows(units: SqlUnitsOfWork) -> None:
    mine, elsewhere = filed(units, ME, "1"), filed(units, MOTHER, "2")
    with units() as work:
        work.chat_accounts.put(account())
        work.follows.add(ME, elsewhere.id, NOW)
        work.follows.add(ME, elsewhere.id, NOW)
        assert list(work.follows.cases(ME)) == [elsewhere.id]
        work.commit()
    answer(mine, units, LATER)
    answer(elsewhere, units, LATER)
    with units() as work:
        news = work.follows.news(9)
        assert [(one.session, one.case, one.state) for one in news] == [
            (ME, mine.number, "answered"),
            (ME, elsewhere.number, "answered"),
        ]
        for one in news:
            assert work.pushes.add(Push(f"case:{one.mark}:{one.session}", one.session, NOW, text="有回话了"))
        assert list(work.follows.news(9)) == []


def test_what_happened_before_the_chat_began_is_no_news(units: SqlUnitsOfWork) -> None:
    mine = filed(units, ME, "1")
    answer(mine, units, NOW - timedelta(days=1))
    with units() as work:
        work.chat_accounts.put(account())
        assert list(work.follows.news(9)) == []


def test_one_process_refreshes_a_token(units: SqlUnitsOfWork) -> None:
    with units() as work:
        assert work.app_tokens.lease("wechat", NOW, LATER)
        assert not work.app_tokens.lease("wechat", NOW, LATER)
        work.app_tokens.put("wechat", AppToken("new", LATER))
        kept = work.app_tokens.get("wechat", NOW)
        assert kept is not None and kept.token == "new"
        assert work.app_tokens.get("wechat", LATER) is None
        assert not work.app_tokens.spoil("wechat", "an older one")
        assert work.app_tokens.spoil("wechat", "new")
        assert work.app_tokens.lease("wechat", NOW, LATER)


def test_an_account_is_found_again_and_forgotten(units: SqlUnitsOfWork) -> None:
    with units() as work:
        work.chat_accounts.put(account())
        assert work.chat_accounts.get(ME) == account()
        assert work.chat_accounts.remove(ME) and not work.chat_accounts.has(ME)
        assert work.chat_accounts.get(ME) is None


def test_a_letter_stands_in_both_chats(units: SqlUnitsOfWork) -> None:
    with units() as work:
        work.mandates.add(Mandate("12345678", ME, Role.AGENT), NOW)
        work.mandates.add(Mandate("12345678", MOTHER, Role.PRINCIPAL), NOW)
        assert {one.session: one.role for one in work.mandates.of_letter("12345678")} == {
            ME: Role.AGENT,
            MOTHER: Role.PRINCIPAL,
        }
        assert work.mandates.remove(ME) == 1
        assert list(work.mandates.of_session(ME)) == []
