"""Three questions, and what the answers mean. Nothing of it is kept."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from services.models.eligibility import (
    Citizenship,
    EligibilityRules,
    Outcome,
    Permit,
    Protection,
)

FOR_OTHERS = ("protection", "permit")


def _question(label, choices, missing, **options) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
        **options,
    )


class EligibilityForm(forms.Form):
    """Citizens of the Union are not asked for a permit that they do not need."""

    citizenship = _question(
        _("Which country are you a citizen of?"),
        Citizenship.choices,
        _("Choose the country that you are a citizen of."),
    )
    protection = _question(
        _("Do you have asylum or another international protection?"),
        Protection.choices,
        _("Choose how it is with international protection."),
        required=False,
        help_text=_("Only for people from countries outside the European Union."),
    )
    permit = _question(
        _("What allows you to stay in the Czech Republic?"),
        Permit.choices,
        _("Choose what allows you to stay."),
        required=False,
        help_text=_(
            "Only for people from countries outside the European Union who have"
            " no international protection."
        ),
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in FOR_OTHERS:
            # The hint says for whom; "optional" would say too little.
            self.fields[name].one_of_several = True

    def clean(self):
        """Ask only for what the earlier answers leave open."""
        found = super().clean()
        if found.get("citizenship") == Citizenship.OTHER:
            if not self._is_answered("protection"):
                return found
            if found["protection"] == Protection.NONE:
                self._is_answered("permit")
        return found

    def _is_answered(self, name: str) -> bool:
        if name in self.errors:
            return False
        if not self.cleaned_data.get(name):
            self.add_error(name, self.fields[name].error_messages["required"])
            return False
        return True

    def outcome(self, day: date) -> Outcome:
        """By the rules in force; without any, people are asked to come and ask."""
        rules = EligibilityRules.objects.in_force(day)
        if rules is None:
            return Outcome.ASK
        return rules.outcome(self._answers_that_count())

    def _answers_that_count(self) -> list[str]:
        """Whoever changes the first answer may leave the others chosen."""
        found = self.cleaned_data
        if found["citizenship"] != Citizenship.OTHER:
            return [found["citizenship"]]
        if found["protection"] != Protection.NONE:
            return [found["citizenship"], found["protection"]]
        return [found[name] for name in ("citizenship", "protection", "permit")]
