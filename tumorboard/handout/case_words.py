"""Case words: a case as plain lines, for a terminal or a note."""

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.fields import LinkField, LinksField, RowsField, field_of, filled
from tumorboard.domain.headline import headline
from tumorboard.domain.record import Record, until, when
from tumorboard.handout.runs import one_line, plain
from tumorboard.handout.tables import day_of
from tumorboard.i18n import _


def lines(case: Case) -> list[str]:
    """Return patient, tumour and every record in order of time, with each field that holds something."""
    said = []
    problems = case.problems()
    for record in case.everything():
        head = f"{_(record.record_title)}: {headline(record)}"
        said += ["", head if not record.begins else f"{_date(record)}  {head}"]
        said += [f"  {line}" for line in _fields(case, record)]
        said += [f"  ! {problem.sentence}" for problem in problems.get(record.id, [])]
    return said[1:]


def _date(record: Record) -> str:
    begun, ended = when(record), until(record)
    if begun is None:
        return plain(day_of(record, record.begins))
    if ended is not None and getattr(record, record.begins) is None:
        return _("until {date}").format(date=dates.show(ended))
    return dates.show(begun)


def _fields(case: Case, record: Record) -> list[str]:
    said = []
    for field, value in filled(record):
        if isinstance(field, RowsField):
            said += [f"{_(row.record_title)}: {', '.join(_fields(case, row))}" for row in value]
        elif isinstance(field, LinkField | LinksField):
            targets = (value,) if isinstance(value, str) else value
            # A meeting is not of the case, and the board says its name and day itself.
            if names := [headline(found) for target in targets if (found := case.find(target))]:
                said.append(f"{_(field.label)}: {', '.join(names)}")
        else:
            said.append(f"{_(field.label)}: {one_line(field.show(value))}")
    return said + [f"{_(field_of(type(record), name).label)}: {_(shade)}" for name, shade in record.absent]
