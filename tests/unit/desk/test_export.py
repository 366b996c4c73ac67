"""Tables for departments: what the template names and nothing else, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from openpyxl import load_workbook

from actions.cases.model import Agent, Case, CaseState, Details, Level, Told
from actions.catalogue.reader import CatalogueError
from actions.desk.export.table import harmless, table
from actions.desk.export.template import Column, Template, read_template, read_templates
from actions.desk.export.values import Naming, value_of
from assistant.settings import PROJECT

pytestmark = pytest.mark.unit

ID_NUMBER, PHONE = "11010519491231002X", "13800138000"
ANSWERS = (
    Told("name", "name", "姓名", "王秀英", "王**"),
    Told("id", "id_number", "身份证号", ID_NUMBER, "**"),
    Told("phone", "phone", "电话", PHONE, "**"),
    Told("need", "text", "要求", "饭软一点", "饭软一点", "我牙不好"),
)
CASE = Case(
    "c",
    "10000000",
    "k",
    "s",
    "kiosk",
    "dibao",
    "民政局",
    "第一网格",
    Level.STREET,
    CaseState.DELIVERED,
    datetime(2026, 11, 20, 4, 0, tzinfo=timezone.utc),
    date(2026, 11, 30),
    Details("mother", ANSWERS, Agent("李梅", "child")),
)
NAMING = Naming(lambda id_: f"<{id_}>", {"delivered": "已收件"}, {2: "街道"}, lambda key: f"({key})")
COLUMNS = (Column("姓名", "answer.name"), Column("证件号", "answer.id_number"), Column("来源", None, "驿站"))
TEMPLATE = Template("one", "一张表", "csv", ("dibao",), (CaseState.DELIVERED,), COLUMNS)
FILE = """
id: mine
name: 我的表
format: csv
columns:
  - { heading: 姓名, value: answer.name }
"""


def rows_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))


def with_name(name: str) -> Case:
    answers = (replace(ANSWERS[0], value=name), *ANSWERS[1:])
    return replace(CASE, details=replace(CASE.details, answers=answers))


def test_a_csv_holds_what_the_template_names_and_nothing_else() -> None:
    file = table(TEMPLATE, [CASE], NAMING)
    assert file.startswith(b"\xef\xbb\xbf")
    assert rows_of(file) == [["姓名", "证件号", "来源"], ["王秀英", ID_NUMBER, "驿站"]]
    assert PHONE.encode() not in file


def test_a_workbook_keeps_long_numbers_whole() -> None:
    sheet = load_workbook(io.BytesIO(table(replace(TEMPLATE, format="xlsx"), [CASE], NAMING))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["姓名", "证件号", "来源"],
        ["王秀英", ID_NUMBER, "驿站"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


EVIL = ['=HYPERLINK("http://x","点我")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"]


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_is_a_formula(evil: str) -> None:
    name = rows_of(table(TEMPLATE, [with_name(evil)], NAMING))[1][0]
    assert name.startswith("'") and harmless(evil) == f"'{evil}"
    workbook = load_workbook(io.BytesIO(table(replace(TEMPLATE, format="xlsx"), [with_name(evil)], NAMING)))
    cell = workbook.active["A2"]
    assert cell.data_type == "s" and cell.quotePrefix


def test_what_no_spreadsheet_can_hold_is_left_out() -> None:
    assert load_workbook(io.BytesIO(table(replace(TEMPLATE, format="xlsx"), [with_name("王\x00秀\x0b英")], NAMING)))


def test_a_table_without_cases_has_its_headings() -> None:
    assert rows_of(table(TEMPLATE, [], NAMING)) == [["姓名", "证件号", "来源"]]
    assert load_workbook(io.BytesIO(table(replace(TEMPLATE, format="xlsx"), [], NAMING))).active["A1"].value == "姓名"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "10000000"),
        ("service", "<dibao>"),
        ("state", "已收件"),
        ("level", "街道"),
        ("filed_on", "2026-11-20"),
        ("due_on", "2026-11-30"),
        ("for_whom", "(mother)"),
        ("agent", "李梅"),
        ("agent_relation", "(child)"),
        ("answer.text", "饭软一点"),
        ("field.need", "饭软一点"),
        ("said.need", "我牙不好"),
        ("said.name", "王秀英"),
        ("field.nothing", ""),
    ],
)
def test_values(name: str, value: str) -> None:
    assert value_of(name, CASE, NAMING) == value


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("value: answer.name", "value: session"), "session"),
        (("value: answer.name", "value: details.answers"), "details.answers"),
        (("value: answer.name", "value: answer.name, text: x"), "not both"),
        (("format: csv", "format: pdf"), "pdf"),
        (("id: mine", "id: other"), "mine"),
        (("format: csv", "format: csv\nstates: [lost]"), "lost"),
        (("format: csv", "format: csv\nservice: [dibao]"), "services"),
    ],
)
def test_a_mistake_in_a_template_is_named(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(FILE.replace(*change), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        read_template(path)


def test_one_bad_template_keeps_no_other_from_being_used_and_the_stations_own_comes_first(tmp_path: Path) -> None:
    common, own = tmp_path / "common", tmp_path / "own"
    for folder, name, text in (
        (common, "mine", FILE),
        (common, "bad", "id: bad\n"),
        (own, "mine", FILE.replace("我的表", "本站的表")),
    ):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    found, wrong = read_templates((common, own, tmp_path / "nowhere"))
    assert {key: one.name for key, one in found.items()} == {"mine": "本站的表"}
    assert [error.path.name for error in wrong] == ["bad.yml"]


def test_the_templates_that_come_with_the_station_are_in_order() -> None:
    found, wrong = read_templates((PROJECT / "actions" / "catalogue" / "exports",))
    assert wrong == () and len(found) >= 3
