"""Days as they stand in a sentence: 12月5日, 2027年1月5日."""

from datetime import date, datetime

_PARTS = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
"""Until which hour a part of the day lasts."""


def written_day(day: date, today: date) -> str:
    """The day for screen and voice; the year is told when it is not this one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def written_moment(moment: datetime, today: date) -> str:
    """The day with the time of the day as it is said: 12月5日下午2点半."""
    hour, minute = moment.hour, moment.minute
    part = next(name for until, name in _PARTS if hour < until)
    shown = hour - 12 if hour > 12 else hour
    past = "" if minute == 0 else "半" if minute == 30 else f"{minute}分"
    return f"{written_day(moment.date(), today)}{part}{shown}点{past}"
