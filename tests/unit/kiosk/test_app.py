"""The kiosk's web app as a page meets it, with stand-ins for dialogue, ears and mouth."""

import json
import logging
import threading

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from channels.wire import Button, Reply, TurnEnd
from kiosk.app import build_app
from kiosk.events import FinalHeard
from kiosk.settings import KioskSettings
from kiosk.turn_state import Rules
from tests.unit.kiosk.fakes import FakeDialogue, FakeEar, FakeMouth
from tests.unit.kiosk.page import FAST, FRAME, HERE, Page, kiosk, one_page, page_of

pytestmark = pytest.mark.unit


def test_page_files_and_health_are_served_and_guarded():
    with kiosk(ears=None, mouth=FakeMouth()) as client:
        page = client.get("/")
        assert "请说话" not in page.text and "找人帮忙" in page.text
        assert client.get("/static/sentences.zh.json").json()["spoken"]["greeting"]
        senses = {"listens": False, "speaks": True, "microphone": False, "loudspeaker": False}
        assert client.get("/healthz").json() == {"status": "ok", "page": False, **senses}
        for answer in (page, client.get("/static/js/main.js"), client.get("/nothing")):
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert "unsafe" not in answer.headers["content-security-policy"]
            assert answer.headers["cache-control"] == "no-store"


def test_the_page_is_not_given_under_a_foreign_name():
    with kiosk() as client:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:99", "null", ""])
def test_a_page_of_another_origin_gets_no_socket(origin):
    with (
        kiosk() as client,
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("ws://localhost/kiosk/ws", headers={"origin": origin}),
    ):
        pass


def test_what_does_not_work_is_said_until_it_works_again():
    now = {"dialogue_away"}

    async def troubles():
        return frozenset(now)

    app = build_app(FakeDialogue(), FakeEar, None, KioskSettings(tick=0.01, troubles_every=0.01), troubles)
    with TestClient(app, base_url="http://localhost") as client, page_of(client) as page:
        page.until("notice", key="dialogue_away", on=True)
        now.clear()
        page.until("notice", key="dialogue_away", on=False)
        assert client.get("/healthz").json()["page"] is True


@pytest.mark.parametrize(("works", "status"), [(True, 204), (False, 503)])
def test_a_station_with_a_printer_prints_what_its_own_page_brings_and_says_whether_it_went(works, status):
    printed = []

    async def print_paper(paper):
        printed.append(paper)
        return works

    app = build_app(FakeDialogue(), FakeEar, None, FAST, print_paper=print_paper)
    ours = {"origin": "http://localhost"}
    with TestClient(app, base_url="http://localhost") as client:
        assert client.post("/print", content="<p>单子</p>".encode(), headers=ours).status_code == status
        assert client.post("/print", content=b" ", headers=ours).status_code == 503
        assert client.post("/print", content=b"x" * 600_000, headers=ours).status_code == 413
        assert client.post("/print", content=b"x", headers={"origin": "http://evil.example"}).status_code == 403
        assert client.post("/print", content=b"x").status_code == 403
    assert printed == ["<p>单子</p>"]


def test_without_a_printer_of_the_station_the_page_is_told_so():
    with kiosk() as client:
        assert client.post("/print", content=b"x", headers={"origin": "http://localhost"}).status_code == 404


def test_what_waits_to_be_printed_goes_with_every_person_and_no_sooner():
    cleared = []

    async def forget_prints():
        cleared.append(True)

    app = build_app(FakeDialogue(), FakeEar, None, FAST, forget_prints=forget_prints)
    with TestClient(app, base_url="http://localhost") as client, page_of(client) as page:
        page.send("text", text="问")
        page.until("reply")
        page.send("home")
        page.until("home")
        assert cleared == []
        page.send("end")
        page.until("wiped")
        page.send("text", text="下一位")
        page.until("reply")
        assert cleared == [True]


def test_a_typed_question_is_answered_with_buttons_and_card():
    card = {"kind": "answer", "title": "高龄津贴", "items": [{"text": "身份证", "note": ""}]}
    buttons = (*(Button(f"第{n}个", f"/b{n}") for n in range(8)), Button("找人", "/dlg.human"))
    dialogue = FakeDialogue({"津贴": [Reply("要带身份证。去社区办。", buttons, card), TurnEnd({"asking": "age"})]})
    with one_page(dialogue=dialogue) as page:
        page.send("text", text="津贴")
        assert page.until("caption", final=True)["text"] == "津贴"
        reply = page.until("reply")
        assert [one["text"] for one in reply["sentences"]] == ["要带身份证。", "去社区办。"]
        assert len(reply["buttons"]) == 5 and all(one["payload"] != "/dlg.human" for one in reply["buttons"])
        assert reply["card"] == card
        page.until("state", mode="listening", asking="age")


