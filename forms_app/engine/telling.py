"""Cases that hang on a fact: counted, told in their own language, never told twice."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext

from forms_app.engine.actors import staff
from forms_app.engine.causes import Cause, because_of
from forms_app.engine.outbox import Message, enqueue
from forms_app.engine.outbox.wording import MoreFacts, readable, render_message
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import perform
from home.affected.change import FactChange
from home.affected.finders import Finder, Group, ToPhone, Words
from home.affected.models import PeopleToTell, PersonTold, change_of

Outcome = PersonTold.Outcome
Delivery = Message.Delivery
STILL_HERE = (Delivery.WAITING, Delivery.TO_TELL)
NOT_REACHED = (Delivery.TO_TELL, Delivery.FAILED)
# Time for the worker to look whether a step can be undone.
HELD = timedelta(minutes=5)
# So many are found at once; the next turn finds the others.
AT_ONCE = 200


@dataclass(frozen=True)
class Affected:
    """Cases to which the same happens: this step, or else only a message."""

    cases: QuerySet
    step: str = ""
    message: str = ""


class CaseFinder(Finder):
    """`message` names the template of what they are told, `inbox` where they are."""

    model: type[Submission]
    message: str
    inbox: str
    sees_every_place: str

    @abstractmethod
    def affected(self, change: FactChange, only: int | None = None) -> list[Affected]:
        """The cases on which the change tells; each stands in one of the groups.

        `only` is the key of a case: others need not be looked for.
        """

    @abstractmethod
    def news(self, case: Any, change: FactChange, code: str) -> dict[str, Any]:
        """What the template may name of the change, as far as it concerns this case."""

    @abstractmethod
    def example(
        self, change: FactChange, affected: Affected
    ) -> tuple[Submission, MoreFacts]:
        """Nobody's case, not stored, and its news, to show the message with."""

    def is_put_right(self, case: Any, change: FactChange, task: PeopleToTell) -> bool:
        """Whether nothing has to be said: what happened before could be undone."""
        return False

    def take_step(
        self, case: Submission, step: str, change: FactChange, task: PeopleToTell
    ) -> None:
        perform(case, step, by=staff(task.decided_by), reason=task.reason)

    # Who

    def anybody(self, change: FactChange) -> bool:
        return any(
            self._known(each.cases, None).exists() for each in self.affected(change)
        )

    def groups(
        self, change: FactChange, task: PeopleToTell | None = None
    ) -> list[Group]:
        return [self._group(each, change, task) for each in self.affected(change)]

    def left(self, task: PeopleToTell) -> Iterator[int]:
        for each in self.affected(task.change):
            cases = self._known(each.cases, task)
            if each.step:
                cases = cases.filter(pk__in=self._within_reach_of(task.decided_by))
            yield from cases.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]

    def _group(
        self, affected: Affected, change: FactChange, task: PeopleToTell | None
    ) -> Group:
        counted = (
            self._known(affected.cases, task)
            .order_by()
            .values_list("language")
            .annotate(all=Count("pk"), silent=Count("pk", filter=Q(email="")))
        )
        rows = list(counted)
        step = self.model.workflow.steps.get(affected.step)
        return Group(
            kind=self.model._meta.verbose_name_plural,
            by_language=Counter({code: count for code, count, _silent in rows}),
            without_email=sum(silent for _code, _count, silent in rows),
            message=partial(self._example_of_message, affected, change),
            step=step.label if step else "",
            needs_reason=step is not None and step.needs_reason,
        )

    def _known(self, cases: QuerySet, task: PeopleToTell | None) -> QuerySet:
        """Who may be written to, came before the change, and was not seen to yet."""
        cases = cases.filter(is_quarantined=False)
        if task is None or task.pk is None:
            return cases
        told = PersonTold.objects.filter(task=task, kind=self._kind)
        return cases.filter(submitted_at__lte=task.saved_at).exclude(
            pk__in=told.values("person_id")
        )

    def _within_reach_of(self, user: Any) -> QuerySet:
        """A step is taken by whoever may take it with this very case."""
        cases = (
            self.model.objects.visible_to(user) if user else self.model.objects.none()
        )
        may = user is not None and user.is_active and self.may_take_steps(user)
        return (cases if may else cases.none()).order_by().values("pk")

    @property
    def _kind(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model)

    # Telling

    def tell(self, person: int, task: PeopleToTell, tasks: list[PeopleToTell]) -> None:
        missed = [each for each in tasks if self._misses(person, each)]
        if task not in missed:
            return
        change = change_of(missed)
        outcome = self._tell(person, change, task)
        for each in missed:
            self._write_down(person, each, task, outcome)

    def note_failure(self, person: int, task: PeopleToTell) -> None:
        self._write_down(person, task, task, Outcome.FAILED)

    def _misses(self, person: int, task: PeopleToTell) -> bool:
        return any(
            self._known(each.cases, task).filter(pk=person).exists()
            for each in self.affected(task.change, person)
        )

    def _tell(self, person: int, change: FactChange, task: PeopleToTell) -> Outcome:
        found = next(
            (
                each
                for each in self.affected(change, person)
                if each.cases.filter(pk=person).exists()
            ),
            None,
        )
        if found is None:
            return Outcome.NOTHING
        case = self.model.objects.get(pk=person)
        if found.step:
            return self._move(case, found.step, change, task)
        if self.is_put_right(case, change, task):
            return Outcome.NOTHING
        # Held as long as the message of a step is: until then it can be called back.
        with because_of(Cause("told", task.pk, by_staff=True)):
            name = found.message or self.message
            enqueue(case, name, partial(self.news, case, change))
        return Outcome.MESSAGE

    def _move(
        self, case: Submission, step: str, change: FactChange, task: PeopleToTell
    ) -> Outcome:
        try:
            self.take_step(case, step, change, task)
        except StepRefused:
            return Outcome.FAILED
        return Outcome.STEP

    def _write_down(
        self, person: int, task: PeopleToTell, said_by: PeopleToTell, outcome: Outcome
    ) -> None:
        PersonTold.objects.create(
            task=task,
            said_by=said_by,
            kind=self._kind,
            person_id=person,
            outcome=outcome,
        )

    # Taking back

    def take_back(self, tasks: Iterable[PeopleToTell]) -> set[int]:
        back: set[int] = set()
        for task in tasks:
            # Perhaps the step is undone, and with it what it says.
            self._messages_of_steps(task).filter(
                delivery=Delivery.WAITING, attempts=0
            ).update(next_try_at=timezone.now() + HELD)  # no history: only the clock
            unsent = self._messages(task).filter(delivery__in=STILL_HERE, attempts=0)
            messages = list(unsent.select_for_update())
            told = PersonTold.objects.filter(
                said_by=task,
                kind=self._kind,
                person_id__in=[each.submission_id for each in messages],
            )
            back |= set(told.values_list("task", flat=True))
            told.delete()
            for message in messages:
                message.delivery = Delivery.CANCELLED
                message.save(update_fields=["delivery"])
        return back

    def _messages(self, task: PeopleToTell) -> QuerySet:
        return Message.objects.filter(kind=self._kind, caused_by=task.key)

    def _messages_of_steps(self, task: PeopleToTell) -> QuerySet:
        moved = PersonTold.objects.filter(
            said_by=task, kind=self._kind, outcome=Outcome.STEP
        )
        return Message.objects.filter(
            kind=self._kind,
            submission_id__in=moved.values("person_id"),
            written_at__gte=task.decided_at or task.saved_at,
        )

    # Whom to phone

    def count_to_phone(self, task: PeopleToTell) -> int:
        return self._not_reached(task).count()

    def to_phone(self, task: PeopleToTell, user: Any) -> list[ToPhone]:
        keys = self._not_reached(task).values("submission_id")
        cases = self.model.objects.visible_to(user).filter(pk__in=keys)
        return [
            ToPhone(
                case.full_name,
                case.reference,
                case.phone,
                reverse(f"{self.inbox}:case", args=[case.pk]),
            )
            for case in cases.order_by("pk")[:AT_ONCE]
        ]

    def _not_reached(self, task: PeopleToTell) -> QuerySet:
        found = self._messages(task) | self._messages_of_steps(task)
        return found.filter(delivery__in=NOT_REACHED)

    # Rights

    def is_handled_by(self, user: Any, fact: Model) -> bool:
        if not user.has_perm(self._permission("view")):
            return False
        if not self.sees_every_place or user.has_perm(self.sees_every_place):
            return True
        prefetch_related_objects([user], "coordinated_places")
        place = getattr(fact, "place_id", fact.pk)
        return any(each.pk == place for each in user.coordinated_places.all())

    def may_take_steps(self, user: Any) -> bool:
        return user.has_perm(self._permission("change"))

    def _permission(self, action: str) -> str:
        return f"forms_app.{action}_{self.model._meta.model_name}"

    # An example

    def _example_of_message(
        self, affected: Affected, change: FactChange, code: str, reason: str
    ) -> Words:
        example, more = self.example(change, affected)
        case: Any = example
        step = self.model.workflow.steps.get(affected.step)
        case.language, case.reference = code, "…"
        with translation.override(code):
            case.full_name = pgettext("in place of a name", "[name]")
            case._change_reason = reason or gettext("[the reason that you write]")
        name = step.message if step else affected.message or self.message
        subject, text = render_message(case, name, code, more)
        return Words(subject, readable(text))
