"""Figure words: what a figure shows, in sentences, for whoever cannot see it."""

from tumorboard.domain.quantities import show_unit
from tumorboard.figures.marker_line import value_text
from tumorboard.figures.shapes import Lane, MarkerCurve, Undated
from tumorboard.i18n import _, plural

TREATMENTS = ("surgery", "local", "systemic")


def words(curve: MarkerCurve, lanes: tuple[Lane, ...], undated: tuple[Undated, ...]) -> str:
    """Return results first, then treatments in order of time, then what is not drawn."""
    sentences = [*curve_words(curve), *curve.left_out]
    treatments = _treatments(lanes)
    if treatments:
        sentences.append(_("Treatments: {treatments}.").format(treatments="; ".join(treatments)))
    else:
        sentences.append(_("No dated treatments."))
    if undated:
        listed = "; ".join(f"{one.label} ({one.when})" for one in undated)
        count = plural(
            "{count} entry without a place in time", "{count} entries without a place in time", len(undated)
        )
        sentences.append(f"{count}: {listed}.")
    return " ".join(sentences)


def curve_words(curve: MarkerCurve) -> list[str]:
    """Return what the results of a curve are, in sentences; the first names those that matter most."""
    shown = [point for point in curve.points if not point.muted and not point.draft]
    if not shown:
        return [_("No {analyte} results are drawn.").format(analyte=curve.analyte)]
    count = plural("{count} result", "{count} results", len(shown))
    named = [(_("first"), shown[0])]
    if len(shown) > 2 and not curve.breaks:
        named.append((_("lowest"), min(shown, key=lambda point: (point.y, point.bound != "<"))))
        named.append((_("highest"), max(shown, key=lambda point: (point.y, point.bound == ">"))))
    if len(shown) > 1:
        named.append((_("last"), shown[-1]))
    told = ", ".join(f"{name} {value_text(point)} ({point.when})" for name, point in named)
    unit = show_unit(curve.unit)
    sentences = [f"{' '.join(part for part in (curve.analyte, unit) if part)}: {count}; {told}."]
    levels = list(dict.fromkeys(limit.y for limit in curve.limits))
    if levels:
        listed = ", ".join(f"{level:,g}" for level in levels)
        sentences.append(_("Upper limit {limits}.").format(limits=listed))
    if curve.breaks:
        sentences.append(_("Assay or unit changes, so that results before and after cannot be compared."))
    return sentences


def _treatments(lanes: tuple[Lane, ...]) -> list[str]:
    told: dict[str, tuple[float, str]] = {}
    for lane in lanes:
        if lane.kind in TREATMENTS:
            told |= {bar.record_id: (bar.x_low, bar.text) for bar in lane.bars if bar.text}
            told |= {mark.record_id: (mark.x, mark.text) for mark in lane.marks}
    return [text for _x, text in sorted(told.values())]
