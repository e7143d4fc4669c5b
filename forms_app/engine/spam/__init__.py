from forms_app.engine.spam.suspicion import Suspicion, suspect
from forms_app.engine.spam.work import UsedWork, new_work, work_is_done

__all__ = ["Suspicion", "UsedWork", "new_work", "suspect", "work_is_done"]
