"""A volunteer talks to the person from the desk, in their own voice."""

from __future__ import annotations

import pytest

from tests.e2e.side_by_side.conftest import Room
from tests.e2e.side_by_side.test_two_pages import call_a_person, in_a_form, side_by_side

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

SPEAKS = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const [tone, gain] = [new OscillatorNode(context), new GainNode(context)];
  const out = context.createMediaStreamDestination();
  tone.connect(gain).connect(out);
  gain.gain.value = 0;
  for (let at = 0.2; at < 8; at += 0.6) {
    gain.gain.setValueAtTime(0.2, context.currentTime + at);
    gain.gain.setValueAtTime(0, context.currentTime + at + 0.3);
  }
  tone.start();
  await context.resume();
  return out.stream;
};
"""
"""Stands in for the microphone of a volunteer who speaks, with pauses."""

HEARD = """
const heard = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...given) {
  heard.push(this.buffer.duration);
  start.apply(this, given);
};
window.heard = heard;
"""


def test_it_is_heard_at_the_kiosk_and_silence_is_not_sent(room: Room) -> None:
    desk, kiosk = room.desk("小李"), in_a_form(room)
    call_a_person(kiosk)
    side_by_side(kiosk, desk)
    desk.page.click("#own-voice")
    desk.shows("#own-voice[aria-pressed=true]")
    desk.page.wait_for_timeout(1000)
    desk.page.click("#own-voice")
    desk.shows("#problem:has-text('没有录到声音')")

    desk.page.evaluate(SPEAKS)
    kiosk.page.evaluate(HEARD)
    desk.page.fill("#say-text", "您别急，我帮您看着")
    desk.page.click("#own-voice")
    desk.shows("#own-voice[aria-pressed=true]")
    desk.page.wait_for_timeout(2000)
    desk.page.click("#own-voice")
    kiosk.shows("#volunteer-words:has-text('小李说：您别急，我帮您看着')")
    kiosk.page.wait_for_function("heard.some((seconds) => seconds > 1 && seconds < 4)")
    desk.shows("#lines:has-text('您别急，我帮您看着')")

    desk.page.click("#own-voice")
    desk.shows("#own-voice[aria-pressed=true]")
    desk.page.wait_for_timeout(1500)
    desk.page.click("#own-voice")
    kiosk.shows("#volunteer-words:has-text('小李在跟您说话')")
    desk.shows("#lines:has-text('您用自己的声音说了一句')")
