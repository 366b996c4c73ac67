"""Every screen there is, by name: the frames that bring it about, and what is pressed on it.

One list for whoever looks at screens: the measures, the accessibility rules, the pictures. The page is the real one;
its line to the station is held by the test, so that a screen takes no time and no luck.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

from actions.card import answer_card
from actions.catalogue.answer import compose
from actions.catalogue.loader import load_catalogue
from tests.unit.kiosk.fakes import hum
from tests.unit.paper.samples import a_letter, a_slip

Frame = Mapping[str, Any]

AT_REST: Frame = {
    "type": "state",
    "mode": "attract",
    "microphone": False,
    "hearing": True,
    "voice": False,
    "leaving": None,
    "overhears": False,
    "person": False,
    "asking": None,
    "company": "nobody",
    "companion": "",
    "speaker": "assistant",
    "nobody_came": False,
}
DUTY_PHONE = "00001001"
A_DAY = date(2026, 11, 24)
"""A day on which every fact of the catalogue is fresh."""
FOLLOWING = ("要带什么", "在哪儿办", "现在就办")
ACCOUNT = "先到户口所在的社区登记，填一张申报表。街道复核以后，由区县民政局批。批下来打到您的社保卡上。"


def state(**changes: Any) -> Frame:
    """Where the turn stands: at rest but for the changes."""
    return {**AT_REST, **changes}


def beside(company: str) -> Frame:
    """A volunteer with the person."""
    return state(mode="listening", microphone=True, company=company, companion="小周")


def notice(key: str) -> Frame:
    """Something that does not work."""
    return {"type": "notice", "key": key, "on": True}


def heard(text: str, final: bool = True) -> Frame:
    """What the person said."""
    return {"type": "caption", "text": text, "final": final}


def said(key: str) -> Frame:
    """A fixed sentence."""
    return {"type": "say", "key": key, "utterance": None}


def reply(text: str, card: Mapping[str, Any] | None = None, buttons: Sequence[str] = (), speaking: int = 0) -> Frame:
    """An answer, sentence by sentence; `speaking`: the number of its first utterance, or 0 for none."""
    sentences = [one for one in text.replace("。", "。\n").replace("？", "？\n").splitlines() if one]
    return {
        "type": "reply",
        "turn": 1,
        "sentences": [
            {"text": one, "utterance": speaking + at if speaking else None} for at, one in enumerate(sentences)
        ],
        "buttons": [{"title": title, "payload": title} for title in buttons],
        "card": card,
        "home": False,
        "again": False,
    }


@cache
def cards() -> Mapping[str, Mapping[str, Any]]:
    """The cards of the real catalogue, by what they answer, and the two papers."""
    catalogue = load_catalogue()
    answers = {
        f"{service}.{aspect}": answer_card(
            compose(catalogue.services[service], aspect, catalogue=catalogue, today=A_DAY), catalogue
        )
        for service, aspect in (
            ("elder_allowance", "steps"),
            ("elder_allowance", "materials"),
            ("funeral", "steps"),
            ("medical_reimburse", "materials"),
        )
    }
    return {**answers, "slip": a_slip(catalogue), "letter": a_letter(catalogue)}


def form(heading: str, told: Sequence[tuple[str, str]] = ()) -> Mapping[str, Any]:
    """A form under way: the question's title and what was told so far."""
    items = [{"text": title, "note": value} for title, value in told]
    return {"kind": "form", "title": "高龄津贴", "heading": heading, "items": items}


TOLD = (("姓名", "王**"), ("身份证号", "**************0014"), ("联系电话", "138****8000"), ("住址", "阳光***"))
TALKING = state(mode="listening", microphone=True)
THINKING = state(mode="thinking")
SPEAKING = state(mode="speaking", voice=True)
ASKED = heard("高龄津贴怎么领")
UTTERANCE = 7
EXAMPLES = ("养老金认证怎么办", "高龄津贴要带什么", "帮我找个人")


