"""A visit at the screen: by voice, by touch, by keyboard, and what is left of it afterwards."""

import json

import httpx
import pytest

from kiosk.events import FinalHeard, PartialHeard, SpeechStarted
from kiosk.settings import KioskSettings
from kiosk.turn_state import Rules
from tests.e2e.screen.conftest import open_page, went_through
from tests.e2e.screen.looks import REFERENCE_DPI
from tests.e2e.screen.station import ALLOWANCE, running
from tests.unit.kiosk.fakes import FakeEar, FakeMouth

pytestmark = pytest.mark.e2e

MILLIMETRE = REFERENCE_DPI / 25.4
"""CSS pixels on the reference screen."""


class SpokenTo(FakeEar):
    """Hears one question in any sound of the right shape, two seconds long: by then the greeting is over."""

    def __init__(self):
        question = FinalHeard("高龄津贴怎么领")
        super().__init__({22: [SpeechStarted()], 24: [PartialHeard("高龄津贴")], 40: [question]})


def status(page, name):
    page.wait_for_selector(f"body[data-status='{name}']")


def test_a_question_by_voice_is_captioned_answered_and_listened_to_again(browser):
    ears = []
    with running(ears=lambda: ears.append(SpokenTo()) or ears[-1], mouth=FakeMouth(seconds=2)) as station:
        page = open_page(browser, station)
        page.click("#orb")
        went_through(page, "heard")
        page.wait_for_selector("#home-live:has-text('高龄津贴')")
        page.wait_for_selector(".answer span.now")
        assert page.inner_text("#heard-words") == "高龄津贴怎么领"
        went_through(page, "speaking")
        went_through(page, "listening")
        page.close()
    assert {len(frame) for frame in ears[0].frames} == {3200}
    assert any(any(frame) for frame in ears[0].frames)


def test_a_touch_on_the_screen_silences_the_voice(browser):
    with running(mouth=FakeMouth(seconds=20)) as station:
        page = open_page(browser, station)
        page.click("[data-title='高龄津贴']")
        page.wait_for_selector(".answer span.now")
        page.mouse.click(640, 90)
        status(page, "listening")
        assert page.locator(".answer span.now").count() == 0
        page.close()


def test_nothing_is_asked_of_any_other_machine(browser, station):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url.replace("ws:", "http:")))
    broken = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(station.url)
    page.click("[data-title='高龄津贴']")
    page.wait_for_selector("#card:not([hidden])")
    page.close()
    assert asked and all(url.startswith(station.url) for url in asked)
    assert broken == []


def test_the_whole_visit_by_keyboard_alone(page, station):
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.dataset.title") == "高龄津贴":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card:not([hidden])")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
    for name in (
        "orb",
        "text",
        "再说一遍",
        "等一下",
        "慢一点",
        "大声点",
        "回首页",
        "办完了",
        "找人帮忙",
        "帮我登记",
    ):
        assert name in reached
    page.focus("#text")
    page.keyboard.type("胸口疼")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.emergency")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_a_second_tap_within_half_a_second_is_not_meant(page, station):
    page.dblclick("[data-title='高龄津贴']")
    page.wait_for_selector("#card:not([hidden])")
    page.wait_for_timeout(300)
    assert [text for _, text in station.dialogue.asked] == [ALLOWANCE]


def test_a_second_tap_on_a_digit_is_not_meant_and_one_on_another_is(page):
    page.click("#open-keypad")
    page.wait_for_timeout(300)
    page.dblclick("[data-key='5']")
    page.wait_for_timeout(300)
    page.click("[data-key='7']")
    assert page.inner_text("#keypad-shown") == "57"


@pytest.mark.parametrize(("beside", "is_meant"), [(18, True), (24, False)], ids=["five millimetres", "seven"])
def test_a_finger_that_lands_just_beside_a_button_hits_it(page, station, beside, is_meant):
    assert beside <= MILLIMETRE * 5 or not is_meant
    box = page.locator("[data-title='看病报销']").bounding_box()
    page.mouse.click(box["x"] + box["width"] + beside, box["y"] + box["height"] / 2)
    page.wait_for_selector("body:not([data-mode='attract'])")
    page.wait_for_timeout(200)
    assert bool(station.dialogue.asked) is is_meant


