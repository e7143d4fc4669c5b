"""Buttons in the header of an inbox."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton


def entry_buttons(view) -> list[HeaderButton]:
    """For those who may change cases, where the kind can be entered by staff."""
    if not view.enter_url_name or not view.user_has_permission("change"):
        return []
    url = reverse(view.enter_url_name)
    label = _("Enter a case for a visitor")
    return [HeaderButton(label, url=url, icon_name="plus")]


def quarantine_buttons(view) -> list[HeaderButton]:
    """Only while something waits there."""
    held = view.counted["held"]
    if not held:
        return []
    url = reverse(view.quarantine_url_name)
    label = _("Quarantine: %(cases)d") % {"cases": held.number}
    return [HeaderButton(label, url=url, icon_name="warning")]
