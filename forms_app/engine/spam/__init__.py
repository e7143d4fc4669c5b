from forms_app.engine.spam.suspicion import (
    Suspicion,
    suspect_beforehand,
    suspect_form,
    suspect_numbers,
)
from forms_app.engine.spam.work import UsedWork, new_work, work_is_done

__all__ = [
    "Suspicion",
    "UsedWork",
    "new_work",
    "suspect_beforehand",
    "suspect_form",
    "suspect_numbers",
    "work_is_done",
]
