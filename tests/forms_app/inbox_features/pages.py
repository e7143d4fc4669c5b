"""Addresses of the inbox of registrations, and what a person reads there."""

from bs4 import BeautifulSoup
from django.urls import reverse


def inbox(name: str, *arguments) -> str:
    return reverse(f"registrations:{name}", args=arguments)


def parsed(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def main_words(response) -> str:
    return words(parsed(response).main)


def references(response) -> set[str]:
    """The references that the list shows."""
    return {words(link) for link in parsed(response).select("td.title a")}


def tabs(response) -> dict[str, str]:
    """The number on each tab that has one."""
    links = parsed(response).select(".inbox-tabs a")
    return {words(link).split()[0]: words(link.strong) for link in links if link.strong}


def links(response) -> list[str]:
    return [
        link.get("href", "") for link in parsed(response).select("main a, header a")
    ]