def test_the_first_sentence_sounds_while_the_second_is_still_to_be_made():
    dialogue = FakeDialogue({"问": [Reply("第一句。第二句。"), TurnEnd()]})
    mouth = FakeMouth()
    with one_page(dialogue=dialogue, mouth=mouth) as page:
        page.send("text", text="问")
        lines = page.until("reply")["sentences"]
        first = page.until("audio")
        assert first["utterance"] == lines[0]["utterance"]
        assert page.clips[first["utterance"]].startswith(b"RIFF")
        assert page.until("audio")["utterance"] == lines[1]["utterance"]
        page.until("state", mode="listening", microphone=True)
    assert [said[0] for said in mouth.said] == ["第一句。", "第二句。"]


def test_without_ears_the_screen_says_so_and_typing_works():
    with one_page(ears=None) as page:
        assert not page.welcome["listens"]
        assert page.until("notice")["key"] == "no_ears"
        page.send("mic", works=True)
        page.socket.send_bytes(FRAME)
        page.send("text", text="问")
        page.until("reply")
        assert not page.until("state", mode="listening")["microphone"]


def test_while_the_speech_model_is_loaded_the_page_is_there_for_touch_and_then_for_speech():
    is_loaded = threading.Event()

    def coming():
        is_loaded.wait(10)
        return FakeEar

    app = build_app(FakeDialogue(), None, None, FAST, coming=coming)
    with TestClient(app, base_url="http://localhost") as client, page_of(client) as page:
        assert not page.welcome["listens"] and page.until("notice")["key"] == "ears_coming"
        page.send("text", text="问")
        page.until("reply")
        assert not client.get("/healthz").json()["listens"]
        is_loaded.set()
        page.until("notice", key="ears_coming", on=False)
        assert page.until("listens")["on"]
        page.until("state", mode="listening", microphone=True)
        assert client.get("/healthz").json()["listens"]


def test_a_speech_model_that_cannot_be_loaded_is_said_in_the_end():
    app = build_app(FakeDialogue(), None, None, FAST, coming=lambda: None)
    with TestClient(app, base_url="http://localhost") as client, page_of(client) as page:
        page.until("notice", key="no_ears", on=True)


def test_without_a_mouth_the_answer_is_on_the_screen_alone():
    with one_page(mouth=None) as page:
        assert page.until("notice")["key"] == "no_mouth"
        page.send("text", text="问")
        seen = page.seen("state", mode="listening")
        assert "audio" not in [frame["type"] for frame in seen]
        (reply,) = (frame for frame in seen if frame["type"] == "reply")
        assert reply["sentences"][0]["utterance"] is None


def test_a_mouth_that_breaks_does_not_hold_up_the_visit():
    mouth = FakeMouth()
    mouth.broken = True
    with one_page(mouth=mouth) as page:
        page.send("text", text="问")
        assert page.until("notice", on=True)["key"] == "no_mouth"
        page.until("state", mode="listening", microphone=True)


@pytest.mark.parametrize(
    "items",
    [[RuntimeError("away")], [], [Reply("一半。"), RuntimeError("away")]],
    ids=["raises", "empty", "half"],
)
def test_a_dialogue_that_fails_is_never_silence(items, caplog):
    with one_page(dialogue=FakeDialogue({"问": items})) as page:
        page.send("text", text="问")
        types = [frame["type"] for frame in page.seen("state", mode="listening")]
        assert "reply" in types or "say" in types
        page.send("text", text="再问")
        page.until("reply")
    assert "away" not in caplog.text


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        "null",
        "7",
        '"hello"',
        '{"type": 7}',
        '{"type": ["text"]}',
        '{"type": "dance"}',
        '{"type": "text"}',
        '{"type": "text", "text": 7}',
        '{"type": "press", "title": "x", "payload": " "}',
        '{"type": "played", "utterance": "1"}',
        '{"type": "played", "utterance": true}',
        '{"type": "adjust", "setting": "font", "change": "up"}',
        '{"type": "example", "index": null}',
        "[" * 5000,
        "x" * 5_000_000,
        b"",
        b"\0",
        bytes(3201),
        bytes(5_000_000),
    ],
    ids=lambda frame: repr(frame[:24]),
)
def test_a_broken_frame_changes_nothing(broken):
    with one_page() as page:
        send = page.socket.send_bytes if isinstance(broken, bytes) else page.socket.send_text
        send(broken)
        page.send("text", text="还好吗")
        assert page.until("reply")["sentences"][0]["text"] == "您问的是还好吗。"


