"""Questions of a form that somebody sent without answers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from forms_app.engine.fields import ContactForm, DateField
from icp.style_guide.specimen import Group, Specimen


class ExampleForm(ContactForm):
    """A question of each kind beside those that every form asks."""

    day = DateField(label=_("Which day?"))
    level = forms.ChoiceField(
        label=_("How much Czech do you speak?"),
        choices=[("none", _("I do not speak Czech yet"))],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        help_text=_("Choose all that you like."),
        choices=[("cs", _("Czech"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ChoiceField(
        label=_("Which branch suits you?"), choices=[("", _("all places"))]
    )
    motivation = forms.CharField(
        label=_("Why do you want to be a volunteer?"), widget=forms.Textarea
    )


def questions() -> Group:
    form = ExampleForm({})
    reasons = {"level": _("We ask so that you learn with people at the same level.")}
    looks = [
        {"field": each, "why": reasons.get(each.name, "")}
        for each in form
        if not each.is_hidden
    ]
    parts = ("field_label", "field_words", "date_inputs")
    specimens = [
        Specimen("error_summary", {"form": form}),
        Specimen("field", *looks, parts=parts),
    ]
    return Group(pgettext("found by the search", "Form"), specimens)
