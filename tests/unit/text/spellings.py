"""The ways people write and say one number, for property tests."""

from datetime import date

from hypothesis import strategies as st

from assistant.text.identity import is_checked

_WAYS_TO_SAY = {
    "0": "0０零〇洞",
    "1": "1１一幺①",
    "2": "2２二两",
    "3": "3３三③",
    "4": "4４四",
    "5": "5５五",
    "6": "6６六",
    "7": "7７七拐",
    "8": "8８八",
    "9": "9９九",
}
_PAUSES = ("", "", "", " ", "-", "，", "、", "…", " 嗯 ", "\u200b")


@st.composite
def spelled(draw: st.DrawFn, digits: str) -> str:
    """The digits in a mixture of figures and spoken words, with pauses anywhere."""
    parts = []
    for digit in digits:
        parts.append(draw(st.sampled_from(_WAYS_TO_SAY[digit])))
        parts.append(draw(st.sampled_from(_PAUSES)))
    return "".join(parts[:-1])


def luhn_digit(digits: str) -> str:
    """The check digit that makes the digits a bank card number (ISO/IEC 7812)."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def id_check(first_seventeen: str) -> str:
    """The last place of an identity number, with the weights of GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, weights, strict=True))
    return "10X98765432"[total % 11]


#: One in ten thousand is a whole identity number of Gansu as well, and is taken for that: a form needs it.
CARDS = (
    st.text("0123456789", min_size=12, max_size=15)
    .map(lambda tail: "622" + tail + luhn_digit("622" + tail))
    .filter(lambda number: not is_checked(number))
)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(r"(010|02[0-9]|0[3-9][0-9]{2})[2-8][0-9]{7}", fullmatch=True)


def _with_check(first_seventeen: str) -> str:
    return first_seventeen + id_check(first_seventeen)


def _ending_in_x(first_fourteen: str, start: int) -> str:
    orders = (f"{(start + step) % 1000:03d}" for step in range(1000))
    return next(number for order in orders if (number := _with_check(first_fourteen + order)).endswith("X"))


_AREA_AND_BIRTHDAY = st.builds(
    lambda area, day: f"{area}{day:%Y%m%d}",
    st.integers(110101, 659001),
    st.dates(date(1920, 1, 1), date(2020, 1, 1)),
)
IDS = st.builds(lambda first, order: _with_check(f"{first}{order:03d}"), _AREA_AND_BIRTHDAY, st.integers(1, 999))
IDS_WITH_X = st.builds(_ending_in_x, _AREA_AND_BIRTHDAY, st.integers(0, 999))
