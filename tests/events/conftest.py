import pytest
import time_machine

from tests.events.event_pages import NOW


@pytest.fixture
def first_of_march():
    with time_machine.travel(NOW, tick=False):
        yield
