"""Patients: made-up cases of any number and size, the same at every run; nobody is meant.

Small ones fill a list: their names are put together from syllables, every tenth with accents and every tenth
Chinese. Large ones are copies of the synthetic example, as dense as a long course gets, under other ids.
"""

import json
import math
import random
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document
from tumorboard.store.book import Book

SEED = 20_180_517
EXAMPLE = "examples/synthetic.json"
_A_STEP = 1000
"""Cases added in one step: a file is to be filled, and one step a case takes five times as long."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_ONSETS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "st", "kr", "br")
_VOWELS = ("a", "e", "i", "o", "u")
_ACCENTED = {"a": "á", "e": "ě", "i": "í", "o": "ö", "u": "ü", "s": "š", "z": "ž", "n": "ñ", "r": "ř"}
_CHINESE_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_CHINESE_GIVEN = "试测样例虚构假设甲乙丙丁戊己庚辛壬癸"
_SITES = (
    ("C22.1", "Intrahepatic bile duct"),
    ("C23", "Gallbladder"),
    ("C24.0", "Extrahepatic bile duct"),
    ("C24.1", "Ampulla of Vater"),
    ("C25.0", "Head of pancreas"),
    ("C25.2", "Tail of pancreas"),
)
_HISTOLOGIES = (
    ("8140/3", "Adenocarcinoma, NOS"),
    ("8160/3", "Cholangiocarcinoma"),
    ("8500/3", "Infiltrating duct carcinoma, NOS"),
    ("8560/3", "Adenosquamous carcinoma"),
)
_REGIMENS = (("GemCis", ("Gemcitabine", "Cisplatin")), ("FOLFOX", ("Fluorouracil", "Oxaliplatin")))
# fmt: off
_SAID = (
    "stable", "progressive", "lesion", "segment", "hilar", "stricture", "stent", "cholangitis",
    "ascites", "nodule", "margin", "biopsy", "enhancing", "necrosis", "infiltration", "peritoneal",
    "portal", "thrombosis", "drain", "fever", "fatigue", "neuropathy", "appetite", "weight", "review",
    "second", "opinion", "unchanged", "smaller", "larger", "new", "suspicious", "benign", "transferred",
    "referred", "declined", "wishes", "family", "daughter", "travel", "rash", "anaemia", "transfusion",
    "dose", "reduced", "paused", "resumed",
)
# fmt: on


def small_cases(count: int, records: int = 8) -> Iterator[Case]:
    """Make cases of up to eight records each, as most of a long list are."""
    chance = random.Random(SEED)
    for number in range(count):
        yield _small_case(chance, number, records)


def large_case(number: int, records: int) -> Case:
    """Return a case of exactly so many records, `number` telling one from another."""
    return case_document.read(json.dumps(_document(number, records), ensure_ascii=False))


def large_document(number: int, records: int) -> bytes:
    """Return the case document of a case of exactly so many records."""
    return case_document.write(large_case(number, records))


def result(number: int) -> Laboratory:
    """Return a laboratory result as somebody types it in, on another day for each number."""
    day = Day.of(date(2025, 1, 1) + timedelta(days=number))
    value = Quantity("", str(20 + number), "U/mL")
    return Laboratory(on=day, analyte=Coded(text="CA19-9"), value=value, high=37, status="final")


def results(count: int) -> Iterator[Laboratory]:
    """Make results of one marker, one a day, as they rise and fall in ten years of treatments."""
    chance = random.Random(SEED)
    begin = date(2015, 1, 1)
    for number in range(count):
        day = Day.of(begin + timedelta(days=number * 3650 // count))
        height = 3.5 + 2.0 * math.sin(number * 20 / count) + chance.gauss(0, 0.2)
        value = Quantity("", str(round(math.exp(height))), "U/mL")
        yield Laboratory(id=_id(chance), on=day, analyte=Coded(text="CA19-9"), value=value, high=37)


def fill(book: Book, cases: Iterable[Case]) -> None:
    """Put cases into a book, a thousand at a time."""
    left = iter(cases)
    while some := list(islice(left, _A_STEP)):
        with book.journal.step("Fill") as step:
            for case in some:
                for record in case.everything():
                    step.put(case.id, record)


def words(chance: random.Random, count: int) -> str:
    """Return so many words as stand in findings and notes."""
    return " ".join(chance.choices(_SAID, k=count))


def _small_case(chance: random.Random, number: int, records: int) -> Case:
    family, given = _name(chance, number)
    site, histology = chance.choice(_SITES), chance.choice(_HISTOLOGIES)
    begin = date(2015, 1, 1) + timedelta(days=chance.randrange(3600))
    patient = Patient(
        id=_id(chance),
        # Each number once, in no order.
        mrn=f"T{number * 7_919 % 10_000_000:07}",
        family_name=family,
        given_name=given,
        birth_date=Day.of(date(1930, 1, 1) + timedelta(days=chance.randrange(18_000))),
        sex=chance.choice(("female", "male")),
    )
    tumour = Tumour(
        id=_id(chance),
        site=Coded(site[0], "ICD-10", site[1]),
        histology=Coded(histology[0], "ICD-O-3", histology[1]),
        diagnosed_on=Day.of(begin),
    )
    made = (_record(chance, place, begin + timedelta(days=30 * place)) for place in range(records))
    return Case(patient, tumour, tuple(made))


def _record(chance: random.Random, place: int, on: date) -> Imaging | SystemicLine | FollowUp | Laboratory:
    day, id_ = Day.of(on), _id(chance)
    match place % 4:
        case 0:
            return Imaging(id=id_, on=day, modality="CT", region="Abdomen", findings=words(chance, 12))
        case 1:
            analyte, value = Coded(text="CA19-9"), Quantity("", str(chance.randrange(5, 5000)), "U/mL")
            return Laboratory(id=id_, on=day, analyte=analyte, value=value)
        case 2:
            label, agents = chance.choice(_REGIMENS)
            drugs = tuple(Drug(id=_id(chance), agent=Coded(text=agent), start=day) for agent in agents)
            return SystemicLine(id=id_, label=label, start=day, drugs=drugs)
        case _:
            return FollowUp(id=id_, on=day, alive=True, ecog="1", note=words(chance, 8))


def _name(chance: random.Random, number: int) -> tuple[str, str]:
    if number % 10 == 1:
        given = "".join(chance.choices(_CHINESE_GIVEN, k=chance.choice((1, 2))))
        return chance.choice(_CHINESE_FAMILY), given
    family, given = _syllables(chance, 3), _syllables(chance, 2)
    if number % 10 == 2:
        family = "".join(_ACCENTED.get(letter, letter) for letter in family)
    return family.capitalize(), given.capitalize()


def _syllables(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(count))


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _document(number: int, records: int) -> dict[str, Any]:
    """Return copies of the example's course under its patient and tumour, cut to so many records."""
    text = resources.text(EXAMPLE)
    document: dict[str, Any] = json.loads(_renamed(text, f"{number}"))
    document["patient"]["mrn"] = f"MADE-UP-{number}"
    kinds = [kind for kind, value in document.items() if isinstance(value, list)]
    for kind in kinds:
        document[kind] = []
    held, copy = 0, 0
    while held < records:
        course = json.loads(_renamed(text, f"{number}" if not copy else f"{number}/{copy}"))
        # A course links to its own records; nothing links to its last results, so it is cut there.
        others = {kind: course[kind] for kind in kinds if kind not in ("laboratory", "dismissal")}
        if sum(map(len, others.values())) <= records - held:
            for kind, listed in others.items():
                document[kind] += listed
                held += len(listed)
        some = course["laboratory"][: records - held]
        document["laboratory"] += some
        held, copy = held + len(some), copy + 1
    return document


def _renamed(text: str, salt: str) -> str:
    return _ID.sub(lambda found: str(uuid.uuid5(uuid.NAMESPACE_URL, f"{salt}:{found[0]}")), text)
