import pytest
from django.utils import translation
from wagtail.admin.forms import choosers

from home.link_dialogs import FORMS

AGREED = {
    choosers.ExternalLinkChooserForm: ["URL", "Link text"],
    choosers.AnchorLinkChooserForm: ["#", "Link text"],
    choosers.EmailLinkChooserForm: ["E-mail", "Link text", "Subject", "Message"],
    choosers.PhoneLinkChooserForm: ["Phone number", "Link text"],
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_link_dialog_names_its_fields(form):
    assert [str(field.label) for field in form().fields.values()] == AGREED[form]


def test_link_dialog_names_its_fields_in_the_language_of_the_editor():
    with translation.override("cs"):
        labels = [
            str(choosers.EmailLinkChooserForm().fields["body"].label),
            str(choosers.PhoneLinkChooserForm().fields["phone_number"].label),
        ]
    assert labels == ["Zpráva", "Telefonní číslo"]