@dataclass(frozen=True)
class Screen:
    """frames: makes what the station says. then: what happens on it. is_fleeting: it goes away by itself."""

    name: str
    frames: Callable[[], Sequence[Frame]]
    then: Callable[[Stage], None] | None = None
    examples: Sequence[str] = ()
    is_fleeting: bool = False


def _answer(aspect: str, text: str = ACCOUNT) -> Callable[[], Sequence[Frame]]:
    return lambda: [ASKED, reply(text, cards()[aspect], FOLLOWING), TALKING]


def _asked(text: str, card: Mapping[str, Any] | None, buttons: Sequence[str] = (), asking: str | None = None) -> Any:
    return lambda: [reply(text, card, buttons), state(mode="listening", microphone=True, asking=asking)]


def _paper(kind: str, text: str) -> Callable[[], Sequence[Frame]]:
    return lambda: [reply(text, cards()[kind], ("还要办别的",)), TALKING]


def _fixed(*frames: Frame) -> Callable[[], Sequence[Frame]]:
    return lambda: frames


def _keypad(stage: Stage) -> None:
    stage.page.click("#ask-keypad")
    stage.page.keyboard.type("13800")


def _kinds(stage: Stage) -> None:
    stage.page.click("#other-services")


def _services(stage: Stage) -> None:
    _kinds(stage)
    stage.page.wait_for_timeout(550)
    stage.page.click("[data-group='3']")


def _typing(stage: Stage) -> None:
    stage.page.fill("#text", "社保卡丢了怎么办")


def _examples(stage: Stage) -> None:
    stage.page.click("#open-examples")


def _voice(stage: Stage) -> None:
    stage.page.mouse.click(4, 4)  # a page makes sound only after a touch
    stage.sound(UTTERANCE, seconds=30)
    stage.page.wait_for_selector(".phrase.now")


def _private() -> Sequence[Frame]:
    """An answer that is not for the whole room."""
    return [
        {**reply("有回话了：批准了，每月300元，下个月10号打到您的社保卡上。", None, FOLLOWING), "private": True},
        TALKING,
    ]


def _earphones(stage: Stage) -> None:
    stage.page.click("#listen-alone")


def _earphones_in(stage: Stage) -> None:
    _earphones(stage)
    stage.page.wait_for_timeout(550)
    stage.page.click("#earphones-yes")


