"""A form that is sent finds its page in the process, as it is now."""

import uuid
from unittest import mock

import pytest
from django.conf import settings as current_settings

from home import kept_forms, shared_cache
from icp.settings.caches import cache_from_url
from tests.factories import CourseRunFactory, ask, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

SENT, REFUSED, ASKED_AGAIN, NOT_FOUND, LED_THERE = 303, 409, 200, 404, 307
PAGE = ("wagtailcore_page", "forms_app_questionwords", "forms_app_intake")


@pytest.fixture
def _shared(settings, monkeypatch, tmp_path):
    """A version that all processes see; tests have none otherwise."""
    pages = cache_from_url(f"file://{tmp_path}/pages")
    settings.CACHES = {**current_settings.CACHES, "pages": pages}
    monkeypatch.setattr(shared_cache, "_rests_until", 0.0)


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def form(website):
    return website.forms["en"]


@pytest.fixture
def address(website):
    run = CourseRunFactory(course=website.course, place=website.place)
    return website.form_address(run)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def send(client, address):
    def send_form(to=address):
        number = uuid.uuid4()
        return client.post(
            to,
            {
                "full_name": f"Example {number}",
                "email": f"{number}@example.org",
                "phone": "",
                "level": "none",
                "consent": "on",
                "step": "send",
                "idempotency_key": str(number),
            },
        ).status_code

    return send_form


@pytest.fixture
def asks_for_the_page(send, django_assert_max_num_queries):
    """Whether the next form costs a query for its page, questions or intake."""

    def ask():
        with django_assert_max_num_queries(1000) as queries:
            assert send() == SENT
        return any(
            f'FROM "{table}"' in each["sql"]
            for each in queries.captured_queries
            for table in PAGE
        )

    return ask


@pytest.mark.usefixtures("_shared")
def test_the_first_form_asks_for_its_page_and_no_other_one(asks_for_the_page):
    assert [asks_for_the_page() for _ in range(3)] == [True, False, False]


def test_nothing_is_kept_without_a_version_that_all_processes_share(asks_for_the_page):
    assert [asks_for_the_page() for _ in range(2)] == [True, True]


def close_in_every_language(form):
    form.intake.is_open = False
    form.intake.save()


def ask_one_more_question(form):
    labels = {"cs": "One more", "en": "One more"}
    ask(form.intake, "q_more", "singleline", labels, required=True)


def take_off_the_site(form):
    for page in form.get_translations(inclusive=True):
        page.unpublish()


def move_to_another_address(form):
    form.slug = "another"
    form.save_revision().publish()


CHANGES = [
    (close_in_every_language, REFUSED),
    (ask_one_more_question, ASKED_AGAIN),
    (take_off_the_site, NOT_FOUND),
    (move_to_another_address, LED_THERE),
]


@pytest.mark.usefixtures("_shared")
@pytest.mark.parametrize(("change", "answer"), CHANGES)
def test_what_changes_is_true_for_the_next_form(send, form, commit, change, answer):
    assert send() == SENT
    with commit():
        change(form)
    assert send() == answer


@pytest.mark.usefixtures("_shared")
@pytest.mark.parametrize(("change", "_answer"), CHANGES)
def test_only_the_new_version_tells_of_it(send, form, commit, change, _answer):
    """The control: a process that is not told goes on as before."""
    assert send() == SENT
    with mock.patch.object(kept_forms, "renew"), commit():
        change(form)
    assert send() == SENT


@pytest.mark.usefixtures("_shared")
def test_what_nobody_was_told_of_is_late_by_a_minute_at_most(send, form):
    assert send() == SENT
    everywhere = type(form).objects.filter(translation_key=form.translation_key)
    everywhere.update(live=False)
    assert send() == SENT
    later = kept_forms.time.monotonic() + kept_forms.SECONDS + 1
    with mock.patch.object(kept_forms.time, "monotonic", return_value=later):
        assert send() == NOT_FOUND


@pytest.mark.usefixtures("_shared")
def test_a_minute_later_one_form_asks_and_no_other_one(asks_for_the_page):
    assert [asks_for_the_page() for _ in range(2)] == [True, False]
    later = kept_forms.time.monotonic() + kept_forms.SECONDS + 1
    with mock.patch.object(kept_forms.time, "monotonic", return_value=later):
        assert [asks_for_the_page() for _ in range(2)] == [True, False]


@pytest.mark.usefixtures("_shared")
def test_page_that_is_over_leaves_the_memory(monkeypatch, form):
    monkeypatch.setattr(kept_forms, "_kept", {})
    version = kept_forms.version()
    kept_forms.keep(version, ["registration"], form)
    assert len(kept_forms._kept) == 1
    later = kept_forms.time.monotonic() + kept_forms.SECONDS + 1
    with mock.patch.object(kept_forms.time, "monotonic", return_value=later):
        assert kept_forms.find(version, ["registration", "run"]) is None
    assert kept_forms._kept == {}


@pytest.mark.usefixtures("_shared")
def test_each_request_has_a_page_of_its_own(form):
    form.read_questions()
    version = kept_forms.version()
    kept_forms.keep(version, ["registration"], form)
    first, rest = kept_forms.find(version, ["registration", "a", "b"])
    first.title = "Somebody wrote into it"
    first.rows.append("and here")
    second, _rest = kept_forms.find(version, ["registration"])
    assert (second.title, second.rows, rest) == (form.title, form.rows, ["a", "b"])


@pytest.mark.usefixtures("_shared")
def test_a_page_with_pages_below_it_is_not_kept(website, form):
    """Else the address of a page below would lead to the one above."""
    form.numchild = 1
    version = kept_forms.version()
    kept_forms.keep(version, ["registration"], form)
    assert kept_forms.find(version, ["registration", "below"]) is None


@pytest.mark.usefixtures("_shared")
def test_memory_has_an_end(form):
    version = kept_forms.version()
    for number in range(3 * kept_forms.MOST):
        kept_forms.keep(version, [f"form-{number}"], form)
    assert len(kept_forms._kept) <= kept_forms.MOST
