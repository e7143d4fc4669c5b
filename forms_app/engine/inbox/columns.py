"""The columns that every inbox has."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from home.languages import language

# Not on a phone's cards: the case itself says it.
MINOR = "minor"


class TickColumn(Column):
    """A box to tick; the name of the box says which case it is."""

    header_template_name = "forms_app/inbox/tick_header.html"
    cell_template_name = "forms_app/inbox/tick_cell.html"


class CaseColumn(TitleColumn):
    """The reference leads to the case."""

    cell_template_name = "forms_app/inbox/reference_cell.html"


class StateColumn(Column):
    """The state in words, with a colour beside them."""

    cell_template_name = "forms_app/inbox/state_cell.html"


class PersonColumn(Column):
    """A name in its own direction."""

    cell_template_name = "forms_app/inbox/person_cell.html"


class AgeColumn(Column):
    """How long the case rests in its state, and whether that is too long."""

    cell_template_name = "forms_app/inbox/age_cell.html"


class MomentColumn(Column):
    """A day with its year, and the time: nobody asks which number is the month."""

    cell_template_name = "forms_app/inbox/moment_cell.html"


class DayColumn(Column):
    cell_template_name = "forms_app/inbox/day_cell.html"


def staff_name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else "–"


def case_columns(case_url_name: str, more: tuple[Column, ...]) -> list[Column]:
    """All columns of the list; `more` are those of the kind of case."""
    return [
        TickColumn("tick", label=_("Select"), accessor="pk"),
        CaseColumn("reference", label=_("Reference"), url_name=case_url_name),
        StateColumn("state", label=_("State"), accessor="current_state"),
        PersonColumn("full_name", label=pgettext_lazy("of a person", "Name")),
        *more,
        Column("language", label=_("Language"), accessor=_endonym, classname=MINOR),
        Column(
            "assigned_to",
            label=_("Assigned to"),
            accessor=_assignee,
            classname=MINOR,
        ),
        AgeColumn("state_since", label=pgettext_lazy("of a case", "Age")),
        MomentColumn(
            "submitted_at",
            label=_("Sent"),
            sort_key="submitted_at",
            classname=MINOR,
        ),
    ]


def _endonym(case) -> str:
    return language(case.language).endonym


def _assignee(case) -> str:
    return staff_name(case.assigned_to)
