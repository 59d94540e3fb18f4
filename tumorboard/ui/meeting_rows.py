"""Meeting rows: what is said of a meeting in its line and above its agenda."""

from tumorboard.domain import dates
from tumorboard.domain.fields import shown
from tumorboard.domain.meeting import PLANNED, Meeting
from tumorboard.i18n import _, plural
from tumorboard.reasoning.readiness import profile
from tumorboard.ui.agenda_rows import Row


def meeting_row(one: Meeting, count: int, *, past: bool) -> Row:
    """Return the line of a meeting: when, which board, and how many cases."""
    cases = plural("{count} case", "{count} cases", count)
    when = dates.show(one.on) if one.on else _("not dated")
    state = shown(one, "state") if one.state and one.state != PLANNED else ""
    below = " · ".join(part for part in (one.name or _("Board"), cases) if part)
    return Row(one.id, "", when, "", below, state, quiet=past)


def heading(meeting: Meeting) -> str:
    """Return which board it is and when."""
    when = dates.show(meeting.on) if meeting.on else _("not dated")
    return " · ".join(part for part in (meeting.name, when) if part)


def about(meeting: Meeting) -> str:
    """Return where it is, who is in the chair, and by which profile cases are found ready."""
    parts = [meeting.place, _("chair {name}").format(name=meeting.chair) if meeting.chair else ""]
    parts.append(_("readiness: {profile}").format(profile=_(profile(meeting.profile).name)))
    return " · ".join(part for part in parts if part)
