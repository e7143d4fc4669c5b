"""Open every address that links of the demonstration lead to, in every language."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client

from home.languages import LANGUAGES

LEFT_OUT = ("/admin/", "/static/", "/styles/", "/media/")
HTML, XML = "text/html", "application/xml"
# No link leads to what a visitor gets who types or sends something.
TYPED = ("search/?q=14", "search/?q=-", "case/lost-link/")
SITEMAP = "/sitemap.xml"
SENT_EMPTY = "?sent-empty"


@dataclass
class Answer:
    status: int
    found_on: str
    text: str = field(default="", repr=False)
    soup: BeautifulSoup | None = field(default=None, repr=False)
    links: list[str] = field(default_factory=list)
    # What the header tells search engines.
    robots: str = ""


def crawl(client: Client) -> dict[str, Answer]:
    """By address. One with a query is opened, not followed: each leads on to others
    without end, the next month, the next week.
    """
    answers: dict[str, Answer] = {}
    waiting = [(f"/{code}/{rest}", "") for code in LANGUAGES for rest in ("", *TYPED)]
    waiting.append((SITEMAP, ""))
    kinds_of_form: set[tuple[str, str]] = set()
    while waiting:
        address, found_on = waiting.pop()
        if address in answers or address.startswith(LEFT_OUT):
            continue
        answer = read(client.get(address, follow=True), address, found_on)
        answers[address] = answer
        if "?" in address:
            continue
        waiting += [(link, address) for link in answer.links]
        kind = kind_of_form(address, answer)
        if kind and kind not in kinds_of_form:
            kinds_of_form.add(kind)
            refused = client.post(address, follow=True)
            answers[address + SENT_EMPTY] = read(refused, address, address)
    return answers


def read(response, address: str, found_on: str) -> Answer:
    kind = response.get("Content-Type", "")
    if not kind.startswith(HTML):
        text = response.text if kind == XML else ""
        return Answer(response.status_code, found_on, text)
    soup = BeautifulSoup(response.text, "html.parser")
    links = [each["href"] for each in soup.select("a[href], link[href]")]
    ours = [urljoin(address, each).partition("#")[0] for each in links if is_ours(each)]
    robots = response.get("X-Robots-Tag", "")
    return Answer(response.status_code, found_on, response.text, soup, ours, robots)


def is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.netloc and not parts.scheme and not link.startswith("#")


def kind_of_form(address: str, answer: Answer) -> tuple[str, str] | None:
    """One form of each kind a language is enough to see what it answers."""
    form = answer.soup and answer.soup.select_one("form[data-form]")
    return (address.split("/")[1], form["data-form"]) if form else None
