"""A volunteer beside the person, told as what happens and what the kiosk does about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from channels.live.room import Company
from kiosk import company_events as co
from kiosk import effects as fx
from kiosk import events as ev
from kiosk.turn import HUMAN, RESTART, advance
from kiosk.turn_company import AGAIN
from kiosk.turn_state import Mode, Rules, Turn

pytestmark = pytest.mark.unit

RULES = Rules()


def run(turn: Turn, *events: ev.Event, rules: Rules = RULES) -> tuple[Turn, list[fx.Effect]]:
    """The turn after the events, every clip played at once, and all that was done about them."""
    done: list[fx.Effect] = []
    for event in events:
        turn, effects = advance(turn, event, rules)
        done += effects
    while turn.pending:
        turn, effects = advance(turn, ev.ClipOver(turn.pending[0]), rules)
        done += effects
    return turn, done


def answered(turn: Turn, text: str = "请问您叫什么名字？", *before: ev.Event) -> tuple[Turn, list[fx.Effect]]:
    """After the dialogue has answered what was asked last."""
    return run(turn, *before, ev.Replied(turn.number, (text,)), ev.Ended(turn.number))


def visit() -> Turn:
    """Somebody who asked something and got a question back."""
    turn, _ = run(Turn(), ev.Touched(), ev.Typed("帮我办高龄津贴"))
    return answered(turn)[0]


def asked_for() -> Turn:
    return run(visit(), co.VolunteerCame("小李", looks=True))[0]


def watched() -> Turn:
    return run(asked_for(), co.ConsentTold(True))[0]


def led() -> Turn:
    return run(watched(), co.VolunteerLeads(True))[0]


def prompts(done: list[fx.Effect]) -> list[str]:
    return [effect.key for effect in done if isinstance(effect, fx.Prompt)]


def questions(done: list[fx.Effect]) -> list[str]:
    return [effect.text for effect in done if isinstance(effect, fx.Ask)]


def test_the_person_is_asked_aloud_and_nothing_is_seen_before_the_answer() -> None:
    turn, done = run(visit(), co.VolunteerCame("小李", looks=True))
    assert prompts(done) == ["volunteer_asks"]
    assert (turn.company, turn.companion, turn.accompanied) == (Company.ASKING, "小李", False)
    assert turn.microphone


@pytest.mark.parametrize(
    ("words", "yes"),
    [("好", True), ("行，看吧", True), ("可以", True), ("不要", False), ("不用了", False), ("不愿意", False)],
)
@pytest.mark.parametrize("by", [ev.Typed, ev.FinalHeard])
def test_the_answer_may_be_spoken_or_typed(by: type[ev.Typed | ev.FinalHeard], words: str, yes: bool) -> None:
    turn, done = run(asked_for(), by(words))
    assert fx.TellConsent(yes) in done
    assert (turn.accompanied, questions(done)) == (yes, [])


def test_something_else_said_instead_is_asked_as_ever_and_the_question_stays() -> None:
    turn, done = run(asked_for(), ev.Typed("我的社保卡丢了怎么办"))
    assert questions(done) == ["我的社保卡丢了怎么办"]
    assert turn.company is Company.ASKING


def test_a_no_counts_at_any_time_and_a_yes_only_when_asked() -> None:
    turn, done = run(watched(), co.ConsentTold(False))
    assert fx.TellConsent(False) in done and not turn.accompanied
    assert run(turn, co.ConsentTold(True))[1] == []
    assert run(visit(), co.ConsentTold(True))[1] == []


def test_a_volunteer_who_only_comes_over_asks_nothing_and_ends_the_waiting() -> None:
    turn, done = run(replace(visit(), person=True), co.VolunteerCame("小李", looks=False))
    assert prompts(done) == ["volunteer_comes"]
    assert "nobody_came" not in prompts(run(turn, ev.Tick(299))[1])


def test_at_rest_nobody_is_spoken_to() -> None:
    assert run(Turn(), co.VolunteerCame("小李", looks=True)) == (Turn(), [])


def test_the_volunteers_words_are_shown_and_spoken_as_theirs() -> None:
    turn, done = advance(watched(), co.VolunteerSaid(("您别急。", "我看着呢。")), RULES)
    assert done[0] == fx.ShowVolunteer(("您别急。", "我看着呢。"), turn.pending)
    assert [effect.text for effect in done[1:] if isinstance(effect, fx.Say)] == ["您别急。", "我看着呢。"]
    assert turn.speaks_for_volunteer
    assert run(turn)[0].microphone


def test_the_volunteers_words_go_before_the_assistants() -> None:
    turn, _ = run(watched(), ev.Typed("问"))
    turn, _ = advance(turn, ev.Replied(turn.number, ("长长的回答。",)), RULES)
    turn, done = advance(turn, co.VolunteerSaid(("您听我说。",)), RULES)
    assert done[0] == fx.StopVoice()
    turn, _ = run(turn, ev.Ended(turn.number))
    assert turn.microphone


def test_before_the_person_agreed_a_volunteer_can_do_nothing() -> None:
    turn = asked_for()
    for event in (co.VolunteerSaid(("好。",)), co.Ordered("问"), co.VolunteerLeads(True)):
        assert run(turn, event) == (turn, [])


def test_what_a_volunteer_asks_is_asked_in_the_persons_place_and_spoken() -> None:
    turn, done = run(watched(), co.Ordered("王秀英", {"fills": "name"}))
    assert [effect for effect in done if isinstance(effect, fx.Ask)] == [
        fx.Ask(turn.number, "王秀英", {"fills": "name"})
    ]
    assert fx.ShowHeard not in [type(effect) for effect in done]
    _, done = answered(turn, "姓名填好了。")
    assert [type(effect) for effect in done[:2]] == [fx.ShowReply, fx.Say]


def test_what_was_not_taken_leaves_the_screen_as_it_is() -> None:
    turn, _ = run(watched(), co.Ordered("13", {"fills": "phone"}))
    turn, done = run(turn, co.Unchanged(turn.number), ev.Ended(turn.number))
    assert done == [] and turn.mode is Mode.LISTENING and turn.microphone


def test_while_a_volunteer_leads_the_persons_words_go_to_them_alone() -> None:
    turn = led()
    for event in (ev.FinalHeard("我叫王秀英"), ev.Typed("我叫王秀英"), ev.Pressed("我叫王秀英", "/x")):
        turn, done = run(turn, event)
        assert done[-1] == fx.Tell("我叫王秀英") and questions(done) == []
        assert turn.microphone


def test_while_a_volunteer_leads_answers_are_shown_and_not_spoken() -> None:
    turn, _ = run(led(), co.Ordered("王秀英", {"fills": "name"}))
    _, done = answered(turn, "请问您的电话？")
    assert done == [fx.ShowReply(("请问您的电话？",), (None,))]


def test_danger_is_met_by_the_assistant_though_a_volunteer_leads() -> None:
    turn, done = run(led(), co.DangerHeard("我胸口疼"))
    assert questions(done) == ["我胸口疼"]
    _, done = answered(turn, "马上打120。")
    assert fx.Say in [type(effect) for effect in done]


def test_handed_back_the_assistant_says_so_and_then_what_was_open() -> None:
    turn, done = run(led(), co.VolunteerLeads(False))
    assert (questions(done), prompts(done)) == ([AGAIN], ["volunteer_hands_back"])
    turn, done = answered(turn, "请问您的电话？")
    assert fx.Say in [type(effect) for effect in done] and turn.microphone
    assert turn.company is Company.WATCHING


@pytest.mark.parametrize(("vanished", "key"), [(True, "volunteer_gone"), (False, "volunteer_left")])
def test_a_volunteer_who_led_and_is_gone_leaves_the_open_question_behind(vanished: bool, key: str) -> None:
    turn, done = run(led(), co.VolunteerLeft(vanished))
    assert (questions(done), prompts(done)) == ([AGAIN], [key])
    assert (turn.company, turn.companion) == (Company.NOBODY, "")


def test_a_volunteer_who_only_watched_leaves_without_anything_being_repeated() -> None:
    turn, done = run(watched(), co.VolunteerLeft())
    assert (questions(done), prompts(done)) == ([], ["volunteer_left"])
    assert not turn.person and turn.microphone
    assert run(turn, co.VolunteerLeft())[1] == []


def test_asking_for_a_person_who_is_there_calls_nobody() -> None:
    _, done = run(watched(), ev.PersonPressed())
    assert (questions(done), prompts(done)) == ([], ["volunteer_here"])
    assert questions(run(asked_for(), ev.PersonPressed())[1]) == [HUMAN]


def test_the_persons_own_ways_out_stay_open_while_a_volunteer_leads() -> None:
    assert questions(run(led(), ev.HomePressed())[1]) == [RESTART]
    turn, done = run(led(), ev.EndPressed())
    assert fx.Wipe() in done and turn.company is Company.NOBODY


def test_a_person_in_company_is_neither_reminded_nor_wiped_early() -> None:
    turn = replace(watched(), person=False)
    turn, done = run(turn, *[ev.Tick(10)] * 20)
    assert prompts(done) == [] and turn.leaving is None
    assert prompts(run(turn, *[ev.Tick(10)] * 11)[1]) == ["leaving"]


@pytest.mark.parametrize(("has_phone", "key"), [(True, "nobody_came_ring"), (False, "nobody_came")])
def test_whoever_waits_in_vain_is_told_once_what_else_there_is(has_phone: bool, key: str) -> None:
    rules = Rules(has_duty_phone=has_phone)
    turn, done = run(replace(visit(), person=True), *[ev.Tick(1)] * 59, rules=rules)
    assert prompts(done) == [] and not turn.nobody_came
    turn, done = run(turn, *[ev.Tick(1)] * 30, rules=rules)
    assert prompts(done) == [key] and turn.nobody_came
    assert not run(turn, co.VolunteerCame("小李", looks=False))[0].nobody_came


def test_while_it_rings_wider_the_person_is_told_once_that_it_still_does() -> None:
    rules = Rules(still_calling=30, unanswered=60)
    turn, done = run(replace(visit(), person=True), *[ev.Tick(1)] * 29, rules=rules)
    assert prompts(done) == []
    turn, done = run(turn, *[ev.Tick(1)] * 20, rules=rules)
    assert prompts(done) == ["still_calling"] and not turn.nobody_came
    turn, done = run(turn, *[ev.Tick(1)] * 30, rules=rules)
    assert prompts(done) == ["nobody_came"]
    again, _ = run(turn, co.VolunteerCame("小李", looks=False), ev.Tick(1), rules=rules)
    assert not again.is_reassured
