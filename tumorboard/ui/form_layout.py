"""Form layout: which fields of a record stand beside each other, and in which order they are typed in.

What is asked first stands first. A field that is named nowhere here follows in a line of its own, so that no
field of a record that is typed is ever without its place.
"""

from tumorboard.domain.fields import fields_of
from tumorboard.domain.record import Record

_ENDING = (("note",), ("source",))

_LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "patient": (
        ("mrn", "sex"),
        ("family_name", "given_name"),
        ("birth_date", "age_at_presentation"),
        ("died_on", "consent"),
        ("responsible_clinician", "contact"),
        ("comorbidities",),
        ("medication",),
        ("allergies",),
        ("family_history",),
        ("social",),
        ("preferences",),
    ),
    "tumour": (
        ("label",),
        ("site", "side"),
        ("histology", "grade"),
        ("diagnosed_on", "basis"),
        ("guideline_status",),
        ("hereditary",),
    ),
    "staging": (("on", "kind"), ("scheme", "edition"), ("t", "n", "m"), ("stated_group",)),
    "lesion": (("label",), ("site", "side"), ("role", "first_seen")),
    "surgery": (
        ("on", "intent"),
        ("procedures",),
        ("approach", "residual"),
        ("lesions",),
        ("nodes_examined", "nodes_positive"),
        ("complication", "trial"),
        ("surgeon", "hospital"),
    ),
    "systemic_line": (
        ("label",),
        ("drugs",),
        ("start", "end"),
        ("ongoing", "cycles"),
        ("setting", "number"),
        ("best_response", "end_reason"),
        ("progression_sites",),
        ("concurrent_with",),
        ("trial", "trial_phase"),
        ("trial_id", "off_label"),
        ("stated_months",),
    ),
    "local_therapy": (
        ("modality", "on"),
        ("target", "end"),
        ("lesions",),
        ("device", "intent"),
        ("dose_gy", "fractions"),
        ("isodose_percent", "ptv_cc"),
        ("probes", "freeze_thaw_cycles"),
        ("energy", "margin_mm"),
        ("seeds", "activity_mci"),
        ("d90_gy",),
        ("agent", "sessions"),
        ("activity_gbq",),
        ("approach", "guidance"),
        ("size_mm", "technical_success"),
        ("response", "complication"),
        ("biopsy",),
        ("concurrent_with",),
        ("indication",),
    ),
    "laboratory": (
        ("on",),
        ("analyte",),
        ("value",),
        ("text_value",),
        ("low", "high"),
        ("laboratory", "method"),
        ("status", "replaces"),
    ),
    "specimen": (
        ("on", "procedure"),
        ("site",),
        ("lesion", "surgery"),
        ("tumour_content_percent", "result_state"),
        ("result",),
    ),
    "biomarker": (
        ("name", "on"),
        ("specimen",),
        ("method", "alteration"),
        ("score", "detail"),
        ("value", "value_unit"),
        ("interpretation",),
        ("assay", "laboratory"),
    ),
    "imaging": (
        ("on", "modality"),
        ("region",),
        ("findings",),
        ("stated_response", "criteria"),
        ("new_lesions", "to_review"),
        ("line",),
        ("measurements",),
    ),
    "adverse_event": (
        ("term", "grade"),
        ("start", "end"),
        ("drugs",),
        ("actions",),
        ("immune_related", "serious"),
        ("outcome",),
        ("treatment",),
    ),
    "follow_up": (
        ("on", "alive"),
        ("ecog", "disease_state"),
        ("weight_kg", "height_cm"),
        ("stated_survival_months",),
    ),
    "document": (("content",), ("name",), ("caption",), ("taken_on", "kind"), ("about",), ("printed",)),
    "event": (("title",), ("on", "end")),
    "agenda_item": (
        ("question",),
        ("meeting",),
        ("board", "on"),
        ("discussion", "presenter"),
        ("review",),
        ("outcome", "plan_intent"),
        ("minutes",),
        ("recommendations",),
        ("none_because",),
        ("wish",),
        ("wish_deviation",),
        ("actions",),
        ("dissent",),
        ("review_on",),
        ("addenda",),
        ("sent_to", "sent_on"),
    ),
    "meeting": (("name",), ("on", "place"), ("chair", "state"), ("attendance",), ("profile",)),
    "dismissal": (("reason",), ("said",), ("on", "by"), ("rule",), ("about",)),
}


def lines_of(record_class: type[Record]) -> tuple[tuple[str, ...], ...]:
    """Return the names of all fields that are typed, those of one line together, note and source last."""
    laid = _LINES.get(record_class.record_kind, ())
    placed = {name for line in (*laid, *_ENDING) for name in line}
    rest = tuple(
        (field.name,) for field in fields_of(record_class) if field.name not in placed and not field.automatic
    )
    return (*laid, *rest, *_ENDING)
