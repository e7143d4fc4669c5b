"""Pages in the states that the guide tells of."""

from wagtail.models import Page

from forms_app.models import RequestFormPage
from home.models import StandardPage
from tests.factories import IntakeFactory, ask
from tests.factories.frames import czech, funders, links, publish_frame, text, words
from tests.factories.rooms import in_days
from tests.home.translating.pages import change, translate

TITLES = {
    "Home": "Integrační centrum",
    "Places": "Kde nás najdete",
    "Branch": "Pobočka Praha 14",
    "Courses": "Kurzy a akce",
    "Czech": "Čeština pro dospělé",
    "Registration": "Přihláška na kurz",
    "Hall": "Sál",
    "Rules": "Domácí řád",
    "Room request": "Žádost o místnost",
}
BODY = [
    ("heading", "Co děláme"),
    ("text", "<p>Radíme, učíme česky a pořádáme akce pro všechny.</p>"),
    ("note", "<p>Všechny naše služby jsou zdarma.</p>"),
]
LONG = "Přijďte " + "a vezměte s sebou další ukázkový doklad " * 6 + "."


def name_pages() -> None:
    for page in Page.objects.filter(depth__gt=1):
        old = page.title.rpartition(" ")[0]
        if old in TITLES:
            Page.objects.filter(pk=page.pk).update(
                title=TITLES[old], draft_title=TITLES[old]
            )


def make_about(home: Page) -> StandardPage:
    """Translated into English and changed since; nobody has checked it for long."""
    page = StandardPage(
        title="O nás",
        slug="o-nas",
        locale=home.locale,
        introduction="Kdo jsme a s čím pomáháme.",
        body=BODY,
        reviewed_on=in_days(-500),
    )
    home.add_child(instance=page)
    words = {"O nás": "About us", "Co děláme": "What we do"}
    translate(page, "en", words)
    change(page, introduction="Kdo jsme, s čím pomáháme a kde.")
    return page


def make_submitted(home: Page, author) -> StandardPage:
    page = StandardPage(
        title="Letní škola češtiny",
        slug="letni-skola",
        locale=home.locale,
        introduction=LONG,
        body=[("text", f"<p>{LONG} Volejte 777 123 456.</p>")],
        live=True,
        owner=author,
    )
    home.add_child(instance=page)
    page.save_revision(user=author)
    return page


def make_form(home: Page) -> RequestFormPage:
    page = RequestFormPage(
        title="Objednat se do poradny",
        slug="poradna",
        locale=home.locale,
        intake=IntakeFactory(name="Objednávky do poradny"),
        consent_text="Souhlasím, že mé údaje použijete pro tuto žádost.",
    )
    home.add_child(instance=page)
    help_with = ask(
        page.intake,
        "q_1a2b3c4d",
        "radio",
        {"cs": "S čím potřebujete pomoct?"},
        {"cs": {"work": "Práce", "housing": "Bydlení"}},
        required=True,
    )
    ask(
        page.intake,
        "q_5e6f7a8b",
        "singleline",
        {"cs": "Jakou máte smlouvu?"},
        condition_question=help_with,
        condition_answer="work",
    )
    return page


def make_frame(about: StandardPage) -> None:
    """English lacks one phrase, the other languages all."""
    publish_frame(
        text(
            words(cs="Integrační centrum Praha", en="Integration Centre Prague"),
            words(cs="Pomáháme lidem z jiných zemí.", en="We help migrants."),
        ),
        links(
            czech("registration"),
            czech("room-request"),
            heading=words(cs="Co potřebujete?", en="What do you need?"),
        ),
        funders({"name": words(cs="Hlavní město Praha", en="City of Prague")}),
        menu=[czech("places"), czech("courses"), about.pk],
    )
