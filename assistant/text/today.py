"""What day and what time it is: how people ask, and how the day is called."""

import re
from datetime import date

from assistant.text.lunar import to_lunar

_BEFORE = "(?:请问|问一下|我问|闺女|姑娘|小伙子?|同志|大?妹子|大姐|大哥|你好|那|哎|你?知道|晓得|，| )*"
_AFTER = "(?:了|啊|呀|呢|啦|来着|嘛|哦|咯|你?知道不?|？| )*"
_ASKS = re.compile(
    f"{_BEFORE}(?:"
    "(?:今天|今儿个?|今日|今朝|今个)(?:是|都|到|系)?(?:(?:农历|阴历|阳历|新历|旧历)?"
    "(?:几月)?(?:几号|几日|多少号|初几|几月|几)|(?:星期|礼拜|周)几|(?:啥|什么|乜)日子)"
    "|(?:现在|这会儿?|这阵|眼下|而家)(?:是|都|到)?(?:几点钟?|(?:啥|什么)(?:时间|时候|钟点))"
    "|(?:都|到)?几点(?:钟)?了"
    f"){_AFTER}"
)
_WEEKDAYS = "一二三四五六日"
_LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_LUNAR_DAYS = (
    *(f"初{one}" for one in "一二三四五六七八九十"),
    *(f"十{one}" for one in "一二三四五六七八九"),
    "二十",
    *(f"廿{one}" for one in "一二三四五六七八九"),
    "三十",
)


def asks_what_day(text: str) -> bool:
    """Whether the text asks for today's date or the time, and nothing else."""
    return _ASKS.fullmatch(text.strip()) is not None


def weekday(day: date) -> str:
    """The day of the week: 星期六."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def lunar_day(day: date) -> str:
    """The day in the farmers' calendar: 十月十九, 闰六月初一; empty where it is not known."""
    found = to_lunar(day)
    if found is None:
        return ""
    _, month, number, is_leap = found
    return f"{'闰' if is_leap else ''}{_LUNAR_MONTHS[month - 1]}月{_LUNAR_DAYS[number - 1]}"
