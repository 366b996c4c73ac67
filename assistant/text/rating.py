"""What somebody says who was just asked how it went: good, fair or poor."""

from __future__ import annotations

import re

_LEAD = "(?:我觉得|觉得|今天|这回|这次|还|都|挺|蛮|很|真|非常|太|好像|嗯|算|就|那)*"
_TAIL = "(?:的|了|吧|啊|呀|哦|嘛|得很|啦|呢)*[。！!，, ]*"
_WORDS = {
    "poor": "不好|不满意|不行|差|差劲|差评|糟|糟糕|不太好|没办成|不怎么样|唔好|弗好|不中|不得行",
    "fair": "中|一般|一般般|凑合|马马虎虎|过得去|还行|中等|还可以|差不多",
    "good": "好|满意|可以|行|不错|好评|不赖|没得说|顶呱呱|中意|得行|要得|好得很",
}
_PATTERNS = {rating: re.compile(f"{_LEAD}(?:{words}){_TAIL}") for rating, words in _WORDS.items()}


def read_rating(text: str) -> str | None:
    """`good`, `fair` or `poor`, when the words are that and nothing else."""
    return next((rating for rating, pattern in _PATTERNS.items() if pattern.fullmatch(text.strip())), None)
