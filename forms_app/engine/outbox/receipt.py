"""The message that a case has come."""

from forms_app.engine.outbox.writing import enqueue
from forms_app.engine.submission import Submission


def say_that_it_came(submission: Submission) -> None:
    """For kinds whose new cases move no further by themselves."""
    enqueue(submission, "received")
