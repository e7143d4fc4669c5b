import pytest

from home.models import HomePage, StandardPage
from tests.factories import make_small_site
from tests.home.translating.pages import WORDS, translate


@pytest.fixture
def czech():
    """A published page in Czech."""
    make_small_site()
    home = HomePage.objects.get(locale__language_code="cs")
    page = StandardPage(title="O nás", slug="o-nas", introduction="Česky")
    page.locale = home.locale
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def arabic(czech):
    return translate(czech, words=WORDS)
