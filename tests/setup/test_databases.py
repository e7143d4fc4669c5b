import subprocess
import sys
import threading
import time
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from wagtail.models import Locale, Page

from tests.factories import CourseRunFactory, make_small_site


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.fixture
def in_a_thread():
    """Run a function with a database connection of its own; gives what it returned."""
    results = []

    def run(function):
        try:
            results.append(function())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    def start(function):
        thread = threading.Thread(target=run, args=[function])
        thread.start()
        return lambda: thread.join(timeout=10) or results.pop()

    return start


AS_IN_REAL_LIFE = {
    "sqlite": {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
    },
    # The row locks count on each statement seeing what was committed before it.
    "postgresql": {"transaction_isolation": "read committed", "jit": "off"},
}


@pytest.mark.django_db
def test_test_database_has_the_settings_of_real_life():
    wanted = AS_IN_REAL_LIFE[connection.vendor]
    ask = {"sqlite": pragma, "postgresql": setting}[connection.vendor]
    assert {name: ask(name) for name in wanted} == wanted


@pytest.mark.django_db
def test_test_database_is_not_the_one_of_the_settings():
    assert connection.settings_dict["NAME"] != str(settings.VAR_DIR / "icp.sqlite3")
    assert "test" in connection.settings_dict["NAME"]


@pytest.mark.django_db(transaction=True)
def test_second_writer_waits_for_the_first(in_a_thread):
    with transaction.atomic():
        Group.objects.create(name="first")
        second = in_a_thread(lambda: Group.objects.create(name="second").name)
        time.sleep(0.3)
        Group.objects.create(name="third")
    assert second() == "second"
    names = Group.objects.filter(name__in=["first", "second", "third"])
    assert names.count() == 3


@pytest.mark.django_db(transaction=True)
def test_reader_who_writes_later_waits_too(in_a_thread):
    """With Django's default for SQLite the thread fails: database is locked."""

    def read_then_write():
        with transaction.atomic():
            Group.objects.count()
            time.sleep(0.3)
            return Group.objects.create(name="reader").name

    reader = in_a_thread(read_then_write)
    time.sleep(0.1)
    Group.objects.create(name="writer")
    assert reader() == "reader"


@pytest.mark.parametrize("time_around", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_transactional_test_finds_a_fresh_database(time_around):
    assert Locale.objects.filter(language_code="cs").exists()
    assert Page.objects.filter(depth=1).count() == 1
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")
    Page.objects.all().delete()
    Locale.objects.all().delete()


@pytest.mark.parametrize("time_around", [1, 2])
@pytest.mark.django_db
def test_rolled_back_test_finds_a_fresh_database(time_around):
    assert Locale.objects.filter(language_code="cs").exists()
    assert Page.objects.filter(depth=1).count() == 1
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")


@pytest.mark.small_site
@pytest.mark.parametrize("time_around", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_small_site_is_whole_after_a_test_that_committed(time_around):
    site = make_small_site()
    assert Page.objects.get(pk=site.forms["en"].pk).title == "Registration en"
    assert site.course.runs.count() == 0
    CourseRunFactory(course=site.course, place=site.place)
    site.forms["en"].delete()


@pytest.mark.django_db
def test_small_site_is_nowhere_else():
    assert not Page.objects.filter(slug="registration").exists()


@pytest.mark.small_site
@pytest.mark.django_db
def test_small_site_of_a_test_is_its_own():
    make_small_site().place.name = "Changed"
    assert make_small_site().place.name != "Changed"


@pytest.mark.django_db(transaction=True)
def test_started_program_finds_the_same_database():
    Group.objects.create(name="told to the program")
    question = (
        "from django.contrib.auth.models import Group;"
        "print(Group.objects.filter(name='told to the program').count())"
    )
    answer = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", question],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert (answer.stdout, answer.stderr) == ("1\n", "")


def test_live_server_answers_from_the_test_database(live_server):
    with urlopen(f"{live_server.url}/healthz") as response:
        assert response.status == 200


@pytest.mark.browser
def test_browser_opens_the_live_server(live_server, page):
    response = page.goto(f"{live_server.url}/healthz")
    assert response.status == 200
    assert Page.objects.filter(depth=1).count() == 1
