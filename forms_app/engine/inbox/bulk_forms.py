"""What the pages of a bulk action send: the choice, and the plan as it was shown."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_app.engine.inbox.bulk_actions import Act
from forms_app.engine.inbox.bulk_plan import Planned
from forms_app.engine.inbox.bulk_taking import Shown


class BulkForm(forms.Form):
    """`plan` holds what the preview showed of the cases that were to change; `key` is
    made with it, so that a form which is sent twice acts once.
    """

    act = forms.ChoiceField(
        error_messages={
            "required": _("Choose first what to do."),
            "invalid_choice": _("This cannot be done here. Choose something else."),
        }
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Please give a reason.")},
    )
    filters = forms.CharField(required=False, max_length=5000)
    key = forms.UUIDField(required=False)
    plan = forms.CharField(required=False, max_length=20_000)

    def __init__(self, *args, acts: dict[str, Act], taking: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.acts = acts
        names: Any = self.fields["act"]
        names.choices = [(name, name) for name in acts]
        act = acts.get(self.data.get("act", ""))
        self.fields["reason"].required = bool(taking and act and act.needs_reason)

    @property
    def chosen(self) -> Act:
        return self.acts[self.cleaned_data["act"]]

    def clean_key(self) -> uuid.UUID:
        return self.cleaned_data["key"] or uuid.uuid4()

    def clean_plan(self) -> dict[int, Shown]:
        """By primary key; what cannot be read was not shown."""
        parts = (each.split(":") for each in self.cleaned_data["plan"].split(","))
        return {int(part[0]): _shown(*part[1:]) for part in parts if _is_plan(part)}


def write_plan(act: Act, planned: Iterable[Planned]) -> str:
    return ",".join(
        f"{each.case.pk}:{act.seen(each.case)}:{each.state}:{each.place or 0}"
        for each in planned
        if not each.refused
    )


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _is_plan(part: list[str]) -> bool:
    if len(part) != 4:
        return False
    key, seen, _state, place = part
    return all(map(is_key, (key, seen, place)))


def _shown(seen: str, state: str, place: str) -> Shown:
    return Shown(int(seen), state, int(place) or None)
