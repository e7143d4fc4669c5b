"""A form that asks before it saves what people hang on: whom to tell, and when."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin import messages

from home.affected.decision import DecisionForm, ToldGroup, WhomToTell, heading
from home.affected.facts import title_of, words_for
from home.affected.in_form import change_in_form
from home.affected.models import PeopleToTell
from home.affected.noting import with_what_waits
from home.affected.watching import one_change

BACK = "telling-back"
NOT_CARRIED = ("csrfmiddlewaretoken", "telling-")
OK, UNPROCESSABLE = 200, 422


class AsksWhomToTell:
    """Stands before a view whose `before_saving(form)` may answer instead of saving.

    The page that asks carries everything that was typed. Nothing is kept between the
    two requests: the second one looks at the form, the fact and the people anew.
    """

    decision: DecisionForm | None = None

    def before_saving(self, form) -> HttpResponse | None:
        return super().before_saving(form) or self._asked(form)

    def _asked(self, form) -> HttpResponse | None:
        change = change_in_form(self)
        if change is None or not change.rows:
            return None
        whom = WhomToTell(with_what_waits(change), self.request.user)
        if not whom:
            return None
        if self.expects_json_response:
            words = gettext("People are to be told of this. Press Save to decide how.")
            return self.json_error_response("validation_error", words)
        if BACK in self.request.POST:
            return self._form_again(form)
        decision = DecisionForm(self.request.POST, whom=whom)
        if not decision.was_sent:
            return self._ask(DecisionForm(whom=whom))
        if not decision.is_valid():
            return self._ask(decision, status=UNPROCESSABLE)
        if decision.cleaned_data["seen"] != whom.seen:
            return self._ask(decision, is_other=True, status=UNPROCESSABLE)
        self.decision = decision
        for name, value in decision.values().items():
            setattr(form.instance, name, value)
        return None

    def _form_again(self, form) -> HttpResponse:
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))

    def _ask(self, decision: DecisionForm, is_other=False, status=OK) -> HttpResponse:
        whom = decision.whom
        reason = decision.data.get("telling-reason", "")
        title = heading(whom.count)
        context = {
            "header_title": title,
            "header_icon": "group",
            "breadcrumbs_items": self._trail(title),
            "whom": whom,
            "title": title_of(whom.change.fact),
            "said": words_for(whom.change),
            "groups": [ToldGroup(group, reason) for group in whom.groups],
            "decision": decision,
            "is_other": is_other,
            "carried": list(_carried(self.request.POST)),
            "action_url": self.request.get_full_path(),
        }
        template = "home/affected/asking.html"
        return TemplateResponse(self.request, template, context, status=status)

    def _trail(self, title: str) -> list[dict[str, Any]]:
        *above, here = self.get_breadcrumbs_items()
        here = {**here, "url": self.request.path}
        return [*above, here, {"url": "", "label": title}]

    def save_instance(self):
        with one_change(by=self.request.user) as change:
            instance = super().save_instance()
        if self.decision is not None:
            self.decision.carry_out(change.tasks)
        self.tasks = change.tasks
        return instance

    @cached_property
    def tasks(self) -> list[PeopleToTell]:
        return []

    def get_success_buttons(self):
        waiting = [task for task in self.tasks if task.is_unfinished]
        return super().get_success_buttons() + [
            messages.button(
                reverse("people_to_tell_one", args=[task.pk]), heading(task.left)
            )
            for task in waiting
        ]


def tell_of_task(request: HttpRequest, task: PeopleToTell) -> None:
    """After a change that no page asked about: what waits now, and the way there."""
    button = messages.button(
        reverse("people_to_tell_one", args=[task.pk]), gettext("Decide")
    )
    words = f"{title_of(task.fact)}: {heading(task.left)}"
    messages.warning(request, words, buttons=[button])


def _carried(data):
    for name, values in data.lists():
        if not name.startswith(NOT_CARRIED):
            yield from ((name, value) for value in values)
