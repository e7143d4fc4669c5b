"""Several registrations at once: what the pages say, and their buttons."""

from collections.abc import Iterable

from forms_app.models import Registration
from tests.forms_app.engine.inbox.pages import inbox, parsed, words


def states(*cases) -> list[str]:
    return [Registration.objects.get(pk=case.pk).state for case in cases]


def listed(response, heading: str) -> list[str]:
    """The lines below a heading that begins so."""
    found = parsed(response).find(
        lambda tag: tag.name == "h2" and words(tag).startswith(heading)
    )
    if found is None:
        return []
    return [words(line) for line in found.find_next("ol").find_all("li")]


def fields(response) -> dict:
    """What the form of the preview would send."""
    form = parsed(response).find("form", method="post")
    sent: dict = {}
    for field in form.find_all("input"):
        sent.setdefault(field["name"], []).append(field.get("value", ""))
    for field in form.find_all("textarea"):
        sent[field["name"]] = field.text.strip()
    return sent


def preview(client, step, *cases, **more):
    keys = [case.pk for case in cases]
    return client.get(inbox("bulk"), {"act": step, "case": keys} | more)


def press(client, response, **changes):
    """The button of the preview; gives the page that it leads to."""
    sent = fields(response) | {"action": "take"} | changes
    return client.post(inbox("bulk"), sent, follow=True)


def named(cases: Iterable[Registration], places: bool = False) -> list[str]:
    """The lines of these cases; with their places in a waiting list from 1 on."""
    return [
        line_of(case) + (f" · place {number} in the list" if places else "")
        for number, case in enumerate(cases, start=1)
    ]


def line_of(case: Registration) -> str:
    return f"{case.reference} {case.full_name} · {case.run.code}"
