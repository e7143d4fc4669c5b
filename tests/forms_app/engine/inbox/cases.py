"""Cases as applicants send them, with all that follows."""

from forms_app.engine.actors import APPLICANT
from forms_app.engine.transitions import submit
from forms_app.models import Registration
from tests.factories import RegistrationFactory


def send(run, intake, **what) -> Registration:
    return submit(RegistrationFactory.build(run=run, intake=intake, **what), APPLICANT)
