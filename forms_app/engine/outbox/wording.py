"""The words of a message: in the applicant's language, with Czech below."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from forms_app.engine.submission import Submission
from home.languages import SOURCE_LANGUAGE, language

BLANK_LINES = re.compile(r"\n(\s*\n){2,}")
# Stands for the secret link until the message leaves: the database never holds it.
STATUS_LINK_MARK = "\u27eastatus-link\u27eb"
# What a message names besides the case and what it is about, in one language.
MoreFacts = Callable[[str], dict[str, Any]]


def nothing_more(code: str) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Wording:
    """`parts` are dicts with language and text, `attachments` as a message has them."""

    subject: str = ""
    parts: list[dict] = field(default_factory=list)
    attachments: list[dict] = field(default_factory=list)


def languages_of(submission: Submission) -> list[str]:
    """The languages of a message to this applicant; theirs comes first."""
    return list(dict.fromkeys([submission.language, SOURCE_LANGUAGE.code]))


def word(submission: Submission, name: str, more: MoreFacts = nothing_more) -> Wording:
    """The message `name` about the case as it is."""
    written = {
        code: render_message(submission, name, code, more)
        for code in languages_of(submission)
    }
    attachments = submission.attachments(name, submission.language)
    return put_together(submission, written, attachments)


def word_reply(submission: Submission, wordings: dict[str, tuple[str, str]]) -> Wording:
    """`wordings` has subject and text for each of `languages_of(submission)`."""
    written = {
        code: render_reply(submission, *wordings[code], code)
        for code in languages_of(submission)
    }
    return put_together(submission, written, [])


def put_together(
    submission: Submission, written: dict[str, tuple[str, str]], attachments: list[dict]
) -> Wording:
    parts = [
        {"language": code, "text": text} for code, (_subject, text) in written.items()
    ]
    return Wording(written[submission.language][0], parts, attachments)


def render_message(
    submission: Submission, name: str, code: str, more: MoreFacts = nothing_more
) -> tuple[str, str]:
    """Subject and text in one language; the template's first line is the subject.

    `more` takes the place of what the case itself would tell.
    """
    templates = [f"email/{submission.folder}/{name}.txt", f"email/case/{name}.txt"]
    return _render(submission, templates, code, more)


def render_reply(
    submission: Submission, subject: str, text: str, code: str
) -> tuple[str, str]:
    """A reply in the frame of every message: reference, secret link, contacts."""
    words = {"reply_subject": subject, "reply_text": text}
    return _render(submission, ["email/reply.txt"], code, lambda _code: words)


def _render(
    submission: Submission, templates: list[str], code: str, more: MoreFacts
) -> tuple[str, str]:
    with translation.override(code):
        facts = {
            "case": submission,
            # A name of another script keeps its own direction within the sentence.
            "isolated_name": f"\u2068{submission.full_name}\u2069",
            "subject": submission.subject_in(code),
            "status_link": STATUS_LINK_MARK,
            "reader_language": language(code),
            **submission.message_facts(code),
            **more(code),
        }
        text = render_to_string(templates, facts)
    subject, _newline, body = text.strip().partition("\n")
    return subject.strip(), BLANK_LINES.sub("\n\n", body).strip()


def readable(text: str) -> str:
    """A message as staff see it: the secret link is not theirs."""
    return text.replace(STATUS_LINK_MARK, gettext("[the applicant's secret link]"))
