"""Search: what is typed into the search field, in a file of 100,000 patients."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.bench.patients import SEED, fill, small_cases
from tests.bench.ratios import Row, percentile, timed
from tests.bench.scale import Scale
from tumorboard.domain.case import Case
from tumorboard.store.book import Book

RECORDS = 2
"""A search reads names, diagnoses and findings; there are enough of these with two records a patient."""
PIECE = 100
"""Cases found that the list shows at once."""


def rows(scale: Scale, folder: Path) -> Iterator[Row]:
    """Measure queries of each sort over FTS5 alone, which ranks the same words."""
    cases = list(small_cases(scale.patients, RECORDS))
    floor = _index(folder / "search-floor.db", cases)
    file = folder / "search.tumorboard"
    with Book.open(file) as book:
        fill(book, cases)
    all_ours, all_floors = [], []
    with Book.open(file, read_only=True) as book:
        for sort, queries in _queries(cases, scale.queries).items():
            times = [_both(book, floor, text) for text in queries]
            ours, least = [pair[0] for pair in times], [pair[1] for pair in times]
            all_ours += ours
            all_floors += least
            yield Row(what=f"search by {sort}, 95 %", ours=percentile(ours, 95), floor=percentile(least, 95))
    floor.close()
    said = f"search in {scale.patients:,} patients"
    yield Row(what=f"{said}, median", ours=percentile(all_ours, 50), floor=percentile(all_floors, 50))
    yield Row(what=f"{said}, 95 %", ours=percentile(all_ours, 95), floor=percentile(all_floors, 95), most=10)
    yield Row(what=f"{said}, worst", ours=max(all_ours), floor=max(all_floors))


def _both(book: Book, floor: sqlite3.Connection, text: str) -> tuple[float, float]:
    query = " ".join(f'"{word}"*' for word in text.split())
    sql = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
    ours = timed(lambda: book.shelf.cases(text, limit=PIECE))
    return ours, timed(lambda: floor.execute(sql, (query, PIECE)).fetchall())


def _index(file: Path, cases: list[Case]) -> sqlite3.Connection:
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("CREATE VIRTUAL TABLE found USING fts5(words, prefix = '1 2 3')")
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO found VALUES (?)", ((_words(case),) for case in cases))
    raw.execute("COMMIT")
    return raw


def _words(case: Case) -> str:
    patient, tumour = case.patient, case.tumour
    head = (patient.mrn, patient.family_name, patient.given_name, tumour.site, tumour.histology)
    return " ".join([*map(str, head), *(getattr(record, "findings", "") for record in case.records)])


def _queries(cases: list[Case], count: int) -> dict[str, list[str]]:
    chance = random.Random(SEED)
    some = [chance.choice(cases) for _ in range(count)]
    people = [case.patient for case in some]
    chinese = [case.patient for case in cases if not case.patient.family_name.isascii()]
    chinese = [one for one in chinese if "\u4e00" <= one.family_name <= "\u9fff"]
    findings = [_finding(chance, case) for case in some]
    sites = [str(case.tumour.site) for case in some]
    return {
        "MRN": [one.mrn for one in people],
        "the first four of an MRN": [one.mrn[:4] for one in people],
        "one letter": [one.family_name[:1] for one in people],
        "two letters": [one.family_name[:2] for one in people],
        "three letters": [one.family_name[:3] for one in people],
        "whole name": [f"{one.family_name} {one.given_name}" for one in people],
        "two Chinese characters": [
            (one.family_name + one.given_name)[:2] for one in (chance.choice(chinese) for _ in range(count))
        ],
        "diagnosis": [site.split()[-1] for site in sites],
        "a word of a note": [finding[0] for finding in findings],
        "two words": [f"{finding[0]} {finding[1]}" for finding in findings],
        "name and diagnosis": [
            f"{one.family_name[:2]} {site.split()[-1][:4]}" for one, site in zip(people, sites, strict=True)
        ],
        "words nobody has": [f"xyzzy{number}" for number in range(count)],
    }


def _finding(chance: random.Random, case: Case) -> list[str]:
    found = next(text for record in case.records if (text := getattr(record, "findings", "")))
    return chance.sample(str(found).split(), 2)
