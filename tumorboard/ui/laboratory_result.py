"""Laboratory result: one result that is kept, as it could have been typed into the grid."""

from datetime import date

from tumorboard.domain.date_reading import DateOrder
from tumorboard.domain.laboratory import Laboratory
from tumorboard.figures.analytes import analyte_name
from tumorboard.ui.editors.editor import mark_of
from tumorboard.ui.editors.line import day_text
from tumorboard.ui.laboratory_columns import LIMITS, Column, limit_text
from tumorboard.ui.laboratory_rows import Row


def column_and_row(result: Laboratory, order: DateOrder, today: date) -> tuple[Column, Row]:
    """Return the column and the row in which a result stands; its unit and limits are nobody's to change."""
    analyte, value, absent = result.analyte, result.value, dict(result.absent)
    column = Column("1", analyte_name(analyte.code, analyte.text) if analyte else "")
    if value is not None:
        limits = {part: limit_text(getattr(result, part)) for part, _title in LIMITS}
        for part, text in {"unit": value.unit, **limits}.items():
            column.put(part, text)
    day = day_text(result.on, order, today) if result.on else mark_of(absent.get("on", ""))
    text = f"{value.comparator}{value.value}" if value else result.text_value
    texts = {column.key: text or mark_of(absent.get("value", ""))}
    return column, Row(day, texts, {column.key: result.id})
