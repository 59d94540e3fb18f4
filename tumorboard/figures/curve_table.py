"""Curve table: the results behind a curve as CSV, drawn or not, and the way back.

One row a result, the digits and the date as they were recorded; the table can be read in again as it stands.
"""

import csv
import io
from collections.abc import Iterator

from tumorboard.domain.dates import Day
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import Coded
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity
from tumorboard.figures.shapes import MarkerCurve
from tumorboard.i18n import _

HEADER = (
    "date",
    "analyte",
    "code",
    "system",
    "comparator",
    "value",
    "unit",
    "result in words",
    "lower limit",
    "upper limit",
    "method",
    "laboratory",
    "status",
    "replaces",
    "note",
    "source",
    "record",
)
"""The names of the columns; not translated, so that a table is read back wherever it comes from."""


def csv_text(*curves: MarkerCurve) -> str:
    """Return all results of each curve as CSV, in order of time; dates are EDTF, an empty cell is nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_row(result) for curve in curves for result in curve.results)
    return out.getvalue()


def read_csv(text: str) -> tuple[Laboratory, ...]:
    """Return the results of such a table; Problem that names the row where one cannot be read."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = next(rows, [])
    if tuple(header) != HEADER:
        raise Problem(_("This is no table of results: its first row has to name the columns."))
    return tuple(_results(rows))


def _row(result: Laboratory) -> tuple[str, ...]:
    analyte, value = result.analyte, result.value
    return (
        str(result.on or ""),
        analyte.text if analyte else "",
        analyte.code if analyte else "",
        analyte.system if analyte else "",
        value.comparator if value else "",
        value.value if value else "",
        value.unit if value else "",
        result.text_value,
        "" if result.low is None else repr(result.low),
        "" if result.high is None else repr(result.high),
        result.method,
        result.laboratory,
        result.status,
        result.replaces,
        result.note,
        result.source,
        result.id,
    )


def _results(rows: Iterator[list[str]]) -> Iterator[Laboratory]:
    for place, row in enumerate(rows, start=2):
        if len(row) != len(HEADER):
            raise Problem(
                _("Row {row} has {found} cells, not {wanted}.").format(
                    row=place, found=len(row), wanted=len(HEADER)
                )
            )
        try:
            yield _result(dict(zip(HEADER, row, strict=True)))
        except ValueError as error:
            raise Problem(_("Row {row}: {sentence}").format(row=place, sentence=error)) from None


def _result(cells: dict[str, str]) -> Laboratory:
    named = cells["code"] or cells["analyte"]
    return Laboratory(
        id=cells["record"],
        on=Day.parse(cells["date"]) if cells["date"] else None,
        analyte=Coded(cells["code"], cells["system"], cells["analyte"]) if named else None,
        value=Quantity(cells["comparator"], cells["value"], cells["unit"]) if cells["value"] else None,
        text_value=cells["result in words"],
        low=_number(cells["lower limit"]),
        high=_number(cells["upper limit"]),
        method=cells["method"],
        laboratory=cells["laboratory"],
        status=cells["status"],
        replaces=cells["replaces"],
        note=cells["note"],
        source=cells["source"],
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
