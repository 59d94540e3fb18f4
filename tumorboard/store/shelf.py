"""Shelf: the cases in the file, as a list to look through and one by one.

The list is there before the records are known: what reads or changes one imports that where it does.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _
from tumorboard.store import search, trail
from tumorboard.store.connection import Connection
from tumorboard.store.journal import Journal

if TYPE_CHECKING:
    from tumorboard.domain.case import Case

_COLUMNS = "id, mrn, name, diagnosis, last_event, last_event_text, patient"
_CANDIDATES = 10
_MOST_WORDS = 100
"""No name has more; SQLite reads no longer condition than some hundreds."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list; the last event's day is EDTF text, and all is empty that is not recorded."""

    id: str
    mrn: str
    name: str
    diagnosis: str
    last_event: str
    last_event_text: str
    patient_id: str


class Shelf:
    """What cases there are; whatever changes one goes through the journal."""

    def __init__(self, connection: Connection, journal: Journal, *, writable: bool) -> None:
        self._connection = connection
        self._journal = journal
        self._writable = writable
        self._contents: dict[str, bytes] = {}

    def cases(self, text: str = "", limit: int = 200, offset: int = 0) -> list[CaseRow]:
        """Return lines of the list by name, or of what is found by a text, the best first."""
        if not text.strip():
            order = "ORDER BY name_key, mrn_key, number LIMIT ? OFFSET ?"
            sql = f"SELECT {_COLUMNS} FROM case_list {order}"
            return [CaseRow(*row) for row in self._connection.rows(sql, (limit, offset))]
        numbers = self._found(text, limit + offset)[offset:]
        return [CaseRow(*row) for row in self._lines(numbers)]

    def count(self) -> int:
        """Return how many cases there are."""
        return int(self._connection.value("SELECT count(*) FROM case_list"))

    def has(self, case_id: str) -> bool:
        """Return whether there is a case with that id."""
        return self._connection.value("SELECT 1 FROM case_list WHERE id = ?", (case_id,)) is not None

    def of_patient(self, patient_id: str) -> list[CaseRow]:
        """Return the lines of one patient's cases."""
        sql = f"SELECT {_COLUMNS} FROM case_list WHERE patient = ? ORDER BY number"
        return [CaseRow(*row) for row in self._connection.rows(sql, (patient_id,))]

    def lines(self, case_ids: Iterable[str]) -> list[CaseRow]:
        """Return the lines of these cases in this order; those that are not in the file are passed over."""
        ids = list(case_ids)
        sql = f"SELECT {_COLUMNS} FROM case_list WHERE id IN ({', '.join('?' * len(ids))})"
        found = {row[0]: CaseRow(*row) for row in self._connection.rows(sql, ids)}
        return [found[id_] for id_ in ids if id_ in found]

    def of_mrn(self, mrn: str) -> list[CaseRow]:
        """Return the lines of the cases of the patient with an MRN, but for blanks around it as written."""
        wanted = mrn.strip()
        if not wanted:
            return []
        sql = f"SELECT {_COLUMNS} FROM case_list WHERE mrn_key = ? AND mrn = ? ORDER BY number"
        rows = self._connection.rows(sql, (search.squeezed(wanted), wanted))
        return [CaseRow(*row) for row in rows]

    def beside(self, case_id: str, by: int) -> str:
        """Return the id of the case next by name (`by` 1) or of that before (-1); empty beyond the ends."""
        sign, order = (">", "") if by > 0 else ("<", " DESC")
        sql = f"""SELECT id FROM case_list WHERE (name_key, mrn_key, number) {sign}
            (SELECT name_key, mrn_key, number FROM case_list WHERE id = ?)
            ORDER BY name_key{order}, mrn_key{order}, number{order} LIMIT 1"""
        return str(self._connection.value(sql, (case_id,)) or "")

    def open(self, case_id: str) -> "Case":
        """Return a case with all that is recorded; KeyError where there is none with that id."""
        from tumorboard.domain.board import AgendaItem
        from tumorboard.domain.document import Document
        from tumorboard.store import whole_case

        # After each step the case is read anew, but not the megabytes of its pictures and printed pages.
        case = whole_case.read(self._connection, case_id, self._contents)
        used = {id(one.content) for one in case.of(Document)}
        used |= {id(kept) for one in case.of(AgendaItem) for kept in (one.snapshot, one.page)}
        self._contents = {key: one for key, one in self._contents.items() if id(one) in used}
        return case

    def look_into(self, case_id: str) -> "Case":
        """Return a case as `open` does, where another one stays the one that is worked on."""
        from tumorboard.store import whole_case

        return whole_case.read(self._connection, case_id, dict(self._contents))

    def find(self, text: str) -> str:
        """Return the id of the one case a text names: its id, an MRN, or a part of a name.

        Problem where it names none or several; then with the MRNs to choose from.
        """
        wanted = text.strip()
        if self.has(wanted.lower()):
            return wanted.lower()
        sql = f"SELECT {_COLUMNS} FROM case_list WHERE mrn_key = ? AND mrn_key <> ''"
        rows = self._connection.rows(sql, (search.squeezed(wanted),))
        exact = [row for row in rows if row[1] == wanted] or rows
        found = [CaseRow(*row) for row in exact] or self._named(wanted)
        if len(found) == 1:
            return found[0].id
        if not found:
            raise Problem(_("No case is found for “{text}”.").format(text=wanted))
        raise Problem(_several(wanted, found))

    def add(self, case: "Case", title: str = "") -> None:
        """Add a whole case as one step; Problem where it is here, or its MRN is another patient's."""
        from tumorboard.store import whole_case

        self._journal.check()
        whole_case.refuse_known(self._connection, case)
        with self._journal.step(title or N_("Add case")) as step:
            for record in case.everything():
                step.put(case.id, record)

    def version(self, case_id: str) -> str:
        """Return a short name for a case as it stands, another after each change of it."""
        return trail.version(self._connection, case_id)

    def _named(self, text: str) -> list[CaseRow]:
        """Return the first lines in whose name every word of a text begins a word.

        Only there: an MRN typed in part, or one that stands in somebody else's notes, names nobody.
        """
        parts = [f" {part}" for word in text.split() if (part := search.key(word))]
        if not 0 < len(parts) <= _MOST_WORDS:
            return []
        where = " AND ".join(["instr(' ' || name_key, ?)"] * len(parts))
        sql = f"SELECT {_COLUMNS} FROM case_list WHERE {where} ORDER BY name_key, mrn_key, number LIMIT ?"
        return [CaseRow(*row) for row in self._connection.rows(sql, (*parts, _CANDIDATES + 1))]

    def _found(self, text: str, most: int) -> list[int]:
        from tumorboard.store import listing, search_index

        behind = listing.stale(self._connection)
        if behind and self._writable and not self._connection.in_transaction:
            # A full disk keeps nobody from finding a case.
            with suppress(Problem), self._connection.transaction():
                listing.catch_up(self._connection)
            behind = listing.stale(self._connection)
        if not behind:
            return search.find(self._connection, text, most)
        # What is not indexed yet, perhaps by another program that changed it, is read through instead.
        with self._connection.snapshot():
            skipped = {number for number, _id in behind}
            found = [n for n in search.find(self._connection, text, most + len(behind)) if n not in skipped]
            read = [(n, listing.images_of_case(self._connection, id_)) for n, id_ in behind]
        return [*(number for number, images in read if search_index.matches(text, images)), *found][:most]

    def _lines(self, numbers: list[int]) -> list[tuple[Any, ...]]:
        found: dict[int, tuple[Any, ...]] = {}
        for start in range(0, len(numbers), 500):
            few = numbers[start : start + 500]
            marks = ", ".join("?" * len(few))
            sql = f"SELECT number, {_COLUMNS} FROM case_list WHERE number IN ({marks})"
            found |= {row[0]: row[1:] for row in self._connection.rows(sql, few)}
        return [found[number] for number in numbers if number in found]


def _several(text: str, found: list[CaseRow]) -> str:
    listed = found[:_CANDIDATES]
    mrns = list(dict.fromkeys(row.mrn or row.id for row in listed))
    if len(mrns) == 1:
        cases = ", ".join(f"{row.diagnosis or _('diagnosis not recorded')} ({row.id})" for row in listed)
        sentence = _("The patient {mrn} has several cases; name one by its id: {cases}.")
        return sentence.format(mrn=mrns[0], cases=cases)
    more = " …" if len(found) > len(listed) else ""
    sentence = _("Several cases are found for “{text}”; name one by its MRN: {mrns}.")
    return sentence.format(text=text, mrns=", ".join(mrns) + more)
