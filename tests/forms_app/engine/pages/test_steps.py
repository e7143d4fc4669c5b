"""Which question stands on which page: no database is needed to know."""

from types import SimpleNamespace

import pytest
from django import forms

from forms_app.engine.pages.steps import ask_what_applies, steps_of


class Fixed(forms.Form):
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField()
    mail = forms.CharField()
    consent = forms.BooleanField()


class Grouped(Fixed):
    groups = [("who", "Who", ["name"]), ("how", "How", ["mail"])]


def row(name: str, shown_if: str = "", is_step: bool = False):
    question, separator, answer = shown_if.partition("=")
    return SimpleNamespace(
        clean_name=name,
        label=f"Title of {name}",
        help_text="",
        is_step=is_step,
        is_worded=True,
        is_retired=False,
        condition=(question, answer) if separator else None,
    )


def pages(rows, form_class=Fixed, **typed) -> list[tuple[str, ...]]:
    form = form_class(typed)
    for each in rows:
        if not each.is_step:
            form.fields[each.clean_name] = forms.CharField()
    depends = ask_what_applies(form, rows)
    return [step.names for step in steps_of(form, rows, depends)]


def test_a_form_without_steps_is_one_page():
    assert pages([row("a")]) == [("name", "mail", "a", "consent")]


def test_a_row_of_an_editor_begins_a_step():
    rows = [row("a"), row("s", is_step=True), row("b")]
    assert pages(rows) == [("name", "mail", "a"), ("b", "consent")]


def test_the_groups_of_a_fixed_form_are_steps():
    assert pages([row("a")], Grouped) == [("name",), ("mail", "a", "consent")]


def test_a_step_without_questions_but_the_consent_is_the_last():
    rows = [row("s", is_step=True)]
    assert pages(rows) == [("name", "mail"), ("consent",)]


def test_a_step_whose_questions_do_not_apply_is_left_out():
    rows = [
        row("a"),
        row("s", is_step=True),
        row("b", shown_if="a=yes"),
        row("t", is_step=True),
        row("c"),
    ]
    assert pages(rows, a="no") == [("name", "mail", "a"), ("c", "consent")]
    assert pages(rows, a="yes") == [("name", "mail", "a"), ("b",), ("c", "consent")]


def test_what_depends_on_the_same_page_is_asked_on_the_next():
    rows = [row("a"), row("b", shown_if="a=yes"), row("c")]
    assert pages(rows) == [("name", "mail", "a", "c", "consent")]
    assert pages(rows, a="yes") == [("name", "mail", "a", "c"), ("b", "consent")]


def test_conditions_in_a_chain_are_asked_one_after_the_other():
    rows = [row("a"), row("b", shown_if="a=yes"), row("c", shown_if="b=yes")]
    assert pages(rows, a="yes", b="yes") == [
        ("name", "mail", "a"),
        ("b",),
        ("c", "consent"),
    ]
    assert pages(rows, a="no", b="yes") == [("name", "mail", "a", "consent")]


@pytest.mark.parametrize("shown_if", ["later=yes", "a=yes", "nobody=yes"])
def test_a_condition_that_cannot_be_known_before_asks_everybody(shown_if):
    rows = [row("a", shown_if=shown_if), row("later")]
    assert pages(rows) == [("name", "mail", "a", "later", "consent")]