def test_a_finger_beside_the_button_that_ends_the_visit_ends_nothing(page):
    page.click("[data-title='高龄津贴']")
    page.wait_for_selector("#card:not([hidden])")
    box = page.locator(".bar-end").bounding_box()
    page.mouse.click(box["x"] - 10, box["y"] + 10)
    page.wait_for_timeout(300)
    assert not page.is_visible("#wiped") and "身份证" in page.inner_text("#answer")


def test_a_key_that_is_held_down_presses_once(page, station):
    page.focus("[data-title='高龄津贴']")
    for _ in range(4):
        page.keyboard.down("Enter")
        page.wait_for_timeout(300)
    page.keyboard.up("Enter")
    page.wait_for_selector("#card:not([hidden])")
    assert len(station.dialogue.asked) == 1


def test_the_end_leaves_nothing_on_the_page(page):
    page.fill("#text", "我叫王桂英")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer span")
    page.fill("#text", "还没写完")
    page.click("[data-size-choice='3']")
    page.wait_for_timeout(600)
    page.click(".bar-end")
    page.wait_for_selector("#wiped:not([hidden])")
    left = page.content() + page.input_value("#text")
    assert "王桂英" not in left and "没写完" not in left
    assert page.get_attribute("body", "data-size") == "1"
    page.wait_for_selector("#wiped", state="hidden")
    assert page.get_attribute("body", "data-view") == "home"


def test_back_and_reload_never_return_to_the_last_person(page, station):
    page.fill("#text", "我叫王桂英")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer span")
    page.reload()
    page.wait_for_selector("body[data-connected]")
    assert "王桂英" not in page.content()
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector("body[data-connected]")
    assert "王桂英" not in page.content()
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])") == '[{},{},""]'


def test_leaving_is_counted_down_and_one_press_stays(browser):
    rules = Rules(idle=0.5, warning=20)
    with running(settings=KioskSettings(tick=0.05, rules=rules)) as station:
        page = open_page(browser, station)
        page.click("[data-title='高龄津贴']")
        page.wait_for_selector("#leaving:not([hidden])")
        assert int(page.inner_text("#leaving-seconds")) <= 20
        assert page.evaluate("document.activeElement.textContent") == "我还在，接着办"
        page.keyboard.press("Enter")
        page.wait_for_selector("#leaving", state="hidden")
        assert page.is_visible("#card")
        page.close()


def test_a_second_window_takes_over_and_the_first_can_take_it_back(browser, station, page):
    page.fill("#text", "我的事")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer span")
    other = open_page(browser, station)
    page.wait_for_selector("#moved:not([hidden])")
    assert "我的事" not in page.inner_text("main")
    assert "我的事" not in other.content()
    page.click("#come-back")
    page.wait_for_selector("#moved", state="hidden")
    page.wait_for_selector(".answer:has-text('我的事')")
    other.wait_for_selector("#moved:not([hidden])")
    other.close()


def test_a_lost_connection_is_said_and_mended(browser):
    with running(mouth=None) as station:
        page = open_page(browser, station)
        page.fill("#text", "我的事")
        page.keyboard.press("Enter")
        page.wait_for_selector(".answer span")
        port = station.port
        station.stop()
        page.wait_for_selector("[data-notice='lost']")
        status(page, "lost")
        with running(mouth=None, port=port):
            page.wait_for_selector("body[data-connected]")
            page.wait_for_selector("[data-notice='lost']", state="detached")
            assert "我的事" not in page.content()
        page.close()


def test_without_a_microphone_permission_touch_and_typing_are_offered(browser, station):
    context = browser.new_context(permissions=[])
    page = context.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(station.url)
    page.wait_for_selector("body[data-connected]")
    page.click("#orb")
    page.wait_for_selector("[data-notice='mic_denied']")
    status(page, "by_hand")
    context.close()


