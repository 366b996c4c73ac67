"""What becomes of the recogniser's words."""

import pytest

from kiosk.speech.transcript import Transcript, Word, joined, words_of

pytestmark = pytest.mark.unit


def test_pieces_are_joined_without_spaces_and_without_what_is_no_word():
    pieces = [
        {"text": "高龄 [unk] 津贴", "result": [word("高龄"), word("[unk]"), word("津贴")]},
        {"text": ""},
        {"text": "<UNK> 怎么 领", "result": [word("<UNK>"), word("怎么"), word("领")]},
    ]
    assert Transcript(words_of(pieces)).text == "高龄津贴怎么领"
    assert joined(" ".join(piece["text"] for piece in pieces)) == "高龄津贴怎么领"


def test_confidence_is_the_mean_over_characters():
    assert Transcript((Word("高龄津贴", 1.0), Word("领", 0.5))).confidence == pytest.approx(0.9)
    assert Transcript().confidence == 0 and Transcript().text == ""


def word(text):
    return {"word": text, "conf": 1.0, "start": 0.0, "end": 0.1}
