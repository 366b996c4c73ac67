import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.addresses import Address, read_address
from assistant.text.numbers import read_cardinal, read_digits

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("我住幸福路十二号", {"street": "幸福路", "street_number": "12"}),
        ("解放路幺二三号", {"street": "解放路", "street_number": "123"}),
        (
            "阳光小区三栋二单元四零二",
            {"community": "阳光小区", "building": "3", "unit": "2", "room": "402"},
        ),
        ("幸福里3号楼2单元402室", {"community": "幸福里", "building": "3", "unit": "2", "room": "402"}),
        (
            "和平街道 建设路18号院5号楼",
            {"subdistrict": "和平街道", "street": "建设路", "street_number": "18", "building": "5"},
        ),
        ("翠湖花园A座1203", {"community": "翠湖花园", "building": "A", "room": "1203"}),
        ("3-2-401", {"building": "3", "unit": "2", "room": "401"}),
        ("3-401", {"building": "3", "room": "401"}),
        ("五楼", {"floor": "5"}),
        ("五楼二单元", {"building": "5", "unit": "2"}),
        ("我家在光明新村12幢501", {"community": "光明新村", "building": "12", "room": "501"}),
    ],
)
def test_read_into_parts(said: str, parts: dict[str, str]) -> None:
    assert read_address(said) == Address(said, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["十四栋", "四十栋", "四栋"])
def test_numbers_easily_misheard_are_marked(said: str) -> None:
    address = read_address(said)
    assert address is not None and address.uncertain == ("building",)


@pytest.mark.parametrize("said", ["", "不知道", "我不想说", "12345"])
def test_no_address(said: str) -> None:
    assert read_address(said) is None


def test_where_somebody_could_be_sent() -> None:
    for said, is_findable in (
        ("幸福路十二号", True),
        ("幸福路", False),
        ("阳光小区3栋", True),
        ("3栋", False),
    ):
        address = read_address(said)
        assert address is not None and address.is_findable is is_findable


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 999))
def test_spoken_numbers_are_read_back(building: int, unit: int, room: int) -> None:
    said = f"阳光小区{read_cardinal(building)}栋{read_cardinal(unit)}单元{read_digits(str(room), one='幺')}"
    address = read_address(said)
    assert address is not None
    assert (address.building, address.unit, address.room) == (str(building), str(unit), str(room))
