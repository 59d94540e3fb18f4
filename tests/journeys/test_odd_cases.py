"""Cases nobody would make up on purpose come in, are shown, printed and drawn, and go out as they came."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.journeys.commands import letters
from tumorboard.cli import main
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.exchange import case_document

MARKUP = '<b>O\'Neill & "Sons"</b> {{ 4711 * 4711 }} %s {0}'
UNITS = ("U/mL", "kU/L", "mg/dL", "umol/L", "", "ng/mL", "%")


def _result(on: str, value: str, unit: str = "U/mL", comparator: str = "", **more: Any) -> Laboratory:
    day = Day(on) if on else None
    value_ = Quantity(comparator, value, unit)
    return Laboratory(on=day, analyte=Coded(text="CA19-9"), value=value_, **more)


def _case(*records: Record, tumour: str = "Gallbladder", **patient: Any) -> Case:
    return Case(Patient(**{"mrn": "1", **patient}), Tumour(label=tumour), records)


def _days(count: int, apart: int = 1) -> Iterator[Day]:
    return (Day.of(date(2001, 1, 1) + timedelta(apart * place)) for place in range(count))


CASES = {
    "nothing but a patient and a tumour": _case(mrn="", tumour=""),
    "a record of each kind with nothing in it": _case(*(kind() for kind in COURSE)),
    "markup and marks": _case(
        Surgery(on=Day("2020"), procedures=(Coded(text=MARKUP),)),
        Event(on=Day("2020"), title='<img src="figure">', note="</td></table><script>"),
        family_name=MARKUP,
        tumour=MARKUP,
    ),
    "long names": _case(
        SystemicLine(start=Day("2020"), label="y" * 3000, drugs=(Drug(agent=Coded(text="z" * 900)),)),
        mrn="7" * 60,
        family_name="Wolfeschlegelsteinhausenbergerdorff" * 4,
        given_name="A " * 60,
        tumour="x" * 5000,
    ),
    "2,000 results on one day": _case(*(_result("2020-05-05", str(place + 1)) for place in range(2000))),
    "units of every kind": _case(
        *(_result(str(day), "7", UNITS[place % 7]) for place, day in enumerate(_days(70, 9)))
    ),
    "written from right to left": _case(
        Surgery(on=Day("2020-01-01"), procedures=(Coded(text="استئصال المرارة"),)),
        family_name="مُحَمَّد",
        given_name="יעקב",
        tumour="سرطان المرارة",
    ),
    "dates at the edges": _case(
        *(_result(on, "3") for on in ("1800-01-01", "2200-12-31", "../1950", "2020/..", "2020~", "")),
        SystemicLine(label="back in time", start=Day("2021"), end=Day("2019")),
        SystemicLine(label="to come", start=Day("2199"), ongoing=True),
        Event(on=Day("1800/2200"), title="at some time"),
        FollowUp(on=Day("2100"), alive=True),
        birth_date=Day("2090"),
        died_on=Day("1900"),
    ),
    "values at the edges": _case(
        *(
            _result(f"2020-0{place}", value)
            for place, value in enumerate(("0", "-5", "1" * 15, "0.00000001"), 1)
        ),
        _result("2020-05", "2", comparator="<"),
        _result("2020-06", "700", comparator=">="),
        _result("2020-07", "1", high=0),
        _result("2020-08", "1", low=9, high=-1),
    ),
    "only zeros": _case(*(_result(str(day), "0") for day in _days(5, 30))),
    "150 lines and 250 adverse events": _case(
        *(SystemicLine(label=f"line {place}", start=day) for place, day in enumerate(_days(150, 3))),
        *(AdverseEvent(term=Coded(text=f"event {place}"), start=day) for place, day in enumerate(_days(250))),
    ),
    "a novel": _case(Imaging(on=Day("2020"), findings="word " * 5000), note="line\n" * 2000),
}


@pytest.mark.parametrize("name", CASES)
def test_an_odd_case_is_printed_drawn_and_told(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Whatever is in a case, each command does with it what it does with any, and nothing of it is lost."""
    case = replace(CASES[name], tumour=replace(CASES[name].tumour, id=str(uuid.uuid4())))
    document, file = tmp_path / "case.json", tmp_path / "cases.tumorboard"
    document.write_bytes(case_document.write(case))

    def do(*arguments: object) -> str:
        capsys.readouterr()
        code = main(["--file", str(file), *map(str, arguments)])
        said = capsys.readouterr()
        assert (code, said.err) == (0, ""), arguments
        return said.out

    do("import", document)
    assert do("export", case.id).encode() == document.read_bytes()
    assert len(do("list").splitlines()) == 1
    assert do("show", case.id)
    for ending in ("svg", "png", "csv"):
        do("chart", case.id, "--out", tmp_path / f"chart.{ending}")
    for wishes in ((), ("--paper", "letter", "--anonymous")):
        do("handout", case.id, "--out", tmp_path / "handout.pdf", *wishes)
        assert 0 < len(pypdf.PdfReader(tmp_path / "handout.pdf").pages) < 60


def test_markup_stands_on_the_page_as_it_was_typed(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What looks like HTML or a template is text."""
    file, out = tmp_path / "cases.tumorboard", tmp_path / "handout.pdf"
    (tmp_path / "case.json").write_bytes(case_document.write(CASES["markup and marks"]))
    assert main(["--file", str(file), "import", str(tmp_path / "case.json")]) == 0
    assert main(["--file", str(file), "handout", "1", "--out", str(out), "--question", MARKUP]) == 0
    text = letters(out)
    assert text.count("".join(MARKUP.split())) >= 3
    assert "22193521" not in text
