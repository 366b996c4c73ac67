"""Learning at the kiosk: one step, a stop, and on when the person says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from actions.lessons.live import LiveLessons
from actions.lessons.model import LONGEST_STEP, Lesson, LessonError, LessonKind
from actions.lessons.shelf import library, load_lessons
from actions.points.booking import card_for
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

TAUGHT = [lesson for lesson in library().values() if lesson.kind is not LessonKind.COURSE]


@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.id)
def test_every_lesson_is_taught_to_its_end_by_its_own_names(visit: Conversation, lesson: Lesson) -> None:
    said = visit.hear(f"教我{lesson.names[0]}", "svc.digital_lesson")
    told = [said[-1].text]
    while visit.slots["asking"] == "lesson_step":
        said = visit.hear("好了", "dlg.affirm")
        told.append(said[-1].text)
    for step, text in zip(lesson.steps, told, strict=False):
        assert step.say in text
    for quiz in lesson.quiz:
        assert quiz.ask in said[-1].text and said[-1].titles == quiz.choices
        said = visit.hear(quiz.right, "unsure")
        assert quiz.why in said[0].text
    assert said[-1].name == "utter_lesson_done" and visit.slots["lesson"] is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("闺女教教我咋打视频呗", "跟孩子打视频"),
        ("我想学学怎么把字调大", "把手机字调大"),
        ("给我讲讲那个冒充公安的", "电话里的“公安”"),
        ("教我存个电话号码", "把电话存进手机"),
    ],
)
def test_a_lesson_is_found_by_how_people_call_it(visit: Conversation, text: str, title: str) -> None:
    assert title in visit.hear(text, "svc.digital_lesson")[0].text


def test_a_question_in_between_repeats_the_step_and_back_goes_back(visit: Conversation) -> None:
    visit.hear("教我打视频", "svc.digital_lesson")
    second = visit.hear("找着了", "unsure")[0].text
    assert second in visit.hear("在哪儿呀我没看见", "unsure")[0].text
    assert "绿底" in visit.hear("上一步是啥", "dlg.back")[0].text


def heard_to_the_question(visit: Conversation) -> None:
    """The story about one-time codes, as far as its question."""
    visit.hear("讲个防骗故事", "svc.digital_lesson")
    visit.hear("验证码", "unsure")
    while visit.slots["asking"] == "lesson_step":
        visit.hear("后来呢", "unsure")


def test_a_wrong_answer_is_put_right_kindly_and_asked_once_more(visit: Conversation) -> None:
    heard_to_the_question(visit)
    wrong, again = visit.hear("给", "unsure")
    assert "差一点" in wrong.text and again.name == "utter_lesson_quiz"
    assert visit.hear("不给", "unsure")[-1].name == "utter_lesson_done"


def test_who_answers_wrong_twice_hears_it_another_day_and_earns_nothing_for_it(
    visit: Conversation, station: Station
) -> None:
    card = card_for("赵玉梅", "13800138000", station.store, station.clock, station.resources.lookup).card
    heard_to_the_question(visit)
    visit.hear("给", "unsure")
    assert visit.hear("给", "unsure")[-1].name == "utter_lesson_another_day"
    assert visit.hear(f"卡号{card}", "meta.points")[0].name == "utter_points"
    heard_to_the_question(visit)
    visit.hear("不给", "unsure")
    assert visit.hear(card, "unsure")[0].name == "utter_points_earned"
    heard_to_the_question(visit)
    visit.hear("不给", "unsure")
    assert visit.hear(card, "unsure")[0].name == "utter_points_not_earned", "a lesson counts once"


def test_stories_are_offered_where_one_is_wished(visit: Conversation) -> None:
    (offered,) = visit.hear("给我讲个防骗的故事吧", "social.chitchat")
    assert offered.name == "utter_lesson_which_scams" and len(offered.buttons) == 5


def test_a_lesson_is_left_by_a_word(visit: Conversation) -> None:
    visit.hear("教我打视频", "svc.digital_lesson")
    assert visit.hear("不学了不学了，累了", "social.lonely")[0].name == "utter_lesson_left"
    assert visit.slots["lesson"] is None


def test_asking_for_a_course_is_not_a_lesson_now(visit: Conversation) -> None:
    assert visit.hear("手机课", "svc.digital_lesson")[0].name != "utter_lesson_begin"


@pytest.fixture
def at_home(tmp_path: Path, station: Station) -> Conversation:
    """A visit to a station that was given a lesson as a folder."""
    (tmp_path / "phone").mkdir()
    lesson = "title: 叫车\nnames: [叫出租车, 叫车, 打个车]\nsteps:\n- say: 打开叫车的图。\n"
    (tmp_path / "phone" / "taxi.yml").write_text(lesson, encoding="utf-8")
    return Conversation(replace(station.resources, lessons=LiveLessons(tmp_path)))


@pytest.mark.parametrize(
    ("text", "label"),
    [("教我叫车", "svc.digital_lesson"), ("我想学学叫车", "ask.steps"), ("教教我打个车呗", "svc.remote_medical")],
)
def test_a_lesson_of_the_stations_own_is_asked_for_by_its_name(at_home: Conversation, text: str, label: str) -> None:
    assert "打开叫车的图" in at_home.hear(text, label)[0].text


def test_it_is_offered_first_and_chosen_by_its_bare_name(at_home: Conversation) -> None:
    assert at_home.hear("教我用手机", "svc.digital_lesson")[0].titles[0] == "叫车"
    assert "打开叫车的图" in at_home.hear("叫出租车", "oos")[0].text


def test_who_wants_to_learn_how_a_service_is_done_hears_of_the_service(visit: Conversation) -> None:
    said = visit.hear("我想学学老年卡怎么办", "svc.elder_card", aspect="steps")
    assert visit.slots["service"] == "elder_card" and "lesson" not in said[0].name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "title: 空\nnames: []\nsteps: []",
        f"title: 长\nnames: []\nsteps:\n- say: {'长' * (LONGEST_STEP + 1)}",
        "title: 错\nnames: []\nsteps:\n- say: 一\nquiz:\n- {ask: 问, choices: [甲, 乙], right: 丙, why: 因}",
        "- [",
    ],
)
def test_a_file_that_is_no_lesson_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "phone").mkdir()
    (tmp_path / "phone" / "bad.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LessonError, match="bad"):
        load_lessons(tmp_path)
