"""Days as they stand in a sentence: 12月5日, 2027年1月5日."""

from datetime import date


def written_day(day: date, today: date) -> str:
    """The day for screen and voice; the year is told when it is not this one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
