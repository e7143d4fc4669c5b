"""Tables as files that grow while they are sent: CSV and XLSX.

A library would build the whole workbook first: a hundred thousand cases would keep
the reader waiting for half a minute, and the server's memory full.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast
from xml.sax.saxutils import escape

Row = list[str]

# A spreadsheet would take what begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Excel reads a CSV file as UTF-8 only if it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767
ROWS_A_CHUNK = 200

# The parts of the smallest workbook that Office Open XML knows (ECMA-376, part 1).
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN = f"{SCHEMAS}/spreadsheetml/2006/main"
LINKS = f"{SCHEMAS}/officeDocument/2006/relationships"
PACKAGE = f"{SCHEMAS}/package/2006"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def _links(name: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{LINKS}/{name}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'


PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{RELS_TYPE}"/>'
        '<Override PartName="/xl/workbook.xml"'
        f' ContentType="{OFFICE_TYPE}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{OFFICE_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
        '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/sheet1.xml"),
}
SHEET_START = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
SHEET_END = "</sheetData></worksheet>"


def as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    for number, row in enumerate(rows):
        writer.writerow([_no_formula(cell) for cell in row])
        if number % ROWS_A_CHUNK == 0:
            yield _emptied(buffer).encode()
    yield _emptied(buffer).encode()


def _no_formula(cell: str) -> str:
    """The apostrophe is how a spreadsheet is told that text follows: `'+420…`."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def as_xlsx(rows: Iterable[Row]) -> Iterator[bytes]:
    """One sheet whose cells are all text, so that no cell can be a formula."""
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            package.writestr(name, HEAD + content)
        yield sink.taken()
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(SHEET_START.encode())
            for row in rows:
                sheet.write(_xml_row(row).encode())
                if sink:
                    yield sink.taken()
            sheet.write(SHEET_END.encode())
    yield sink.taken()


def _xml_row(row: Row) -> str:
    return f"<row>{''.join(_xml_cell(cell) for cell in row)}</row>"


def _xml_cell(cell: str) -> str:
    text = escape(NOT_IN_XML.sub("", cell)[:LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


class _Sink:
    """A file that can only be written to; what was written is taken away in turns."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def __bool__(self) -> bool:
        return bool(self._parts)

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        data, self._parts = b"".join(self._parts), []
        return data
