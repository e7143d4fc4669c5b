"""Links to other websites are reported when nobody answered on two days."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from home.broken_links import outside
from home.broken_links.finding import check_links_once_a_week
from home.broken_links.models import Reason
from home.broken_links.outside import ask_some_links_out, leads_out
from home.models import BrokenLink, HomePage, OutsideLink, StandardPage
from tests.factories import make_small_site, make_staff

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, NEXT_MONDAY = "2027-03-01", "2027-03-02", "2027-03-08"
OWN = "https://centre.example"


@pytest.fixture(autouse=True)
def _is_on(settings):
    settings.CHECK_EXTERNAL_LINKS = True


@pytest.fixture
def texts():
    make_small_site()
    home = HomePage.objects.get(locale__language_code="cs")
    page = StandardPage(title="Odkazy", slug="odkazy", locale=home.locale)
    return home.add_child(instance=page)


def write(page, *addresses):
    links = "".join(f'<a href="{each}">Kurz</a>' for each in addresses)
    page.body = StandardPage.body.field.to_python(
        [{"type": "text", "value": f"<p>{links}</p>"}]
    )
    page.save_revision().publish()


class Websites:
    def __init__(self):
        self.broken, self.asked = {}, []

    def __call__(self, address):
        self.asked.append(address)
        return self.broken.get(address)


@pytest.fixture
def websites():
    return Websites()


def work(day, websites, times=1):
    """What the worker does on this day."""
    with time_machine.travel(f"{day}T10:00:00+01:00", tick=False):
        check_links_once_a_week()
        return [ask_some_links_out(websites) for _ in range(times)]


def reported():
    rows = BrokenLink.objects.values_list("words", "address", "reason", "since")
    return list(rows)


LOST = "https://lost.example/page"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://a.example/b#c", "https://a.example/b"),
        ("HTTP://A.example", "HTTP://A.example"),
        ("//a.example/", "https://a.example/"),
        (f"{OWN}/cs/", None),
        (OWN, None),
        (f"{OWN}.evil.example/", f"{OWN}.evil.example/"),
        ("/cs/", None),
        ("mailto:a@a.example", None),
        ("javascript:alert(1)", None),
        ("https://a.example/" + "a" * 2000, None),
    ],
)
def test_what_leads_out(href, address):
    assert leads_out(href, OWN) == address


def test_link_is_reported_when_it_failed_on_two_days(texts, websites):
    write(texts, LOST)
    websites.broken[LOST] = Reason.GONE
    work(MONDAY, websites, times=3)
    assert (websites.asked, reported()) == ([LOST], [])
    work(TUESDAY, websites, times=3)
    assert websites.asked == [LOST, LOST]
    assert reported() == [("Kurz", LOST, "gone", date(2027, 3, 1))]
    work(NEXT_MONDAY, websites)
    assert reported() == [("Kurz", LOST, "gone", date(2027, 3, 1))]


def test_hiccup_is_not_reported(texts, websites):
    write(texts, LOST)
    websites.broken[LOST] = Reason.NO_ANSWER
    work(MONDAY, websites)
    websites.broken.clear()
    work(TUESDAY, websites)
    link = OutsideLink.objects.get()
    assert (link.failures, link.failed_since, link.reason) == (0, None, "")
    assert reported() == []


def test_website_that_answers_again_is_off_the_report(texts, websites):
    write(texts, LOST)
    websites.broken[LOST] = Reason.NO_ANSWER
    work(MONDAY, websites)
    work(TUESDAY, websites)
    assert len(reported()) == 1
    websites.broken.clear()
    work("2027-03-09", websites)
    assert reported() == []


def test_link_that_was_taken_out_is_off_the_report_at_once(texts, websites):
    write(texts, LOST, "/cs/nowhere/")
    websites.broken[LOST] = Reason.GONE
    work(MONDAY, websites)
    work(TUESDAY, websites)
    assert [each[1:3] for each in reported()] == [("", "ours"), (LOST, "gone")]
    write(texts, "/cs/nowhere/")
    assert [each[1:3] for each in reported()] == [("", "ours")]
    write(texts, LOST)
    assert reported() == []
    write(texts)
    work(NEXT_MONDAY, websites)
    assert not OutsideLink.objects.exists()


def test_address_that_answers_is_asked_once_a_week(texts, websites):
    write(texts, "https://a.example/")
    work(MONDAY, websites, times=2)
    work("2027-03-07", websites)
    assert len(websites.asked) == 1
    work(NEXT_MONDAY, websites)
    assert len(websites.asked) == 2


def test_a_few_are_asked_at_a_time_and_none_twice_of_one_website(texts, websites):
    of_one = [f"https://a.example/{number}" for number in range(3)]
    others = [f"https://{name}.example/" for name in "bcd"]
    write(texts, *of_one, *others)
    assert work(MONDAY, websites, times=4) == [3, 2, 1, 0]
    assert websites.asked == [
        *(of_one[0], others[0], others[1]),
        *(of_one[1], others[2]),
        of_one[2],
    ]


def test_no_more_are_known_than_can_be_asked(texts, websites, monkeypatch):
    monkeypatch.setattr(outside, "MOST", 2)
    write(texts, *(f"https://{name}.example/" for name in "abc"))
    work(MONDAY, websites)
    assert OutsideLink.objects.count() == 2


def test_another_worker_asks_something_else(texts, websites):
    write(texts, "https://a.example/")
    work(MONDAY, websites, times=0)
    with time_machine.travel(f"{MONDAY}T10:00:00+01:00", tick=False):
        seen_by_both = OutsideLink.objects.get()
        assert outside._claim(seen_by_both, date(2027, 3, 1))
        assert not outside._claim(seen_by_both, date(2027, 3, 1))


def test_setting_switches_it_off(texts, websites, settings):
    write(texts, LOST)
    settings.CHECK_EXTERNAL_LINKS = False
    assert work(MONDAY, websites) == [0]
    assert (websites.asked, OutsideLink.objects.count()) == ([], 0)


def test_report_says_why_and_what_to_do(client, texts, websites):
    write(texts, LOST, "/cs/nowhere/")
    websites.broken[LOST] = Reason.NO_ANSWER
    work(MONDAY, websites)
    work(TUESDAY, websites)
    client.force_login(make_staff("editor", "Editors"))
    shown = BeautifulSoup(client.get(reverse("broken_links")).content, "html.parser")
    rows = [
        [" ".join(cell.text.split()) for cell in row.select("td")]
        for row in shown.select("main table tbody tr")
    ]
    assert [a["href"] for a in shown.select("td a[rel]")] == [LOST]
    assert [row[2:] for row in rows] == [
        [
            "Kurz",
            "There is no such page or document.",
            "Find the right address, or take the link out.",
            "",
        ],
        [
            f"Kurz{LOST}",
            "The website does not answer.",
            "Try the link yourself. If it does not work, take it out.",
            "1 March 2027",
        ],
    ]
    exported = client.get(f"{reverse('broken_links')}?export=csv")
    text = b"".join(exported.streaming_content).decode()
    assert "The website does not answer." in text
