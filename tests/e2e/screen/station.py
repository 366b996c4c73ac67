"""A kiosk on a free port of this machine, with stand-ins behind it, for a real browser in front of it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn

from channels.printing import PrintPaper
from channels.wire import Button, Reply, TurnEnd
from kiosk.app import build_app
from kiosk.settings import KioskSettings
from tests.unit.kiosk.fakes import FakeDialogue, FakeEar, FakeMouth

ALLOWANCE = '/svc.elder_allowance{"aspect":"overview"}'
CARD = {
    "kind": "answer",
    "service": "elder_allowance",
    "title": "高龄津贴",
    "aspect": "materials",
    "heading": "要带的东西",
    "items": [
        {"text": "本人身份证", "note": "过期了要先换新的"},
        {"text": "户口簿", "note": "丢了可以到派出所开户籍证明"},
        {"text": "本人的社保卡或银行卡", "note": "津贴打到这张卡上"},
        {"text": "一寸照片一张", "note": ""},
    ],
    "place": "户籍所在地的社区居委会",
    "time_limit": "满八十周岁的前一个月就可以登记",
    "fee": "不收钱",
    "who_helps": {"body": "区民政局", "hotline": "12345"},
    "no_phone_way": "带上材料到社区窗口当面办，不用手机。",
    "source": "《老年人权益保障法》第三十三条",
    "grade": "法律原文",
    "checked_on": "2026-11-23",
}
ANSWER = [
    Reply(
        "您听好，要带身份证、户口簿和社保卡。带齐了，到户口所在的社区去办，当天就能登记。",
        (
            Button("家里人能代办吗", "/ask.proxy"),
            Button("一个月多少钱", "/ask.amount"),
            Button("帮我登记", "/ask.apply"),
        ),
        CARD,
    ),
    TurnEnd({"service": "elder_allowance", "asking": None}),
]


def answering() -> FakeDialogue:
    """A dialogue that knows the allowance, and how to call a person."""
    return FakeDialogue(
        {
            ALLOWANCE: ANSWER,
            "高龄津贴怎么领": ANSWER,
            "/dlg.human": [
                Reply(
                    "好，我请工作人员过来。您坐一会儿，不用走开。",
                    card={"kind": "handover", "text": "正在请人过来"},
                ),
                TurnEnd(handover="asked"),
            ],
            "/dlg.restart": [
                Reply(
                    "好，咱们从头来。您想办什么事？",
                    card={"kind": "control", "setting": "screen", "change": "home"},
                ),
                TurnEnd(),
            ],
            "胸口疼": [
                Reply(
                    "请您坐下别走动，现在就打120。",
                    card={"kind": "emergency", "number": "120", "text": "马上打急救电话"},
                ),
                TurnEnd(handover="emergency"),
            ],
        }
    )


class Station:
    """A running kiosk: `url`, and the stand-ins behind it."""

    def __init__(
        self,
        ears: Callable[[], FakeEar] | None = FakeEar,
        mouth: FakeMouth | None = None,
        settings: KioskSettings | None = None,
        port: int = 0,
        print_paper: PrintPaper | None = None,
    ) -> None:
        self.dialogue = answering()
        self.mouth = mouth
        app = build_app(self.dialogue, ears, mouth, settings or KioskSettings(tick=0.05), print_paper=print_paper)
        config = uvicorn.Config(
            app, host="127.0.0.1", port=port, log_level="warning", ws="wsproto", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def port(self) -> int:
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@contextlib.contextmanager
def running(**parts: Any) -> Iterator[Station]:
    """A station for the length of a test."""
    station = Station(**parts)
    station.start()
    try:
        yield station
    finally:
        station.stop()
