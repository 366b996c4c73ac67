"""What people say they do not mean (不是补社保卡 是坐车的那张): left out, so that only what they mean is read.

Only a contrast is read so, where the other half follows; a plain no keeps what it says no to.
"""

import re

GAP = "〇"
"""Stands where the words were that are not meant."""

_CONTRASTS = (
    # 不是问身份证 是我们外地人拿的那一张
    re.compile(r"(?<=(?<!是)不[是系])[^，。,.\s是]{2,12}?(?=[，。,.\s]*我?(?:是|系|要|就是|就要|问的|讲的|说的))"),
    # 不是要补社保卡 那张在家里放着 是上车刷的那张
    re.compile(r"(?<=(?<!是)不[是系])[^，。,.\s是]{2,12}(?=[，。,.\s].{3})"),
    # 我没说要办居住证 我是要迁户口
    re.compile(r"(?<=没[说问讲])[^，。,.\s]{2,10}(?=$|[，。,.\s])"),
)


def meant(text: str) -> str:
    """The text, which must be normalised, with `GAP` for what is said not to be meant."""
    for contrast in _CONTRASTS:
        text = contrast.sub(GAP, text)
    return text