VOLUNTEER_SAYS: Frame = {
    "type": "volunteer",
    "sentences": [{"text": "王阿姨，发票和费用清单都带来了吗？", "utterance": None}],
}
PHONE_ASKED = _asked("请告诉我您的联系电话。", form("联系电话", TOLD[:2]), asking="phone")
SCREENS: tuple[Screen, ...] = (
    Screen("attract", _fixed(AT_REST)),
    Screen("greeting", _fixed(state(mode="listening", voice=True), said("greeting"))),
    Screen("listening", _fixed(TALKING)),
    Screen("hearing", _fixed(TALKING, heard("高龄津贴怎么", final=False))),
    Screen("thinking", _fixed(ASKED, THINKING)),
    Screen("thinking-long", _fixed(ASKED, THINKING, said("filler"))),
    Screen(
        "speaking",
        lambda: [ASKED, reply(ACCOUNT, cards()["elder_allowance.steps"], FOLLOWING, UTTERANCE), SPEAKING],
        _voice,
    ),
    Screen("answer", _answer("elder_allowance.steps")),
    Screen("answer-bring", _answer("elder_allowance.materials", "带上您的身份证、户口簿，还有社保卡或者存折。")),
    Screen("answer-long", _answer("funeral.steps")),
    Screen("answer-bring-long", _answer("medical_reimburse.materials")),
    Screen("not-heard", lambda: [*_answer("elder_allowance.steps")(), said("not_heard_again")]),
    Screen("which", _asked("您要办的是哪一件？是社保卡，还是老年优待证？", None, ("社保卡", "老年优待证"))),
    Screen(
        "consent",
        _asked(
            "您听好：要记姓名、身份证号、联系电话、住址，只给经办的人看。不留也行，照样告诉您怎么办。可以记吗？",
            form(""),
            ("可以记", "不留"),
        ),
    ),
    Screen(
        "question",
        _asked(
            "好，王秀英。请告诉我您的身份证号，旁边有人的话可以在屏幕上按。",
            form("身份证号", TOLD[:1]),
            asking="id_number",
        ),
    ),
    Screen(
        "question-choices",
        _asked(
            "您想让我们怎么告诉您办到哪一步？",
            form("联系方式", TOLD[:3]),
            ("打电话给我", "我再来驿站问", "发到家里人手机上", "找社区网格员带话", "不用告诉我"),
        ),
    ),
    Screen(
        "review",
        _asked(
            "都记好了：姓名王秀英，别的在屏幕上。要交上去，就说交；哪样不对，就说改哪样。",
            form("", TOLD),
            ("交上去", "改一改", "先不办"),
        ),
    ),
    Screen("slip", _paper("slip", "交上去了。您听好，单号是1380 0138。单子在屏幕上，可以打印。")),
    Screen("letter", _paper("letter", "委托书写好了，点打印，签字就能用。")),
    Screen(
        "emergency",
        lambda: [
            heard("胸口疼得厉害"),
            reply("您坐好别走动，现在就打120。我这就叫人过来。", {"kind": "emergency", "number": "120"}),
            state(mode="listening", microphone=True, person=True),
        ],
    ),
    Screen(
        "fraud",
        lambda: [
            heard("有人说我中奖了要我转账"),
            reply(
                "您听好，先别转钱，也别念验证码。把电话挂了，打给家里人，或者打96110问一问。我叫人来陪您看看。",
                {"kind": "emergency", "number": "96110"},
            ),
            state(mode="listening", microphone=True, person=True),
        ],
    ),
    Screen(
        "person-called",
        lambda: [
            reply("好的，我来叫人。您也可以招手叫旁边的工作人员。", {"kind": "handover"}),
            state(mode="listening", microphone=True, person=True),
        ],
    ),
    Screen("nobody-came", lambda: [*PHONE_ASKED(), state(person=True, nobody_came=True)]),
    Screen("volunteer-asks", lambda: [*_answer("elder_allowance.steps")(), beside("asking")]),
    Screen("volunteer-watches", lambda: [*PHONE_ASKED(), beside("watching")]),
    Screen("volunteer-leads", lambda: [*PHONE_ASKED(), beside("leading")]),
    Screen("volunteer-beside-much", lambda: [*_answer("funeral.steps")(), beside("watching")]),
    Screen("volunteer-says", lambda: [*_answer("medical_reimburse.materials")(), beside("leading"), VOLUNTEER_SAYS]),
    Screen("person-called-beside-much", lambda: [*_answer("funeral.steps")(), state(person=True)]),
    Screen("private", _private),
    Screen("private-aloud", _private, _earphones_in),
    Screen("earphones", _private, _earphones),
    Screen("paused", lambda: [*_answer("elder_allowance.steps")(), state(mode="paused")]),
    Screen(
        "leaving", lambda: [*_answer("elder_allowance.steps")(), state(mode="listening", microphone=True, leaving=23)]
    ),
    Screen("wiped", _fixed({"type": "wiped", "session": "kiosk-next"}), is_fleeting=True),
    Screen("keypad", _asked("请告诉我您的联系电话。", form("联系电话", TOLD[:2]), asking="phone"), _keypad),
    Screen("typing", _fixed(TALKING), _typing),
    Screen("kinds", _fixed(TALKING), _kinds),
    Screen("services", _fixed(TALKING), _services),
    Screen("apology", _fixed(ASKED, TALKING, said("dialogue_down"))),
    Screen("no-microphone", _fixed(notice("mic_missing"), state(hearing=False))),
    Screen("microphone-refused", _fixed(notice("mic_denied"), state(hearing=False))),
    Screen("microphone-silent", _fixed(notice("mic_silent"), TALKING)),
    Screen("no-speech-model", _fixed(notice("no_ears"), state(hearing=False))),
    Screen("ears-coming", _fixed(notice("ears_coming"), state(hearing=False))),
    Screen("no-voice", lambda: [notice("no_mouth"), *_answer("elder_allowance.steps")()]),
    Screen("no-loudspeaker", lambda: [notice("no_loudspeaker"), *_answer("elder_allowance.steps")()]),
    Screen("dialogue-away", _fixed(notice("dialogue_away"), AT_REST)),
    Screen("disk-full", _fixed(notice("disk_full"), AT_REST)),
    Screen("department-away", lambda: [notice("department_away"), *_answer("elder_allowance.steps")()]),
    Screen(
        "screen-only",
        lambda: [
            notice("no_ears"),
            notice("no_mouth"),
            *_answer("elder_allowance.steps")(),
            state(mode="listening", hearing=False),
        ],
    ),
    Screen("practice", _fixed(AT_REST), examples=EXAMPLES),
    Screen("practice-examples", _fixed(AT_REST), _examples, EXAMPLES),
    Screen(
        "practice-no-voice",
        lambda: [notice("no_mouth"), *_answer("elder_allowance.steps")()],
        examples=EXAMPLES,
    ),
    Screen("moved", _fixed({"type": "moved"})),
)


