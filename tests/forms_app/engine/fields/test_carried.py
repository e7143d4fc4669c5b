from bs4 import BeautifulSoup

from forms_app.engine.fields.contact import ContactForm


def read(html):
    return BeautifulSoup(str(html), "html.parser").input


def test_only_a_shown_input_has_a_description():
    field = ContactForm({})["full_name"]
    shown, carried = read(field), read(field.as_hidden())
    assert "aria-describedby" in shown.attrs
    assert carried["type"] == "hidden"
    assert not [each for each in carried.attrs if each.startswith("aria-")]
