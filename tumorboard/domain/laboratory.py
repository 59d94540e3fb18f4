"""Laboratory: one result of one analyte, with the limits of the laboratory that gave it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from tumorboard.domain import vocabulary
from tumorboard.domain.cells import analyte_in
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    ChoiceField,
    Coded,
    CodedField,
    DayField,
    LinkField,
    NumberField,
    QuantityField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.quantities import Quantity, show_unit
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Laboratory(Record):
    """One result: a value, or what was said in words where no number was given."""

    record_kind: ClassVar[str] = "laboratory"
    record_title: ClassVar[str] = N_("Laboratory result")
    begins: ClassVar[str] = "on"

    on: Day | None = declare(DayField(label=N_("Date"), timed=True))
    analyte: Coded | None = declare(CodedField(label=N_("Analyte"), vocabulary="analytes", required=True))
    value: Quantity | None = declare(QuantityField(label=N_("Value")))
    text_value: str = declare(TextField(label=N_("Result in words")))
    low: float | None = declare(NumberField(label=N_("Lower limit")))
    high: float | None = declare(NumberField(label=N_("Upper limit")))
    method: str = declare(TextField(label=N_("Method"), help=N_("The assay")))
    laboratory: str = declare(TextField(label=N_("Laboratory")))
    status: str = declare(
        ChoiceField(label=N_("Status"), choices=choices(N_("final"), N_("corrected"), N_("preliminary")))
    )
    replaces: str = declare(
        LinkField(label=N_("Replaces"), help=N_("The result this one corrects"), to=("laboratory",))
    )


def analyte_of(result: Laboratory) -> str:
    """Return the name of the analyte, without the unit that tells two names apart if the value says it."""
    name = str(result.analyte or "")
    return name.removesuffix(f"({show_unit(result.value.unit)})").strip() if result.value else name


def name_of(result: Laboratory) -> str:
    """Return what the analyte is called here, whatever the laboratory calls it; empty where it has no name.

    Where one has a name for each unit, it is the one of the unit of its value.
    """
    if result.analyte is None:
        return ""
    return _known_name(result.analyte.code, result.analyte.text, result.value.unit if result.value else "")


@lru_cache(maxsize=4096)
def _known_name(code: str, text: str, unit: str) -> str:
    for name in (code, text):
        if name and vocabulary.analyte(name):
            return analyte_in(name, unit)
    return text.strip() or code.strip()


def standing(results: Iterable[Laboratory]) -> list[Laboratory]:
    """Return the results that say something and were not replaced, in their order.

    A preliminary result gives way to any other of its day.
    """
    told = [one for one in results if one.value or one.text_value]
    replaced = {one.replaces for one in told}
    days = {str(one.on) for one in told if one.status == "preliminary"}
    settled = {
        (one.on, one.analyte) for one in told if one.status != "preliminary" and days and str(one.on) in days
    }
    return [
        one
        for one in told
        if one.id not in replaced and not (one.status == "preliminary" and (one.on, one.analyte) in settled)
    ]
