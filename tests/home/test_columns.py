import pytest
from django.utils import translation

from home.columns import YesOrNo
from home.models import ContactSettings


@pytest.mark.parametrize(
    ("code", "label", "words"),
    [
        ("en", "This is a demonstration", ["Yes", "No"]),
        ("cs", "Toto je ukázka", ["Ano", "Ne"]),
    ],
)
def test_column_of_a_yes_or_no_speaks_the_language_of_the_reader(code, label, words):
    column = YesOrNo(ContactSettings, "is_demonstration")
    rows = [ContactSettings(is_demonstration=each) for each in (True, False)]
    with translation.override(code):
        assert str(column.label) == label
        assert [column.get_value(each) for each in rows] == words
    assert column.sort_key == "is_demonstration"
