"""Migrations: how a file came to hold what it holds, in the order it happened.

Append-only, in literal names, and never reading the declared records: a file of any age passes through the
same statements. Each migration says in `user_version` how many there were, in its own transaction.
"""

from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from tumorboard.store.connection import Connection

MIGRATIONS = Migrations("tumorboard")


def apply(connection: "Connection") -> None:
    """Bring a file up to date: all that is pending, or nothing if anything is raised."""
    # A parent table cannot be made anew while its children's references are watched.
    connection.run("PRAGMA foreign_keys = OFF")
    database = Database(connection.raw, recursive_triggers=False, execute_plugins=False)
    with connection.transaction():
        MIGRATIONS.apply(database)
        broken = connection.rows("PRAGMA foreign_key_check")
        if broken:
            raise RuntimeError(f"a migration left {len(broken)} rows whose owner is missing")
    connection.run("PRAGMA foreign_keys = ON")


def _run(database: Database, statements: tuple[str, ...]) -> None:
    for statement in statements:
        database.execute(statement)


@MIGRATIONS(name="records and journal")
def _records_and_journal(database: Database) -> None:
    _run(database, _RECORDS)
    _run(database, _JOURNAL)
    database.execute("PRAGMA application_id = 1413631809")
    database.execute("PRAGMA user_version = 1")


@MIGRATIONS(name="case list and search")
def _case_list_and_search(database: Database) -> None:
    _run(database, _CASE_LIST)
    database.execute("PRAGMA user_version = 2")


@MIGRATIONS(name="documents in the handout")
def _documents_in_the_handout(database: Database) -> None:
    database.execute('ALTER TABLE document ADD COLUMN "printed" INTEGER CHECK ("printed" IN (0, 1))')
    database.execute("PRAGMA user_version = 3")


@MIGRATIONS(name="dismissed remarks")
def _dismissed_remarks(database: Database) -> None:
    _run(database, _DISMISSALS)
    database.execute("PRAGMA user_version = 4")


@MIGRATIONS(name="boards")
def _boards(database: Database) -> None:
    _run(database, _BOARDS)
    database.execute("PRAGMA user_version = 5")


