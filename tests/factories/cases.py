"""Cases in any state, without the steps that lead there."""

from typing import Any

from factory.django import DjangoModelFactory

from forms_app.engine import store
from forms_app.engine.actors import APPLICANT, SYSTEM, Actor
from forms_app.engine.step_record import StepTaken

SENT = StepTaken("submit", APPLICANT)


class CaseFactory(DjangoModelFactory):
    """A stored case, as if it had been sent in its state."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return store.add(model_class(*args, **kwargs), SENT)


def record(case: Any, step: str, by: Actor = SYSTEM) -> None:
    """The case as it is here, with a row of history that no workflow knows."""
    store.change(case, StepTaken(step, by))


def put(case: Any, **fields: Any) -> None:
    """The case with other facts, here and in the database; no step led there."""
    type(case).objects.filter(pk=case.pk).update(**fields)
    case.refresh_from_db()
