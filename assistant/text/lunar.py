"""The lunar calendar: conversion both ways (1900 to 2099), festivals, the twelve animals."""

from datetime import date

from lunardate import LunarDate

#: Festivals by their lunar month and day. Day 0 is the last of the month.
FESTIVALS = {
    "大年初一": (1, 1), "正月初一": (1, 1), "春节": (1, 1), "元宵": (1, 15), "龙抬头": (2, 2), "端午": (5, 5),
    "七夕": (7, 7), "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8), "除夕": (12, 0), "大年三十": (12, 0),
    "年三十": (12, 0), "大年夜": (12, 0),
}  # fmt: skip

ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_FIRST_RAT_YEAR = 4
#: Of the table behind the conversion: lunar 1900 to 2099.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 31), date(2100, 2, 8)


def to_solar(year: int, month: int, day: int, is_leap_month: bool = False) -> date | None:
    """The solar date of a lunar one; None if there is no such day. Day 0 is the last day of the month.

    Lunar December mostly falls into the next solar year: 1953 腊月初八 is 1954-01-12.
    """
    for candidate in (30, 29) if day == 0 else (day,):
        try:
            solar: date = LunarDate(year, month, candidate, is_leap_month).to_solar_date()
        except ValueError:
            continue
        return solar
    return None


def to_lunar(day: date) -> tuple[int, int, int, bool] | None:
    """Lunar year, month, day and whether the month is a leap month; None outside 1900-01-31 to 2100-02-08."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        return None
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return lunar.year, lunar.month, lunar.day, lunar.is_leap_month


def animal_of(lunar_year: int) -> str:
    """The animal of a lunar year: 1945 is 鸡."""
    return ANIMALS[(lunar_year - _FIRST_RAT_YEAR) % 12]
