"""Labels for the fields that Wagtail's link dialogs call by their names in the code."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers

FORMS = (
    choosers.ExternalLinkChooserForm,
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
)
LABELS = {
    "link_text": _("Link text"),
    "email_address": _("E-mail"),
    "phone_number": _("Phone number"),
    "subject": _("Subject"),
    "body": _("Message"),
}


def label_link_dialogs() -> None:
    for form in FORMS:
        for name in LABELS.keys() & form.base_fields.keys():
            form.base_fields[name].label = LABELS[name]
