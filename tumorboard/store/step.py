"""Step: what is put and dropped within one step, until it is kept as a whole.

Nothing is written while the step is open. At its end the records before are read, a bundle at a time, and
what follows of itself is added: who links to what is gone, and who belonged to it.
"""

from collections import defaultdict

from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.tumour import Tumour
from tumorboard.store import frozen, links
from tumorboard.store.connection import Connection
from tumorboard.store.edits import Edit, in_order
from tumorboard.store.rows import Image, contents_of, image_of, stored, stored_of_case
from tumorboard.store.schema import COURSE, TABLES


class OpenStep:
    """A step being made; it counts only once its `with` ends well."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kinds: dict[str, str] = {}
        self._cases: dict[str, str] = {}
        self._before: dict[str, Image | None] = {}
        self._after: dict[str, Image | None] = {}
        self._patients: dict[str, str] = {}
        self.contents: dict[str, bytes] = {}

    def put(self, case_id: str, record: Record) -> None:
        """Keep a record, new or changed; a new case is its patient and its tumour, then all else.

        What is of the file, as a meeting is, is put for no case (`""`).
        """
        if isinstance(record, Tumour) and record.id != case_id:
            raise ValueError("a case has the id of its tumour")
        if isinstance(record, Patient):
            self._patients[case_id] = record.id
        self.contents.update(contents_of(record))
        self._set(case_id, record.record_kind, record.id, image_of(record))

    def drop(self, case_id: str, record_id: str) -> None:
        """Take a record out, and what links to it out of the others; KeyError where there is none.

        With a tumour goes its whole case, and with the last tumour of a patient the patient.
        """
        kind = self._kinds.get(record_id)
        if kind is None or self._after[record_id] is None:
            kind = links.kind_of(self._connection, record_id)
        if kind is None or (record_id in self._after and self._after[record_id] is None):
            raise KeyError(record_id)
        if kind == "patient":
            raise ValueError("a patient goes with the last tumour, not by itself")
        if kind == "tumour" and record_id != case_id:
            raise ValueError("a case has the id of its tumour")
        self._set(case_id, kind, record_id, None)

    def edits(self) -> list[Edit]:
        """Return what the step comes to, parents first; a record put as it was is not among it."""
        self._read_before(list(self._kinds))
        self._check_patients()
        self._check_ids()
        for case_id in [id_ for id_ in self._gone() if self._kinds[id_] == "tumour"]:
            self._drop_case(case_id)
        self._name_patients()
        # Before what is gone is taken out of the links: that follows of itself and rewrites nothing.
        frozen.check(self._edits())
        self._unlink()
        return in_order([edit for edit in self._edits() if edit.changes])

    def _edits(self) -> list[Edit]:
        return [
            Edit.of(self._cases[id_], kind, id_, self._before[id_], self._after[id_])
            for id_, kind in self._kinds.items()
        ]

    def _set(self, case_id: str, kind: str, record_id: str, after: Image | None) -> None:
        known = self._kinds.setdefault(record_id, kind), self._cases.setdefault(record_id, case_id)
        # A patient belongs to every one of her cases.
        if known[0] != kind or (known[1] != case_id and kind != "patient"):
            raise ValueError(f"{kind} {record_id} is of another kind or case already")
        self._after[record_id] = after

    def _gone(self) -> list[str]:
        return [id_ for id_ in self._kinds if self._after[id_] is None and self._before[id_] is not None]

    def _read_before(self, ids: list[str]) -> None:
        of_kind: dict[str, list[str]] = defaultdict(list)
        for id_ in ids:
            if id_ not in self._before:
                of_kind[self._kinds[id_]].append(id_)
        for kind, listed in of_kind.items():
            found = stored(self._connection, TABLES[kind], listed)
            for id_ in listed:
                owner, self._before[id_] = found.get(id_, (None, None))
                if owner is not None and kind != "tumour" and owner != self._cases[id_]:
                    raise ValueError(f"{kind} {id_} belongs to another case")

    def _check_patients(self) -> None:
        """Find a patient who was put for a case that is not hers."""
        for case_id, patient_id in self._patients.items():
            tumour = "SELECT patient FROM tumour WHERE id = ?"
            whose = self._connection.value(tumour, (case_id,))
            if whose != patient_id and (whose is not None or self._after.get(case_id) is None):
                raise ValueError(f"patient {patient_id} does not belong to the case {case_id}")

    def _check_ids(self) -> None:
        """Find an id that comes anew but is another record's or row's, of whatever kind."""
        came: list[str] = []
        gone: set[str] = set()
        for id_, kind in self._kinds.items():
            images = self._before[id_], self._after[id_]
            before, after = (links.ids_in(kind, image) if image else set() for image in images)
            came += after - before
            gone |= before - after
        if came and (twice := links.taken(self._connection, set(came) - gone)):
            raise ValueError(f"the id {twice[0]} is another record's already")
        if len(set(came)) < len(came):
            raise ValueError("two new records have one id")

    def _drop_case(self, case_id: str) -> None:
        for table in COURSE:
            for id_, image in stored_of_case(self._connection, table, case_id).items():
                self._before[id_] = image
                self._set(case_id, table.name, id_, None)
        for id_, kind in self._kinds.items():
            if kind != "patient" and self._cases[id_] == case_id:
                self._after[id_] = None
        before = self._before[case_id]
        assert before is not None
        patient_id = before["patient"]
        kept = {id_ for id_, kind in self._kinds.items() if kind == "tumour" and self._after[id_] is not None}
        tumours = "SELECT id FROM tumour WHERE patient = ?"
        others = {row[0] for row in self._connection.rows(tumours, (patient_id,))} - set(self._gone())
        if not others and not any(self._patients.get(id_) == patient_id for id_ in kept):
            self._set(case_id, "patient", patient_id, None)
            self._read_before([patient_id])

    def _name_patients(self) -> None:
        """Let each tumour name its patient: the one it has, or who was put for the same case."""
        for id_, kind in self._kinds.items():
            after, before = self._after[id_], self._before[id_]
            if kind != "tumour" or after is None:
                continue
            patient = before["patient"] if before else self._patients.get(id_)
            if patient is None:
                raise ValueError(f"tumour {id_} is put without its patient")
            after["patient"] = patient

    def _unlink(self) -> None:
        """Take what is gone, rows of records too, out of the links of all that stays."""
        gone: dict[str, set[str]] = defaultdict(set)
        for id_, kind in self._kinds.items():
            before, after = self._before[id_], self._after[id_]
            if before is not None and kind not in ("patient", "tumour"):
                kept = links.ids_in(kind, after) if after else set()
                gone[self._cases[id_]] |= links.ids_in(kind, before) - kept
        dropped = {id_ for id_ in self._gone() if self._kinds[id_] == "tumour"}
        for case_id, ids in gone.items():
            if not ids or case_id in dropped:
                continue
            for kind, id_ in links.linking(self._connection, case_id, ids):
                if id_ not in self._after:
                    self._set(case_id, kind, id_, None)
                    self._read_before([id_])
                    self._after[id_] = self._before[id_]
            for id_, kind in self._kinds.items():
                after = self._after[id_]
                if after is not None and self._cases[id_] == case_id:
                    self._after[id_] = links.without(kind, after, ids)
