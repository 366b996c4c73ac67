"""An export as the bytes of a file: CSV that Excel opens as it should, or XLSX; no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from actions.cases.model import Case
from actions.desk.export.template import Template
from actions.desk.export.values import Naming, value_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML, and so a workbook, cannot hold."""
_BYTE_ORDER_MARK = "\ufeff"
_WIDEST, _NARROWEST = 48, 10
_WIDTH_OF_A_CHARACTER = 2.2


def table(template: Template, cases: Iterable[Case], naming: Naming) -> bytes:
    """The file."""
    headings = [column.heading for column in template.columns]
    rows = [[_cell(column.value, column.text, case, naming) for column in template.columns] for case in cases]
    return _csv(headings, rows) if template.format == "csv" else _xlsx(template.name, headings, rows)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe keeps it a text."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text


def _cell(value: str | None, text: str, case: Case, naming: Naming) -> str:
    cell = text if value is None else value_of(value, case, naming)
    return _UNWRITABLE.sub("", cell)


def _csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """With a byte order mark, without which Excel reads Chinese as rubbish."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([[harmless(cell) for cell in row] for row in (headings, *rows)])
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def _xlsx(name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Every cell is a text: numbers of eighteen digits stay whole, and nothing is reckoned.

    openpyxl brings NumPy along: a station that exports nothing need not hold it in memory.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(character for character in name if character not in r"[]:*?/\\")[:31]
    for row, cells in enumerate((headings, *rows), start=1):
        for column, text in enumerate(cells, start=1):
            _write(sheet.cell(row, column), text, is_heading=row == 1)
    for column, heading in enumerate(headings, start=1):
        longest = max(len(heading), *(len(row[column - 1]) for row in rows), 0)
        width = min(max(longest * _WIDTH_OF_A_CHARACTER, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(cell: Cell, text: str, is_heading: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.font = Font(bold=is_heading)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
