"""Where somebody lives, as it is told: 幸福路十二号 阳光小区三栋二单元四零二."""

import re
import unicodedata
from dataclasses import dataclass

from assistant.text.hanzi import HANZI
from assistant.text.numbers import misheard, parse_number

_N = r"(?:\d{1,5}|[零〇一二两三四五六七八九十百幺]{1,6})"
_BETWEEN = r"[\s，,、。的]*"
_LEAD_IN = re.compile(r"^.*?(?:住在|住到|家住|住址是?|地址是?|家在|就在|我在|在|住)(?=.)")
_SUBDISTRICT = re.compile(rf"([{HANZI}]{{1,8}}?(?:街道|镇|乡))(?=.)")
_STREET = re.compile(rf"([{HANZI}]{{1,8}}?(?:大街|大道|胡同|街|路|巷|弄))(?:{_BETWEEN}({_N})\s*[号弄]院?(?!楼))?")
_COMMUNITY_ENDINGS = "小区|花园|新村|家园|公寓|社区|家属院|大院|嘉园|名苑|苑|里|坊|新城|华庭|湾|庄|村"
_COMMUNITY = re.compile(rf"([{HANZI}\dA-Za-z]{{1,10}}?(?:{_COMMUNITY_ENDINGS}))")
_BUILDING = re.compile(rf"({_N}|[甲乙丙丁东西南北A-Za-z])\s*(?:号楼|栋|幢|座)")
_UNIT = re.compile(rf"({_N}|[甲乙丙丁])\s*(?:单元|门洞|门)")
_FLOOR = re.compile(rf"({_N})\s*(?:楼|层)")
_ROOM = re.compile(
    rf"({_N})\s*(?:室|号房|房|户)"
    rf"|(?:单元|栋|幢|座|号楼|楼|层|门|门洞){_BETWEEN}({_N})号?(?!\s*(?:单元|栋|幢|座|楼|层|号楼|门))"
)
_SHORT = re.compile(r"(?<![\d-])(\d{1,3})-(\d{1,2})-(\d{3,4})(?![\d-])|(?<![\d-])(\d{1,3})-(\d{3,4})(?![\d-])")


@dataclass(frozen=True)
class Address:
    """An address in parts, empty where nothing was said; numbers are figures.

    `uncertain` names the parts whose number is easily misheard (十四栋 for 四十栋): read those back.
    """

    said: str
    subdistrict: str = ""
    street: str = ""
    street_number: str = ""
    community: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    uncertain: tuple[str, ...] = ()

    @property
    def is_findable(self) -> bool:
        """Whether somebody could be sent there: a place and a number in it."""
        return bool((self.street and self.street_number) or ((self.community or self.street) and self.building))

    @property
    def has_door(self) -> bool:
        """Whether it leads to one door: a room, or a house that has a number of its own."""
        return self.is_findable and bool(self.room or not self.building)


_WRITTEN = (
    ("subdistrict", ""), ("street", ""), ("street_number", "号"), ("community", ""), ("building", "号楼"),
    ("unit", "单元"), ("floor", "层"), ("room", "室"),
)  # fmt: skip


def amended_address(before: str, text: str) -> str:
    """An address told earlier with the parts that a later sentence tells otherwise (不对，是四栋).

    The later sentence alone where either is no address, or where it tells a whole one.
    """
    old, new = read_address(before), read_address(text)
    if old is None or new is None or new.is_findable:
        return text
    parts = ((getattr(new, name) or getattr(old, name), ending) for name, ending in _WRITTEN)
    return "".join(f"{part}{ending}" for part, ending in parts if part)


def read_address(text: str) -> Address | None:
    """The address told in a sentence, or None if no part of one is recognised."""
    text = unicodedata.normalize("NFKC", text)
    place = _LEAD_IN.sub("", text)
    subdistrict = _SUBDISTRICT.search(place)
    place = place[subdistrict.end() :].lstrip(" ，,、的") if subdistrict else place
    street = _STREET.search(place)
    after_street = place[street.end() :] if street else place
    community = _COMMUNITY.search(after_street)
    inside = after_street[community.end() :] if community else after_street
    numbered = _numbered(inside)
    parts = {
        "subdistrict": subdistrict[1] if subdistrict else "",
        "street": street[1] if street else "",
        "street_number": _figures(street[2]) if street and street[2] else "",
        "community": community[1] if community else "",
        **{name: _figures(said) for name, said in numbered.items()},
    }
    if not any(parts.values()):
        return None
    return Address(text, **parts, uncertain=tuple(name for name, said in numbered.items() if misheard(said)))


def leads_to_a_door(text: str) -> bool:
    """Whether the words name a building or a room, or a house by its number: too much to be heard by others."""
    found = read_address(text)
    return found is not None and bool(found.building or found.room or found.has_door)


def _numbered(text: str) -> dict[str, str]:
    """Building, unit, floor and room as they were said."""
    short = _SHORT.search(text)
    if short is not None:
        building, unit, room, short_building, short_room = short.groups(default="")
        return {"building": building or short_building, "unit": unit, "room": room or short_room}
    found = {
        name: pattern.search(text) for name, pattern in (("building", _BUILDING), ("unit", _UNIT), ("room", _ROOM))
    }
    said = {name: match[1] or match[match.lastindex or 1] for name, match in found.items() if match}
    floor = _FLOOR.search(text)
    if floor is None:
        return said
    is_building = "building" not in said and "unit" in said
    return {**said, "building" if is_building else "floor": floor[1]}


def _figures(said: str) -> str:
    """A number as figures: 四零二 is 402, 十二 is 12; a letter or 甲 stays."""
    value = parse_number(said)
    if value is None:
        return said.upper()
    digits_only = not set(said) & set("十百")
    return f"{int(value):0{len(said)}d}" if digits_only else str(int(value))
