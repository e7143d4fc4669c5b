"""Every page of an inbox says in its header what it is, and leads back."""

import pytest
from django.urls import reverse

from tests.forms_app.engine.inbox.pages import inbox, parsed, words

pytestmark = pytest.mark.django_db


def crumbs(client, address: str) -> dict[str, str]:
    """Addresses in the header, by their words."""
    header = parsed(client.get(address)).select_one("[data-controller~=w-breadcrumbs]")
    return {words(link): link["href"] for link in header.select("a")}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("quarantine", "Quarantine"),
        ("enter", "Enter a case for a visitor"),
        ("export", "Export"),
    ],
)
def test_page_of_an_inbox_has_its_title_after_the_inbox(desk, name, title):
    assert [*crumbs(desk, inbox(name)).items()][1:] == [
        ("course registrations", inbox("index")),
        (title, ""),
    ]


def test_mail_alerts_have_their_title(desk):
    assert [*crumbs(desk, reverse("inbox_alerts"))][1:] == ["Mail alerts"]
