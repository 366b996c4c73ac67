"""What becomes of the recogniser's words."""

import pytest

from kiosk.speech.transcript import MOST, Transcript, joined, transcript

pytestmark = pytest.mark.unit


def several(*readings):
    return {"alternatives": [{"text": text, "confidence": score} for text, score in readings]}


def test_pieces_are_joined_without_spaces_and_without_what_is_no_word():
    pieces = [{"text": "高龄 [unk] 津贴"}, {"text": ""}, {"text": "<UNK> 怎么 领"}]
    assert transcript(pieces) == Transcript("高龄津贴怎么领", has_unknown=True)
    assert joined("高龄 [unk] 津贴") == "高龄津贴"


def test_what_else_it_may_have_been_is_kept_the_likeliest_first():
    pieces = [several(("胸口 疼", 200.0), ("胸口 腾", 198.0)), several(("得 厉害", 90.0), ("的 厉害", 89.5))]
    assert transcript(pieces).text == "胸口疼得厉害"
    assert transcript(pieces).also == ("胸口疼的厉害", "胸口腾得厉害", "胸口腾的厉害")


def test_each_reading_is_there_once_and_they_are_few():
    same = several(("高龄 津贴", 5.0), ("高 龄 津贴", 4.0), ("", 3.0))
    assert transcript([same]) == Transcript("高龄津贴")
    many = several(*((f"第{n}种", -float(n)) for n in range(2 * MOST)))
    assert len(transcript([many, many]).also) == MOST - 1


def test_where_nothing_was_said_it_was_nothing_else_either():
    assert transcript([]) == transcript([several(("", 1.0), ("的", 0.5))]) == Transcript()
