"""Which characters are Chinese."""

#: The inside of a regular-expression class that matches one hanzi, the zero 〇 and the repetition mark 々
#: included.
HANZI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"

_RANGES = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
    (0x3005, 0x3005),
    (0x3007, 0x3007),
)


def is_hanzi(character: str) -> bool:
    """Whether one character is a hanzi."""
    point = ord(character)
    return any(low <= point <= high for low, high in _RANGES)
