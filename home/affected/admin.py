"""The tasks in the admin: on the first page, as a list, and each with its progress."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.affected.decision import DecisionForm, ToldGroup, WhomToTell, heading
from home.affected.facts import title_of, words_for
from home.affected.finders import Finder, ToPhone, finders_of
from home.affected.models import PeopleToTell, PersonTold, change_of
from home.affected.noting import count_again, tasks_of
from home.affected.seeing import is_seen_by, may_change, seen_by, with_facts
from home.links_panel import CountedLink, LinksPanel

State, Outcome = PeopleToTell.State, PersonTold.Outcome
UNPROCESSABLE = 422
FINISHED_SHOWN = 30


def in_words(task: PeopleToTell) -> str:
    """`Czech for adults · from 5 January 2027 · KaIC: it is cancelled`"""
    said = ", ".join(words_for(task.change))
    title = title_of(task.fact)
    return f"{title}: {said}" if said else title


def waiting_for_whom(task: PeopleToTell) -> str:
    """`14 people are to be told: …`, as the first page of the admin says it."""
    if task.left:
        words = heading(task.left)
    elif task.state == State.TELLING:
        words = gettext("Some have to be told by phone")
    else:
        words = gettext("Somebody has to decide")
    return f"{words}: {in_words(task)}"


class PeopleToTellPanel(LinksPanel):
    """The oldest first. Nothing is counted here: a task knows how many are left."""

    name = "people-to-tell"
    heading = _("People to tell")
    order = 85

    def links(self, request: HttpRequest) -> list[CountedLink]:
        tasks = seen_by(request.user, PeopleToTell.objects.unfinished())
        return [
            CountedLink(
                waiting_for_whom(task), reverse("people_to_tell_one", args=[task.pk])
            )
            for task in tasks
        ]


class PeopleToTellView(WagtailAdminTemplateMixin, View):
    """All that waits, and what was done lately."""

    page_title = _("People to tell")
    header_icon = "group"
    template_name = "home/affected/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        unfinished = seen_by(request.user, PeopleToTell.objects.unfinished())
        done = PeopleToTell.objects.exclude(state__in=PeopleToTell.UNFINISHED)
        finished = seen_by(request.user, done.select_related("decided_by"))
        context = self.get_context_data(
            waiting=[(task, waiting_for_whom(task)) for task in unfinished],
            finished=[(task, in_words(task)) for task in finished[:FINISHED_SHOWN]],
        )
        return self.render_to_response(context)

    def get_breadcrumbs_items(self):
        here = {"url": reverse("people_to_tell"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), here]


class OneTaskView(PeopleToTellView):
    """How far it is, whom to phone, and what to do about those who are left."""

    template_name = "home/affected/task.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_seen_by(request.user, self.task.fact):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @cached_property
    def task(self) -> PeopleToTell:
        tasks = with_facts(
            PeopleToTell.objects.select_related("saved_by", "decided_by")
        )
        task = tasks.filter(pk=self.kwargs["pk"]).first()
        if task is None:
            raise Http404
        return task

    @property
    def finders(self) -> list[Finder]:
        return finders_of(self.task.fact)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        action = request.POST.get("action", "")
        done = {"stop": self._stop, "again": self._try_again}.get(action, self._decide)
        answer = done()
        return answer or HttpResponseRedirect(request.path)

    @transaction.atomic
    def _decide(self) -> HttpResponse | None:
        task = self._locked()
        if task.state != State.OPEN:
            return self._somebody_else_did()
        whom = self._whom(task)
        decision = DecisionForm(self.request.POST, whom=whom, saves=False)
        if not decision.is_valid():
            return self._show(decision, UNPROCESSABLE)
        if decision.cleaned_data["seen"] != decision.whom.seen:
            return self._show(decision, UNPROCESSABLE, is_other=True)
        decision.carry_out([task])
        return None

    @transaction.atomic
    def _stop(self) -> None:
        task = self._locked()
        if task.state != State.TELLING:
            return self._somebody_else_did()
        for finder in self.finders:
            finder.take_back([task])
        count_again(task)
        task.decide(State.OPEN, self.request.user)
        words = gettext("Stopped. Whatever had not left yet is called back.")
        messages.success(self.request, words)
        return None

    @transaction.atomic
    def _try_again(self) -> None:
        task = self._locked()
        task.told.filter(outcome=Outcome.FAILED).delete()
        if task.is_unfinished and task.decided_by_id:
            task.decide(State.TELLING, self.request.user, task.reason)

    def _locked(self) -> PeopleToTell:
        return tasks_of(self.task.fact).get(pk=self.task.pk)

    def _somebody_else_did(self) -> None:
        messages.warning(self.request, gettext("Somebody has decided this already."))

    def _whom(self, task: PeopleToTell) -> WhomToTell:
        return WhomToTell(change_of([task]), self.request.user, task)

    def _show(
        self, decision: DecisionForm | None = None, status: int = 200, is_other=False
    ) -> HttpResponse:
        task = self.task
        whom = decision.whom if decision else self._whom(task)
        decision = decision or DecisionForm(whom=whom, saves=False)
        reason = decision.data.get("telling-reason", "")
        outcomes = Counter(task.told.values_list("outcome", flat=True))
        to_phone = sum(finder.count_to_phone(task) for finder in self.finders)
        context = self.get_context_data(
            task=task,
            title=title_of(task.fact),
            said=[capfirst(words) for words in words_for(task.change)],
            whom=whom,
            groups=[ToldGroup(group, reason) for group in whom.groups],
            decision=decision,
            is_other=is_other,
            told=outcomes.total() - outcomes[Outcome.FAILED] - to_phone,
            failed=outcomes[Outcome.FAILED],
            everybody=outcomes.total() + whom.count,
            count_to_phone=to_phone,
            to_phone=self._to_phone() if to_phone else [],
            saved_by=_name(task.saved_by),
            decided_by=_name(task.decided_by),
            edit_url=self._edit_url(),
        )
        return self.render_to_response(context, status=status)

    def _to_phone(self) -> list[ToPhone]:
        user: Any = self.request.user
        return [
            each for finder in self.finders for each in finder.to_phone(self.task, user)
        ]

    def _edit_url(self) -> str:
        if not may_change(self.request.user, self.task.fact):
            return ""
        finder = AdminURLFinder(self.request.user)
        return finder.get_edit_url(self.task.fact) or ""

    def get_breadcrumbs_items(self):
        label = title_of(self.task.fact)
        return [*super().get_breadcrumbs_items(), {"url": "", "label": label}]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def addresses():
    return [
        path("people-to-tell/", PeopleToTellView.as_view(), name="people_to_tell"),
        path(
            "people-to-tell/<int:pk>/",
            OneTaskView.as_view(),
            name="people_to_tell_one",
        ),
    ]