def test_frames_before_hello_and_a_second_hello_do_nothing():
    with kiosk() as client, client.websocket_connect("ws://localhost/kiosk/ws", headers=HERE) as socket:
        page = Page(socket)
        page.send("text", text="太早")
        page.socket.send_bytes(FRAME)
        page.send("hello")
        name = page.until("welcome")["session"]
        page.send("hello")
        page.send("text", text="问")
        seen = page.seen("reply")
        assert "welcome" not in [frame["type"] for frame in seen]
        assert name.startswith("kiosk-") and len(name) > 20


def test_the_newer_page_takes_over_and_the_older_can_come_back():
    with kiosk() as client, page_of(client) as older:
        older.send("text", text="我的事")
        older.until("state", mode="listening")
        mine = older.welcome["session"]
        with page_of(client) as newer:
            older.until("moved")
            with pytest.raises(WebSocketDisconnect) as gone:
                older.socket.receive_json()
            assert gone.value.code == 4001
            assert newer.welcome["session"] != mine
            newer.send("text", text="别人的事")
            frames = newer.seen("state", mode="listening")
            assert "我的事" not in json.dumps(frames, ensure_ascii=False)
            with page_of(client, session=mine) as back:
                newer.until("moved")
                assert back.welcome["session"] == mine
                assert back.until("caption")["text"] == "我的事"
                assert back.until("reply")["sentences"][0]["text"] == "您问的是我的事。"


def test_a_broken_connection_goes_on_where_it_was():
    mouth = FakeMouth()
    with kiosk(mouth=mouth) as client:
        with page_of(client) as page:
            page.send("text", text="我的事")
            page.until("reply")
            mine = page.welcome["session"]
        with page_of(client, session=mine) as page:
            assert page.welcome["session"] == mine
            page.until("reply")
            page.until("state", mode="listening", microphone=True)


def test_a_reload_shows_nothing_of_the_last_person():
    with kiosk() as client:
        with page_of(client) as page:
            page.send("text", text="我的事")
            page.until("state", mode="listening")
        with page_of(client) as page:
            page.send("touch")
            frames = page.seen("state", mode="listening")
            assert "我的事" not in json.dumps(frames, ensure_ascii=False)


def test_a_visit_left_alone_is_wiped_even_without_its_page():
    quick = KioskSettings(tick=0.01, rules=Rules(idle=0.05, warning=0.05))
    dialogue = FakeDialogue()
    with kiosk(dialogue=dialogue, settings=quick) as client:
        with page_of(client) as page:
            page.send("text", text="我的事")
            mine = page.welcome["session"]
            page.until("state", mode="listening")
        seat = client.app.state.seat
        for _ in range(500):
            if not seat.names():
                break
            client.get("/healthz")
        with page_of(client, session=mine) as page:
            assert page.welcome["session"] != mine


def test_leaving_is_announced_counted_down_and_wiped():
    quick = KioskSettings(tick=0.01, rules=Rules(prompts=(), idle=0.1, warning=0.2))
    dialogue = FakeDialogue()
    mouth = FakeMouth(seconds=0.01)
    with one_page(dialogue=dialogue, settings=quick, mouth=mouth) as page:
        page.send("adjust", setting="volume", change="up")
        page.send("text", text="我的事")
        page.until("say", key="leaving")
        assert page.until("wiped")["session"] != page.welcome["session"]
        page.until("state", mode="attract", leaving=None, person=False)
        page.send("text", text="别人的事")
        page.until("reply")
    (mine, _), (other, _) = dialogue.asked
    assert mine != other
    assert mine in dialogue.forgotten and other not in dialogue.forgotten
    assert mouth.forgot


def test_voice_and_print_are_as_the_resident_wishes_until_the_visit_ends():
    def control(setting, change):
        return [Reply("好。", card={"kind": "control", "setting": setting, "change": change}), TurnEnd()]

    dialogue = FakeDialogue({"慢点": control("pace", "down"), "字大点": control("font", "up")})
    mouth = FakeMouth(seconds=0.01)
    with one_page(dialogue=dialogue, mouth=mouth) as page:
        page.send("text", text="慢点")
        assert page.until("reply")["card"] is None
        page.until("state", mode="listening")
        page.send("adjust", setting="volume", change="up")
        page.until("reply", again=True)
        page.until("audio")
        page.until("state", mode="listening")
        page.send("text", text="字大点")
        page.until("adjust", setting="font", change="up")
        page.send("end")
        page.until("wiped")
        page.send("text", text="问")
        page.until("audio")
        page.until("state", mode="listening")
    assert mouth.said[0] == ("好。", 144, 0.0)
    assert mouth.said[1] == ("好。", 144, 6.0)
    assert mouth.said[-1][1:] == (180, 0.0)


