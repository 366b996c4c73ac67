"""Numbers as they are said in Mandarin."""

DIGITS = "零一二三四五六七八九"


def spoken_number(number: int) -> str:
    """A whole number from 0 to 9999: 12 is 十二, 105 is 一百零五.

    Raises ValueError outside that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return "十" + _rest(number - 10)
    if number < 100:
        return DIGITS[number // 10] + "十" + _rest(number % 10)
    unit, character = (100, "百") if number < 1000 else (1000, "千")
    rest = number % unit
    gap = "零" if 0 < rest < unit // 10 else ""
    # Inside a larger number ten is 一十.
    ten = "一" if unit == 100 and 10 <= rest < 20 else ""
    return DIGITS[number // unit] + character + gap + ten + _rest(rest)


def _rest(number: int) -> str:
    return spoken_number(number) if number else ""
