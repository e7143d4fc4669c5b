from forms_app.engine.fields.choices import (
    asked_choices,
    labels_of,
    parse_choices,
    with_keys,
)

CHOICES = "web | From the internet\n- radio | From the radio"


def test_a_retired_choice_is_not_offered_and_keeps_its_words():
    choices = parse_choices(CHOICES)
    assert asked_choices(choices) == [("web", "From the internet")]
    assert labels_of(choices) == {
        "web": "From the internet",
        "radio": "From the radio",
    }


def test_choices_with_keys_stay_as_they_are():
    assert with_keys(CHOICES) == CHOICES


def test_a_line_without_a_key_gets_one_that_is_no_word():
    [choice] = parse_choices(with_keys("  From a friend "))

    assert choice.label == "From a friend"
    assert len(choice.key) == 8


def test_a_key_that_is_taken_is_not_given_twice():
    first, second = parse_choices(with_keys("web | One\nweb | Two"))

    assert (first.key, first.label, second.label) == ("web", "One", "Two")
    assert second.key != "web"


def test_empty_lines_and_bare_marks_are_no_choices():
    assert parse_choices("\n  \n-\n|\n- |") == []
