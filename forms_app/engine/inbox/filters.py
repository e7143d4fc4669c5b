"""What several inboxes filter by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from forms_app.engine.states import Workflow


class StateFilter(django_filters.MultipleChoiceFilter):
    """Cases in any of the chosen states."""

    def __init__(self, workflow: Workflow) -> None:
        super().__init__(
            label=_("State"),
            choices=workflow.choices(),
            widget=forms.CheckboxSelectMultiple,
            distinct=False,  # a case is in one state; to make sure would read them all
        )
