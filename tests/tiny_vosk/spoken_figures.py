"""Random telephone numbers, ages, amounts, dates and addresses as residents say them."""

import random
from collections.abc import Callable, Sequence
from typing import TypedDict

from tests.tiny_vosk.numerals import DIGITS, spoken_number


class FigurePhrases(TypedDict):
    """What stands around the figures; `age` and `amount` have a `{}` for the number."""

    telephone: Sequence[str]
    hotline_before: Sequence[str]
    hotlines: Sequence[str]
    age: Sequence[str]
    amount: Sequence[str]
    date_before: Sequence[str]
    time_before: Sequence[str]


def spoken_figures(choose: random.Random, phrases: FigurePhrases) -> list[str]:
    """All of them; the order of the draws is part of the list, as the seed is fixed."""
    kinds: list[tuple[int, Callable[[random.Random, FigurePhrases], str]]] = [
        (60, _telephone),
        (40, _hotline),
        (90, _age),
        (50, _amount),
        (60, _date),
        (40, _year),
        (40, _time),
        (40, _address),
    ]
    return [kind(choose, phrases) for count, kind in kinds for _ in range(count)]


def _telephone(choose: random.Random, phrases: FigurePhrases) -> str:
    before = choose.choice(phrases["telephone"])
    return before + "".join(_read_digit(choose) for _ in range(choose.choice([4, 4, 6, 8, 11])))


def _read_digit(choose: random.Random) -> str:
    digit = choose.choice(DIGITS)
    return choose.choice("幺" if digit == "一" and choose.random() < 0.5 else digit)


def _hotline(choose: random.Random, phrases: FigurePhrases) -> str:
    return choose.choice(phrases["hotline_before"]) + choose.choice(phrases["hotlines"])


def _age(choose: random.Random, phrases: FigurePhrases) -> str:
    return choose.choice(phrases["age"]).format(_between(choose, 55, 99))


def _amount(choose: random.Random, phrases: FigurePhrases) -> str:
    phrase = choose.choice(phrases["amount"])
    yuan = choose.choice(
        [
            choose.randint(1, 99),
            choose.randint(1, 9) * 100,
            choose.randint(10, 99) * 10,
            choose.randint(1, 9) * 1000 + choose.randint(0, 9) * 100,
        ]
    )
    return phrase.format(spoken_number(yuan))


def _date(choose: random.Random, phrases: FigurePhrases) -> str:
    before = choose.choice(phrases["date_before"])
    month, day = _between(choose, 1, 12), _between(choose, 1, 30)
    day_word = choose.choice(["号", "日"])
    hour = choose.choice(["", "上午", "下午", _between(choose, 1, 12) + "点"])
    return before + month + "月" + day + day_word + hour


def _year(choose: random.Random, phrases: FigurePhrases) -> str:
    century = choose.choice(["一九", "一九", "二零"])
    decade, year = DIGITS[choose.choice([3, 4, 5, 6])], choose.choice(DIGITS)
    return century + decade + year + "年" + choose.choice(["", "生的", _between(choose, 1, 12) + "月"])


def _time(choose: random.Random, phrases: FigurePhrases) -> str:
    before = choose.choice([*phrases["time_before"], "星期" + choose.choice("一二三四五六天")])
    hour = _between(choose, 1, 12).replace("二", "两")
    return before + hour + "点" + choose.choice(["", "半", "钟", "一刻", _between(choose, 11, 59) + "分"])


def _address(choose: random.Random, phrases: FigurePhrases) -> str:
    building = "我住" + _between(choose, 1, 40) + choose.choice(["号楼", "栋"])
    entrance = choose.choice(["", _between(choose, 1, 6) + "单元"])
    floor = _between(choose, 1, 9) + "楼"
    room = DIGITS[choose.randint(1, 9)] + "零" + DIGITS[choose.randint(1, 9)]
    return building + entrance + choose.choice(["", floor, room])


def _between(choose: random.Random, lowest: int, highest: int) -> str:
    return spoken_number(choose.randint(lowest, highest))
