"""Terms: how long a case may rest in a state before it is overdue."""

from datetime import datetime

from django.db.models import Q

from forms_app.engine.states import Workflow


def overdue(workflow: Workflow, moment: datetime) -> Q:
    """Cases whose state had a term that is over; one range of the index a state."""
    over = Q(pk__in=[])
    for state in workflow.states.values():
        if state.overdue_after is not None:
            since = moment - state.overdue_after
            over |= Q(state=state.name, state_since__lt=since)
    return over
