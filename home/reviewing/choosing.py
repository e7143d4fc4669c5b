"""An editor chooses when to check one page again, on the page's own form."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from home.reviewing.models import ReviewInterval, interval_choices

AS_ON_THE_SITE = None


def _choices() -> list:
    return [("", "---------"), *interval_choices()]


class SitePageForm(WagtailAdminPageForm):
    check_again_after = forms.TypedChoiceField(
        label=capfirst(_("check pages again after")),
        required=False,
        coerce=int,
        empty_value=AS_ON_THE_SITE,
        choices=_choices,
        help_text=_(
            "Counts for this page in all languages. Empty: as in the settings."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        interval = ReviewInterval.objects.filter(page_key=self.instance.translation_key)
        months = interval.values_list("months", flat=True).first()
        self.initial["check_again_after"] = months

    def save(self, commit=True):
        """Previews save the form, too: the page keeps it with its next revision."""
        if "check_again_after" in self.changed_data:
            self.instance.chosen_interval = self.cleaned_data["check_again_after"]
        return super().save(commit)


def keep_interval(page: Page) -> None:
    """What the editor chose on the form belongs to no draft and no language."""
    if not hasattr(page, "chosen_interval"):
        return
    intervals = ReviewInterval.objects
    if page.chosen_interval is AS_ON_THE_SITE:
        intervals.filter(page_key=page.translation_key).delete()
    else:
        intervals.update_or_create(
            page_key=page.translation_key, defaults={"months": page.chosen_interval}
        )
