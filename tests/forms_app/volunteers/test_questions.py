"""Stored keys in words."""

from forms_app.volunteers.questions import Interest, labels, week_in_words


def test_a_key_that_is_not_offered_any_more_can_still_be_read():
    assert labels(Interest, ["talk", "dance"]) == (
        "Talking in Czech, so that it gets better, dance"
    )
    assert week_in_words(["0-morning", "0-night"]) == "Monday: morning, night"