class Stage:
    """The page, and this end of its line."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.said: list[str | bytes] = []
        self._line: WebSocketRoute | None = None
        page.route_web_socket("**/kiosk/ws", self._answer)
        self._url = url

    def _answer(self, line: WebSocketRoute) -> None:
        self.said, self._line = [], line
        line.on_message(lambda frame: self.said.append(frame))

    @property
    def _is_greeted(self) -> bool:
        """Whether the page that is there now said hello."""
        return self._line is not None and bool(self.said)

    def send(self, *frames: Frame) -> None:
        """What the station would say."""
        assert self._line is not None
        for frame in frames:
            self._line.send(json.dumps(frame, ensure_ascii=False))

    def sound(self, utterance: int, seconds: float) -> None:
        """The sound of an utterance."""
        assert self._line is not None
        wav = hum(seconds)
        self.send({"type": "audio", "utterance": utterance, "seconds": seconds, "bytes": len(wav)})
        self._line.send(wav)

    def open(self, examples: Sequence[str] = ()) -> None:
        """The page anew, and its first greeting."""
        self._line = None
        self.page.goto(self._url)
        while not self._is_greeted:
            self.page.wait_for_timeout(5)
        welcome = {"session": "kiosk-test", "listens": True, "speaks": True, "examples": list(examples)}
        welcome |= {"earphones": False, "duty_phone": DUTY_PHONE}
        self.send({"type": "welcome", **welcome})
        self.page.wait_for_selector("body[data-connected]")

    def show(self, screen: Screen) -> None:
        """This screen and nothing of the one before."""
        self.open(screen.examples)
        self.send(*screen.frames())
        self.settle()
        if screen.then is not None:
            screen.then(self)
            self.settle()

    def print(self, size: int) -> None:
        """Print of size 1, 2 or 3."""
        now = int(self.page.get_attribute("body", "data-size") or "1")
        change = "up" if size > now else "down"
        self.send(*[{"type": "adjust", "setting": "font", "change": change}] * abs(size - now))
        self.page.wait_for_selector(f"body[data-size='{size}']")

    def contrast(self, high: bool) -> None:
        """Light print on black, or ink on paper."""
        wanted = str(high).lower()
        script = """wanted => {
          const button = document.getElementById("contrast");
          if (button.ariaPressed !== wanted) button.click();
          return button.ariaPressed === wanted;
        }"""
        self.page.wait_for_function(script, arg=wanted)

    def settle(self) -> None:
        """Until what was sent has arrived and the page is laid out."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")

    def draw(self) -> None:
        """Until the page is laid out anew after a change of the page itself."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