def test_a_dead_microphone_is_told_from_a_quiet_room(browser, station):
    page = browser.new_page()
    page.add_init_script(
        """navigator.mediaDevices.getUserMedia = async () =>
             new AudioContext().createMediaStreamDestination().stream"""
    )
    page.goto(station.url)
    page.wait_for_selector("body[data-connected]")
    page.click("#orb")
    page.wait_for_selector("[data-notice='mic_silent']")
    status(page, "mic_silent")
    page.close()


DEVICES = "navigator.mediaDevices.enumerateDevices = async () => window.has.map((kind) => ({ kind }));"
NO_MICROPHONE = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError') };"


@pytest.mark.parametrize(
    ("script", "key"),
    [
        (f"window.has = ['audioinput']; {DEVICES}", "no_loudspeaker"),
        (f"{DEVICES} {NO_MICROPHONE} window.has = [];", "no_devices"),
    ],
    ids=["no loudspeaker", "nothing plugged in"],
)
def test_without_a_loudspeaker_the_screen_says_that_everything_is_written(browser, station, script, key):
    page = browser.new_page()
    page.add_init_script(script)
    page.goto(station.url)
    page.wait_for_selector("[data-notice='no_loudspeaker']")
    assert httpx.get(f"{station.url}healthz").json()["loudspeaker"] is False
    page.click("#orb")
    page.wait_for_selector(f"[data-notice='{key}']")
    assert page.locator("[data-notice]").count() == 1
    page.close()


def test_a_loudspeaker_that_is_plugged_in_is_noticed(browser, station):
    page = browser.new_page()
    page.add_init_script(f"window.has = []; {DEVICES}")
    page.goto(station.url)
    page.wait_for_selector("[data-notice='no_loudspeaker']")
    page.evaluate("window.has = ['audiooutput']; navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    page.wait_for_selector("[data-notice]", state="detached")
    page.close()


def test_a_number_is_keyed_in_masked(page, station):
    page.click("#open-keypad")
    for key, before in zip("13800138000", " 1380013800", strict=True):
        page.wait_for_timeout(550 if key == before else 300)
        page.click(f"[data-key='{key}']")
    assert page.inner_text("#keypad-shown") == "●●●●●●●8000"
    page.wait_for_timeout(500)
    page.click("#keypad-send")
    page.wait_for_selector("#heard-words:has-text('8000')", state="attached")
    assert "13800138000" not in page.inner_text("body")
    assert station.dialogue.asked[-1][1] == "13800138000"


def test_captions_reach_a_screen_reader(page):
    assert page.get_attribute("#spoken-text", "aria-live") == "polite"
    page.click("[data-title='高龄津贴']")
    page.wait_for_selector("#spoken-text:has-text('您听好')", state="attached")


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_the_resampler_keeps_speech_and_drops_what_16_khz_cannot_hold(page, rate):
    """A tone of 1 kHz comes through whole, one of 11 kHz does not come back as 5 kHz."""
    levels = page.evaluate(
        """async (rate) => {
          const { Resampler } = await import("/static/js/resampler.js");
          const level = (pitch) => {
            const resampler = new Resampler(rate);
            const out = [];
            for (let block = 0; block < rate / 128; block += 1) {
              const angle = (n) => (2 * Math.PI * pitch * (block * 128 + n)) / rate;
              const input = Float32Array.from({ length: 128 }, (_, n) => Math.sin(angle(n)));
              out.push(...resampler.push(input));
            }
            const steady = out.slice(200, -200);
            const power = steady.reduce((sum, value) => sum + value * value, 0) / steady.length;
            return [out.length, Math.sqrt(power)];
          };
          return { speech: level(1000), hiss: level(11000) };
        }""",
        rate,
    )
    assert abs(levels["speech"][0] - 16_000) < 60
    assert 0.69 < levels["speech"][1] < 0.72
    assert levels["hiss"][1] < 0.002, json.dumps(levels)
