import pytest
from bs4 import BeautifulSoup

from tests.factories import make_small_site


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def soup(client, website):
    def read(address):
        return BeautifulSoup(client.get(address).content, "html.parser")

    return read
