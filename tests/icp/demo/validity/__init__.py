"""Is this page valid HTML? Strict enough for pages whose templates are ours.

The parser of the standard repairs whatever it meets; this one names it. It knows the
part of the standard that our pages use: what is not in `standard.py` is a fault, until
somebody has looked it up and added it there.
"""

from bs4 import BeautifulSoup

from tests.icp.demo.validity.reading import Reader
from tests.icp.demo.validity.relations import faults_between

__all__ = ["faults_in"]


def faults_in(html: str, soup: BeautifulSoup | None = None) -> list[str]:
    """One line a fault. `soup` is the same page, if somebody has parsed it already."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    soup = soup or BeautifulSoup(html, "html.parser")
    return [*reader.faults, *faults_between(soup)]
