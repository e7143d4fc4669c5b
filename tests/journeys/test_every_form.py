"""Every public form of the demonstration can be sent, by people of every language.

A robot finds the forms by links from the home page. In each it sends an empty page
first, reads what is wrong, fills in page after page as a person would, first with
mistakes, goes back once, reads all answers once more, sends, and takes each step that
its case offers then. It reads every page for words that its person does not understand.
"""

import pytest
from django.test import Client

from home.languages import LANGUAGES
from tests.journeys.discovery import forms_found_from
from tests.journeys.foreign_passages import faults_of_language
from tests.journeys.person import Person, Told
from tests.journeys.robot import Robot, words

# The same on every database: two of them show that nothing depends on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.demo]

CALM = {200, 303, 302}
# What a form may be about; one of them is for those who have sent something.
LOST_LINK = "/case/lost-link/"


class Reader(Robot):
    """A robot that reads each page for what its person cannot understand."""

    def __init__(self, client: Client, language: str, person: Person) -> None:
        super().__init__(client)
        self.language, self.person = language, person
        self.faults: dict[str, list[str]] = {}
        self.references: set[str] = set()

    def _read(self, response, address):
        super()._read(response, address)
        if response.status_code not in CALM:
            self.faults.setdefault(self.address, []).append(str(response.status_code))
        if "html" in response["Content-Type"]:
            self.references |= {self.reference}
            known = " ".join([self.person.own_words, *self.references])
            found = faults_of_language(self.page, self.language, known)
            if found:
                self.faults.setdefault(self.address, []).extend(found)
        return self


def journeys():
    return [
        pytest.param(code, marks=() if code in {"uk", "ar"} else pytest.mark.grid)
        for code in LANGUAGES
    ]


@pytest.mark.parametrize("language", journeys())
def test_every_form_can_be_sent(language):
    client = Client(enforce_csrf_checks=True)
    addresses = forms_found_from(client, f"/{language}/")
    assert len(addresses) > 10
    faults = {}
    for address in addresses:
        reader = Reader(Client(enforce_csrf_checks=True), language, Person(language))
        reader.open(address)
        send_an_empty_page(reader)
        told = fill_in_every_page(reader)
        read_the_answers(reader, told)
        reader.press()
        assert reader.reference, reader.log
        take_every_step(reader)
        faults |= reader.faults
    assert faults == {}


def send_an_empty_page(reader: Reader) -> None:
    """The summary says what is wrong, and each line leads to its input."""
    reader.press()
    links = reader.page.select(".error-summary a")
    assert links, reader.address
    for link in links:
        target = reader.page.find(id=link["href"].removeprefix("#"))
        assert target in reader.controls, link
    for control in reader.page.select("[aria-invalid]"):
        group = control.find_parent("fieldset") or control
        described = {*control.get("aria-describedby", "").split()}
        described |= {*group.get("aria-describedby", "").split()}
        assert any(each.endswith("_error") for each in described), control


def fill_in_every_page(reader: Reader) -> list[Told]:
    """Page after page; from the second one it goes back once and on again."""
    told: list[Told] = []
    has_gone_back = False
    while reader.controls:
        make_mistakes(reader)
        here = reader.person.fill_in(reader.page, reader.form)
        typed = reader.values
        told += here
        reader.press()
        assert reader.errors == [], (reader.address, reader.errors)
        if reader.controls and not has_gone_back:
            go_back_and_on(reader, typed)
            has_gone_back = True
    return told


def make_mistakes(reader: Reader) -> None:
    """What is wrong is explained, and everything stays as it was typed."""
    if reader.person.fill_in_wrongly(reader.page, reader.form):
        typed = reader.values
        reader.press()
        assert reader.errors, reader.address
        assert reader.values == typed


def go_back_and_on(reader: Reader, typed: dict) -> None:
    ahead = reader.names
    reader.press(reader.button("back"))
    assert reader.values == typed
    reader.press()
    assert reader.names == ahead


def read_the_answers(reader: Reader, told: list[Told]) -> None:
    lost = [each for each in told if each.shown not in reader.text]
    assert lost == [], reader.address


def take_every_step(reader: Reader) -> None:
    """Those that ask "Are you sure?" last: they end most cases."""
    taken: set[str] = set()
    [status] = reader.page.select("main .buttons a.button")
    reader.follow(status)
    assert reader.reference
    while steps := [each for each in offered(reader) if words(each) not in taken]:
        step = steps[0]
        taken.add(words(step))
        if step.name == "a":
            reader.follow(step)
            step = reader.page.select_one("main form .button")
        reader.person.fill_in(reader.page, step.find_parent("form"))
        reader.press(step)
        assert reader.reference, reader.log
    assert taken


def offered(reader: Reader) -> list:
    steps = reader.page.select('main form[action*="/step/"] button')
    return steps + reader.page.select('main a[href*="/step/"]')