_BOARDS = (
    """CREATE TABLE agenda_item (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "meeting" TEXT, "board" TEXT, "on" TEXT, "position" ANY, "discussion" TEXT,
        "question" TEXT, "review" TEXT, "presenter" TEXT, "outcome" TEXT, "minutes" TEXT, "plan_intent"
        TEXT, "wish" TEXT, "wish_deviation" TEXT, "dissent" TEXT, "none_because" TEXT, "review_on" TEXT,
        "sent_to" TEXT, "sent_on" TEXT, "finalised_on" TEXT, "finalised_by" TEXT, "snapshot" TEXT
        REFERENCES content(sha256), "page" TEXT REFERENCES content(sha256), "note" TEXT, "source" TEXT,
        absent TEXT) STRICT""",
    "CREATE INDEX agenda_item_tumour ON agenda_item(tumour)",
    """CREATE TABLE agenda_item_recommendations (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL
        REFERENCES agenda_item(id) ON DELETE CASCADE, position INTEGER NOT NULL, "kind" TEXT, "text" TEXT,
        "agents" TEXT, "priority" ANY, "trial_id" TEXT, "evidence" TEXT, "references" TEXT, "label_status"
        TEXT, "because" TEXT, "fulfilment" TEXT, "reason" TEXT, "followed_by" TEXT, "note" TEXT, "source"
        TEXT, absent TEXT) STRICT""",
    "CREATE INDEX agenda_item_recommendations_parent ON agenda_item_recommendations(parent, position)",
    """CREATE TABLE agenda_item_actions (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL REFERENCES
        agenda_item(id) ON DELETE CASCADE, position INTEGER NOT NULL, "what" TEXT, "owner" TEXT, "due" TEXT,
        "state" TEXT, "done_on" TEXT, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX agenda_item_actions_parent ON agenda_item_actions(parent, position)",
    """CREATE TABLE agenda_item_addenda (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL REFERENCES
        agenda_item(id) ON DELETE CASCADE, position INTEGER NOT NULL, "text" TEXT, "on" TEXT, "by" TEXT,
        "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX agenda_item_addenda_parent ON agenda_item_addenda(parent, position)",
    """CREATE TABLE meeting (id TEXT PRIMARY KEY NOT NULL, "name" TEXT, "on" TEXT, "place" TEXT, "chair"
        TEXT, "state" TEXT, "profile" TEXT, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    """CREATE TABLE meeting_attendance (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL REFERENCES
        meeting(id) ON DELETE CASCADE, position INTEGER NOT NULL, "name" TEXT, "specialty" TEXT, "present"
        INTEGER CHECK ("present" IN (0, 1)), "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX meeting_attendance_parent ON meeting_attendance(parent, position)",
)

_DISMISSALS = (
    """CREATE TABLE dismissal (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "said" TEXT, "reason" TEXT, "on" TEXT, "by" TEXT, "rule" TEXT, "about" TEXT,
        "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX dismissal_tumour ON dismissal(tumour)",
)

_JOURNAL = (
    """CREATE TABLE step (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL, title TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')), target INTEGER REFERENCES step(id),
        below INTEGER REFERENCES step(id), author TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    "CREATE INDEX step_below ON step(below)",
    """CREATE TABLE change (step INTEGER NOT NULL REFERENCES step(id), position INTEGER NOT NULL,
        case_id TEXT NOT NULL, record_kind TEXT NOT NULL, record_id TEXT NOT NULL, before TEXT, after TEXT,
        PRIMARY KEY (step, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX change_case ON change(case_id)",
    "CREATE INDEX change_record ON change(record_id)",
    "CREATE TABLE draft (key TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL) STRICT",
)

_CASE_LIST = (
    """CREATE TABLE case_list (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, patient TEXT NOT NULL,
        mrn TEXT NOT NULL, name TEXT NOT NULL, diagnosis TEXT NOT NULL, mrn_key TEXT NOT NULL,
        name_key TEXT NOT NULL, last_event TEXT NOT NULL, last_event_text TEXT NOT NULL,
        last_record TEXT NOT NULL, stale INTEGER NOT NULL) STRICT""",
    "CREATE INDEX case_list_patient ON case_list(patient)",
    "CREATE INDEX case_list_mrn ON case_list(mrn_key)",
    "CREATE INDEX case_list_name ON case_list(name_key, mrn_key)",
    "CREATE INDEX case_list_stale ON case_list(number) WHERE stale",
    "CREATE VIRTUAL TABLE search_head USING fts5(words, tokenize = 'ascii', prefix = '1 2 3')",
    "CREATE VIRTUAL TABLE search_all USING fts5(words, tokenize = 'ascii', prefix = '1 2 3')",
)

_RECORDS = (
    "CREATE TABLE content (sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) STRICT",
    """CREATE TABLE patient (id TEXT PRIMARY KEY NOT NULL, "mrn" TEXT, "family_name" TEXT, "given_name"
        TEXT, "birth_date" TEXT, "sex" TEXT, "age_at_presentation" ANY, "died_on" TEXT,
        "responsible_clinician" TEXT, "contact" TEXT, "comorbidities" TEXT, "medication" TEXT,
        "allergies" TEXT, "family_history" TEXT, "social" TEXT, "preferences" TEXT, "consent" TEXT,
        "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    """CREATE TABLE tumour (id TEXT PRIMARY KEY NOT NULL, patient TEXT NOT NULL REFERENCES patient(id) ON
        DELETE CASCADE, "label" TEXT, "site" TEXT, "side" TEXT, "histology" TEXT, "grade" TEXT,
        "diagnosed_on" TEXT, "basis" TEXT, "guideline_status" TEXT, "hereditary" TEXT, "note" TEXT,
        "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX tumour_patient ON tumour(patient)",
    """CREATE TABLE staging (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "on" TEXT, "scheme" TEXT, "edition" TEXT, "kind" TEXT, "t" TEXT, "n" TEXT, "m"
        TEXT, "stated_group" TEXT, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX staging_tumour ON staging(tumour)",
    """CREATE TABLE lesion (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "label" TEXT, "site" TEXT, "side" TEXT, "role" TEXT, "first_seen" TEXT, "note"
        TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX lesion_tumour ON lesion(tumour)",
    """CREATE TABLE surgery (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "on" TEXT, "procedures" TEXT, "intent" TEXT, "approach" TEXT, "lesions" TEXT,
        "residual" TEXT, "nodes_examined" ANY, "nodes_positive" ANY, "complication" TEXT, "surgeon"
        TEXT, "hospital" TEXT, "trial" TEXT, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX surgery_tumour ON surgery(tumour)",
    """CREATE TABLE systemic_line (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES
        tumour(id) ON DELETE CASCADE, "label" TEXT, "setting" TEXT, "number" TEXT, "start" TEXT, "end"
        TEXT, "ongoing" INTEGER CHECK ("ongoing" IN (0, 1)), "cycles" ANY, "concurrent_with" TEXT,
        "trial" TEXT, "trial_phase" TEXT, "trial_id" TEXT, "off_label" INTEGER CHECK ("off_label" IN
        (0, 1)), "best_response" TEXT, "end_reason" TEXT, "progression_sites" TEXT, "stated_months"
        ANY, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX systemic_line_tumour ON systemic_line(tumour)",
    """CREATE TABLE systemic_line_drugs (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL REFERENCES
        systemic_line(id) ON DELETE CASCADE, position INTEGER NOT NULL, "agent" TEXT, "dose" TEXT,
        "route" TEXT, "schedule" TEXT, "start" TEXT, "end" TEXT, "ongoing" INTEGER CHECK ("ongoing" IN
        (0, 1)), "cycles" ANY, "stop_reason" TEXT, "stop_note" TEXT, "note" TEXT, "source" TEXT,
        absent TEXT) STRICT""",
    "CREATE INDEX systemic_line_drugs_parent ON systemic_line_drugs(parent, position)",
    """CREATE TABLE local_therapy (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES
        tumour(id) ON DELETE CASCADE, "on" TEXT, "end" TEXT, "modality" TEXT, "device" TEXT, "intent"
        TEXT, "lesions" TEXT, "target" TEXT, "approach" TEXT, "guidance" TEXT, "size_mm" ANY,
        "concurrent_with" TEXT, "technical_success" INTEGER CHECK ("technical_success" IN (0, 1)),
        "biopsy" TEXT, "response" TEXT, "complication" TEXT, "indication" TEXT, "probes" ANY,
        "freeze_thaw_cycles" ANY, "energy" TEXT, "margin_mm" ANY, "dose_gy" ANY, "fractions" ANY,
        "isodose_percent" ANY, "ptv_cc" ANY, "seeds" ANY, "activity_mci" ANY, "d90_gy" ANY, "agent"
        TEXT, "sessions" ANY, "activity_gbq" ANY, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX local_therapy_tumour ON local_therapy(tumour)",
    """CREATE TABLE laboratory (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id)
        ON DELETE CASCADE, "on" TEXT, "analyte" TEXT, "value" TEXT, "text_value" TEXT, "low" ANY,
        "high" ANY, "method" TEXT, "laboratory" TEXT, "status" TEXT, "replaces" TEXT, "note" TEXT,
        "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX laboratory_tumour ON laboratory(tumour)",
    """CREATE TABLE specimen (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "on" TEXT, "procedure" TEXT, "site" TEXT, "lesion" TEXT, "surgery" TEXT,
        "tumour_content_percent" ANY, "result" TEXT, "result_state" TEXT, "note" TEXT, "source" TEXT,
        absent TEXT) STRICT""",
    "CREATE INDEX specimen_tumour ON specimen(tumour)",
    """CREATE TABLE biomarker (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id)
        ON DELETE CASCADE, "on" TEXT, "specimen" TEXT, "name" TEXT, "method" TEXT, "alteration" TEXT,
        "detail" TEXT, "score" TEXT, "value" ANY, "value_unit" TEXT, "interpretation" TEXT, "assay"
        TEXT, "laboratory" TEXT, "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX biomarker_tumour ON biomarker(tumour)",
    """CREATE TABLE imaging (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "on" TEXT, "modality" TEXT, "region" TEXT, "findings" TEXT, "new_lesions"
        INTEGER CHECK ("new_lesions" IN (0, 1)), "stated_response" TEXT, "criteria" TEXT, "line" TEXT,
        "to_review" INTEGER CHECK ("to_review" IN (0, 1)), "note" TEXT, "source" TEXT, absent TEXT)
        STRICT""",
    "CREATE INDEX imaging_tumour ON imaging(tumour)",
    """CREATE TABLE imaging_measurements (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL REFERENCES
        imaging(id) ON DELETE CASCADE, position INTEGER NOT NULL, "lesion" TEXT, "size_mm" ANY, "node"
        INTEGER CHECK ("node" IN (0, 1)), "target" INTEGER CHECK ("target" IN (0, 1)), "state" TEXT,
        "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX imaging_measurements_parent ON imaging_measurements(parent, position)",
    """CREATE TABLE adverse_event (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES
        tumour(id) ON DELETE CASCADE, "term" TEXT, "grade" ANY, "start" TEXT, "end" TEXT, "drugs"
        TEXT, "immune_related" INTEGER CHECK ("immune_related" IN (0, 1)), "serious" INTEGER CHECK
        ("serious" IN (0, 1)), "treatment" TEXT, "outcome" TEXT, "note" TEXT, "source" TEXT, absent
        TEXT) STRICT""",
    "CREATE INDEX adverse_event_tumour ON adverse_event(tumour)",
    """CREATE TABLE adverse_event_actions (id TEXT PRIMARY KEY NOT NULL, parent TEXT NOT NULL REFERENCES
        adverse_event(id) ON DELETE CASCADE, position INTEGER NOT NULL, "drug" TEXT, "action" TEXT,
        "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX adverse_event_actions_parent ON adverse_event_actions(parent, position)",
    """CREATE TABLE follow_up (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id)
        ON DELETE CASCADE, "on" TEXT, "alive" INTEGER CHECK ("alive" IN (0, 1)), "disease_state" TEXT,
        "ecog" TEXT, "weight_kg" ANY, "height_cm" ANY, "stated_survival_months" ANY, "note" TEXT,
        "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX follow_up_tumour ON follow_up(tumour)",
    """CREATE TABLE document (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "name" TEXT, "kind" TEXT, "taken_on" TEXT, "caption" TEXT, "about" TEXT,
        "content" TEXT REFERENCES content(sha256), "note" TEXT, "source" TEXT, absent TEXT) STRICT""",
    "CREATE INDEX document_tumour ON document(tumour)",
    """CREATE TABLE event (id TEXT PRIMARY KEY NOT NULL, tumour TEXT NOT NULL REFERENCES tumour(id) ON
        DELETE CASCADE, "on" TEXT, "end" TEXT, "title" TEXT, "note" TEXT, "source" TEXT, absent TEXT)
        STRICT""",
    "CREATE INDEX event_tumour ON event(tumour)",
)