@pytest.mark.parametrize(("setting", "change", "mode"), [("pause", "start", "paused"), ("session", "end", "attract")])
def test_the_dialogue_can_pause_and_end_a_visit(setting, change, mode):
    card = {"kind": "control", "setting": setting, "change": change}
    with one_page(dialogue=FakeDialogue({"说": [Reply("好。", card=card), TurnEnd()]})) as page:
        page.send("text", text="说")
        page.until("state", mode=mode)


def test_back_to_the_start_is_said_over_the_first_screen():
    card = {"kind": "control", "setting": "screen", "change": "home"}
    dialogue = FakeDialogue({"/dlg.restart": [Reply("从头来。", card=card), TurnEnd()]})
    with one_page(dialogue=dialogue) as page:
        page.send("text", text="问")
        page.until("state", mode="listening")
        page.send("home")
        page.until("home")
        assert page.until("reply")["home"]


def test_a_person_can_be_called_when_the_dialogue_is_away():
    with one_page(dialogue=FakeDialogue({"/dlg.human": [RuntimeError()]})) as page:
        page.send("person")
        page.until("state", person=True)
        assert page.until("say")["key"] == "dialogue_down"
        page.send("person_done")
        page.until("state", person=False)


def test_private_numbers_are_neither_shown_in_full_nor_logged(caplog):
    number = "11010519491231002X"
    dialogue = FakeDialogue()
    with caplog.at_level(logging.DEBUG, logger="kiosk"), one_page(dialogue=dialogue) as page:
        page.send("text", text=f"我的身份证是{number}")
        frames = json.dumps(page.seen("state", mode="listening"), ensure_ascii=False)
    assert number not in frames and "002X" in frames
    assert number not in caplog.text
    assert dialogue.asked[0][1].endswith(number)


def test_practice_speaks_the_example_into_the_ears():
    heard = []

    class Ear(FakeEar):
        def feed(self, pcm):
            heard.append(pcm)
            return [FinalHeard("养老金认证怎么办")] if len(heard) == 3 else []

    settings = KioskSettings(tick=0.01, demo=True)
    with one_page(ears=Ear, mouth=FakeMouth(seconds=0.5), settings=settings) as page:
        assert page.welcome["examples"]
        page.send("example", index=0)
        assert page.until("caption", final=True)["text"] == "养老金认证怎么办"
    assert {len(pcm) for pcm in heard} == {3200}
    assert any(heard[0])


@pytest.mark.parametrize("parts", [{"ears": None, "mouth": FakeMouth()}, {"mouth": None}])
def test_practice_without_ears_or_mouth_types_the_example(parts):
    with one_page(settings=KioskSettings(tick=0.01, demo=True), **parts) as page:
        page.send("example", index=99)
        page.send("example", index=0)
        assert page.until("caption", final=True)["text"] == page.welcome["examples"][0]


def test_practice_with_a_broken_mouth_says_so():
    mouth = FakeMouth()
    mouth.broken = True
    with one_page(mouth=mouth, settings=KioskSettings(tick=0.01, demo=True)) as page:
        page.send("example", index=0)
        assert page.until("notice", on=True)["key"] == "no_mouth"


def test_examples_are_for_practice_only():
    with one_page() as page:
        assert page.welcome["examples"] == []
        page.send("example", index=0)
        page.send("text", text="问")
        assert page.until("caption", final=True)["text"] == "问"


NAME = "kiosk-abcdefghijklmnopqrstuvwx"


def test_a_visit_cut_off_by_the_end_of_the_process_goes_on_with_what_was_said_last():
    dialogue = FakeDialogue({"/dlg.repeat": [Reply("请问您叫什么名字？"), TurnEnd({"asking": "name"})]})
    with kiosk(dialogue=dialogue) as client, page_of(client, NAME, visiting=True) as page:
        assert page.welcome["session"] == NAME
        assert page.until("reply")["sentences"][0]["text"] == "请问您叫什么名字？"
        page.until("state", mode="listening", asking="name")


@pytest.mark.parametrize(("session", "visiting"), [(NAME, False), ("kiosk-short", True), ("x" * 30, True)])
def test_nobodys_visit_and_no_made_up_one_is_taken_up(session, visiting):
    dialogue = FakeDialogue()
    with kiosk(dialogue=dialogue) as client, page_of(client, session, visiting=visiting) as page:
        assert page.welcome["session"] != session
    assert dialogue.asked == []


def test_only_the_first_page_after_a_start_may_go_on_with_a_visit():
    with kiosk() as client:
        with page_of(client):
            pass
        with page_of(client, NAME, visiting=True) as page:
            assert page.welcome["session"] != NAME
