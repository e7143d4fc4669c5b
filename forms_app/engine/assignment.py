"""Who takes care of a case."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import CaseChanged, save_step

NOT_THEIR_WORK = _("This person may not work on this case.")
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def assign(
    case: Submission,
    to: Any | None,
    by: Actor,
    seen_assignee: int | None,
    reason: str = "",
) -> Submission:
    """Give the case to this person, or to nobody; one history row, no message.

    `seen_assignee` is the primary key of whoever had the case when the page was
    opened. The version stays: an applicant who withdraws meanwhile is not refused.
    Raises CaseChanged when somebody else was quicker, StepRefused when the person
    may not work on this case.
    """
    with transaction.atomic():
        stored = type(case).objects.select_for_update().get(pk=case.pk)
        if stored.assigned_to_id != seen_assignee:
            raise CaseChanged(
                _("Somebody else assigned this case a moment ago. Look again.")
            )
        if to is not None and not may_work_on(to, stored):
            raise StepRefused(NOT_THEIR_WORK)
        if stored.assigned_to_id != (to and to.pk):
            stored.assigned_to = to
            save_step(stored, "assign", by, reason, fields=("assigned_to",))
    return stored


def may_work_on(user: Any, case: Submission) -> bool:
    return case.pk in work_of(user, [case])


def work_of(user: Any, cases: Sequence[Submission]) -> set[int]:
    """The primary keys of those, all of one kind, that this person may work on."""
    model = type(cases[0])
    if not (user.is_active and user.has_perm(_change(model))):
        return set()
    visible = model.objects.visible_to(user).filter(pk__in=[case.pk for case in cases])
    return set(visible.order_by().values_list("pk", flat=True))


def colleagues_for(case: Submission) -> list[Any]:
    """Everybody who may work on this case, by name.

    A few queries for each person with the permission, of whom an office has a dozen:
    only the kind of case knows the scope of a person.
    """
    return [user for user in permitted_for(type(case)) if may_work_on(user, case)]


def permitted_for(model: type[Submission]) -> QuerySet:
    """Everybody who works on some cases of this kind, by name."""
    permitted = get_user_model().objects.with_perm(
        _change(model), backend=MODEL_BACKEND
    )
    return permitted.order_by("last_name", "first_name", "username")


def _change(model: type[Submission]) -> str:
    options = model._meta
    return f"{options.app_label}.{get_permission_codename('change', options)}"
