"""Records: the list of all kinds there are."""

from tumorboard.domain.adverse_event import AdverseEvent, AdverseEventAction
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation, Task
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging, Tumour

COURSE: tuple[type[Record], ...] = (
    Staging,
    Lesion,
    Surgery,
    SystemicLine,
    LocalTherapy,
    Laboratory,
    Specimen,
    Biomarker,
    Imaging,
    AdverseEvent,
    FollowUp,
    Document,
    Event,
    AgendaItem,
    Dismissal,
)
"""What a case holds many of, in the order of the case document."""

RECORDS: tuple[type[Record], ...] = (Patient, Tumour, *COURSE)
OFFICE: tuple[type[Record], ...] = (Meeting,)
"""What the file holds besides its cases."""
ROWS: tuple[type[Record], ...] = (
    Drug,
    Measurement,
    AdverseEventAction,
    Recommendation,
    Task,
    Addendum,
    Attendance,
)

_BY_KIND = {record_class.record_kind: record_class for record_class in (*RECORDS, *OFFICE, *ROWS)}


def record_class(kind: str) -> type[Record]:
    """Return the class of that kind (`systemic_line`); KeyError where there is none."""
    return _BY_KIND[kind]
