"""What to do about the people who are to be told: the form, and carrying it out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from home.affected.change import FactChange
from home.affected.finders import Group, Question, finders_of, groups_of, questions_of
from home.affected.models import PeopleToTell
from home.languages import SOURCE_LANGUAGE, Language, language

NOW, LATER, NOBODY = "now", "later", "nobody"
State = PeopleToTell.State


@dataclass(frozen=True)
class ToldGroup:
    """A group with what they would read: in Czech, and in the words of most others."""

    group: Group
    reason: str = ""

    @property
    def languages(self) -> list[tuple[Language, int]]:
        return [
            (language(code), count)
            for code, count in self.group.by_language.most_common()
        ]

    @property
    def examples(self) -> list[tuple[Language, Any]]:
        others = (code for code, _count in self.group.by_language.most_common())
        other = next((code for code in others if code != SOURCE_LANGUAGE.code), None)
        codes = [SOURCE_LANGUAGE.code, *([other] if other else [])]
        return [
            (language(code), self.group.message(code, self.reason)) for code in codes
        ]


class WhomToTell:
    """The people and questions of one change, for whoever has to decide."""

    def __init__(self, change: FactChange, user: Any, task: PeopleToTell | None = None):
        self.change, self.user = change, user
        self.groups: list[Group] = groups_of(change, task)
        self.questions: list[Question] = questions_of(change)

    def __bool__(self) -> bool:
        return bool(self.groups or self.questions)

    @property
    def by_language(self) -> Counter[str]:
        return sum((group.by_language for group in self.groups), Counter())

    @property
    def count(self) -> int:
        return self.by_language.total()

    @property
    def in_words(self) -> str:
        return heading(self.count)

    @property
    def has_steps(self) -> bool:
        return any(group.step for group in self.groups)

    @property
    def asks_for_reason(self) -> bool:
        return any(group.needs_reason for group in self.groups) and self.may_begin

    @property
    def may_take_steps(self) -> bool:
        return any(
            each.may_take_steps(self.user) for each in finders_of(self.change.fact)
        )

    @property
    def may_begin(self) -> bool:
        """A message is words; what happens to a case is for whoever handles it."""
        only_told = any(not group.step for group in self.groups)
        return only_told or (self.has_steps and self.may_take_steps)

    @property
    def seen(self) -> str:
        """Another value as soon as the people or the change are other ones."""
        said = [
            [row.as_json() for row in self.change.rows],
            [
                [str(each.kind), str(each.step), sorted(each.by_language.items())]
                for each in self.groups
            ],
            [[each.name, str(each.words)] for each in self.questions],
        ]
        text = json.dumps(said, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def heading(count: int) -> str:
    if not count:
        return gettext("Is this what you mean?")
    words = ngettext(
        "%(count)d person is to be told", "%(count)d people are to be told", count
    )
    return words % {"count": count}


class DecisionForm(forms.Form):
    """`choice` is NOW, LATER or NOBODY; each question has a field of its name."""

    choice = forms.ChoiceField(
        label=_("What shall happen?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what shall happen.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("They read it in the message, as you write it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    why = forms.CharField(
        label=_("Why not?"),
        help_text=_("Colleagues read it."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        whom: WhomToTell,
        saves: bool = True,
        **kwargs,
    ):
        """`saves`: the fact is not stored yet, and a later time may be chosen."""
        super().__init__(*args, prefix="telling", **kwargs)
        self.whom = whom
        self.fields["choice"].choices = choices(whom, saves)
        self.initial["seen"] = whom.seen
        if not whom.groups and saves:
            del self.fields["choice"], self.fields["why"]
        if not whom.asks_for_reason:
            del self.fields["reason"]
        for question in whom.questions if saves else ():
            self.fields[question.name] = forms.ChoiceField(
                label=question.words,
                choices=[(each.name, each.label) for each in question.options],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose what shall happen.")},
            )

    @property
    def minutes_held(self) -> int:
        return settings.MESSAGES_HELD_FOR.seconds // 60

    @property
    def was_sent(self) -> bool:
        return self.is_bound and f"{self.prefix}-seen" in self.data

    @property
    def questions(self):
        names = [each.name for each in self.whom.questions]
        return [self[name] for name in names if name in self.fields]

    def clean(self):
        cleaned = super().clean()
        choice = cleaned.get("choice")
        if choice == NOW and "reason" in self.fields and not cleaned.get("reason"):
            self.add_error("reason", _("Please give a reason."))
        if choice == NOBODY and not cleaned.get("why"):
            self.add_error("why", _("Say why, so that colleagues understand it."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the answers to the questions set in the fact instead."""
        chosen = (
            option.values
            for question in self.whom.questions
            for option in question.options
            if option.name == self.cleaned_data.get(question.name)
        )
        return {name: value for values in chosen for name, value in values.items()}

    def carry_out(self, tasks: Iterable[PeopleToTell]) -> None:
        for task in tasks:
            self._decide(task, self.cleaned_data.get("choice"))

    def _decide(self, task: PeopleToTell, choice: str | None) -> None:
        task.answers = {
            each.name: self.cleaned_data[each.name]
            for each in self.whom.questions
            if each.name in self.cleaned_data
        }
        if choice == NOW:
            reason = self.cleaned_data.get("reason", "")
            task.decide(State.TELLING, self.whom.user, reason)
        elif choice == NOBODY:
            task.decide(State.DECLINED, self.whom.user, self.cleaned_data["why"])
        elif choice is None and not task.left:
            task.decide(State.DECLINED, self.whom.user)
        else:
            task.save()


def choices(whom: WhomToTell, saves: bool) -> list[tuple[str, Any]]:
    if not saves:
        now = [(NOW, _("Tell them now"))]
        return [
            *(now if whom.may_begin else []),
            (NOBODY, _("Nobody needs to be told")),
        ]
    now = [(NOW, _("Save and tell them now"))]
    return [
        *(now if whom.may_begin else []),
        (LATER, _("Save and tell them later: a task stays on the welcome page")),
        (NOBODY, _("Save, and nobody needs to be told")),
    ]
