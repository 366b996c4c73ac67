"""Numbers that belong to the public, not to a person."""

import re

#: Emergency numbers, government hotlines (12xxx), banks and grid companies (95xxx), 96xxx local service
#: lines, carriers and post, and 400/800 service numbers.
_HOTLINE = re.compile(
    r"11[024789]|12[0-2]|12[1-46-9]\d{2}|9[56]\d{3}|100(?:00|01|10|15|16|50|60|86|99)|1118\d|[48]00\d{7}"
)


def is_hotline(digits: str) -> bool:
    """Whether the digits are a public service number: 110, 12345, 96110, 400 followed by seven digits…"""
    return _HOTLINE.fullmatch(digits) is not None
