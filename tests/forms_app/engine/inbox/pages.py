"""Addresses of the inbox of registrations, and what a person reads there."""

from bs4 import BeautifulSoup, Tag
from django.urls import reverse

INBOX = "/admin/registrations/"


def inbox(name: str, *arguments) -> str:
    return reverse(f"registrations:{name}", args=arguments)


def address(name, case, *arguments) -> str:
    return inbox(name, case.pk, *arguments)


def parsed(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(element: Tag) -> str:
    """The text in one line, as a person reads it."""
    return " ".join(element.get_text(" ").split())


def references(response) -> list[str]:
    """The references that the list shows, from its top to its bottom."""
    return [words(link) for link in parsed(response).select("td.title a")]


def main_words(response) -> str:
    return words(parsed(response).main)


def counts(response) -> dict[str, int]:
    """The numbers above the list, by the state's words."""
    return {
        words(each.select_one(".case-state")): int(words(each.strong))
        for each in parsed(response).select(".inbox-counts li")
        if each.strong
    }


def tabs(response) -> dict[str, str]:
    """The number on each tab that has one."""
    links = parsed(response).select(".inbox-tabs a")
    return {words(link).split()[0]: words(link.strong) for link in links if link.strong}


def links(response) -> list[str]:
    return [
        link.get("href", "") for link in parsed(response).select("main a, header a")
    ]


def facts(response) -> dict[str, str]:
    page = parsed(response).select_one(".case__facts")
    terms, values = page.find_all("dt"), page.find_all("dd")
    return {
        words(term): words(value) for term, value in zip(terms, values, strict=True)
    }


def answers(response) -> list[tuple[str, str, str, str]]:
    """Question and answer for the reader, question and answer as they were seen."""
    rows = parsed(response).select(".case__answers tbody tr")
    return [
        tuple(
            words(part)
            for cell in row.find_all("td")
            for part in cell.children
            if isinstance(part, Tag)
        )
        for row in rows
    ]


def timeline(response) -> list[Tag]:
    """The entries, the newest first."""
    return parsed(response).select(".timeline > li")


def offered_steps(response) -> list[str]:
    return [words(link) for link in parsed(response).select(".case__steps a")]
