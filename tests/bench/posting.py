"""How many registrations a second, beside a plain form of Wagtail in the same run.

Everything is as in production: the spam guard counts and suspects, each person has a
network and a mailbox of their own, and each registration takes a seat and leaves two
history rows and a message in the outbox. The plain form does what one does in this
place without us: it stores its answers, mails them to the staff (over a mail server on
the same machine, the quickest there is) and thanks in the frame of the site. A bare
one, which mails nobody and thanks without a frame, shows Wagtail's least.
"""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, count, cycle, islice
from statistics import median

from django.db import connection
from wagtail.models import Page

from forms_app.models import HourCount, Message, Registration
from tests.bench.mail_server import running_mail_server
from tests.bench.page_cache import page_cache
from tests.bench.plain.models import PlainField, PlainFormPage
from tests.bench.tables import Figure
from tests.factories import CourseRunFactory, make_small_site
from tests.load.clients import Browser
from tests.load.server import running_server

# The kinds take turns: whatever else the machine does meets all of them.
ROUNDS, POSTS, AT_ONCE, RUNS = 9, 100, 8, 20
IN_ALL = 1 + ROUNDS  # the first one warms everybody up
# As many as the database can hold; nobody waits.
MANY_SEATS = 32_000
# The guard asks whoever is faster than people for a proof of work.
SECONDS_TO_FILL_IN = 4
FIELDS = ("full_name", "email", "phone", "level")
ANSWERS = {"phone": "", "level": "none", "consent": "on", "step": "send"}
OK, SEE_OTHER = 200, 303

numbers = count(1)


@dataclass
class Target:
    """Forms of one kind: the addresses that take turns in each round.

    `taken` is the answer to a form that was taken.
    """

    name: str
    rounds: list[list[str]]
    taken: int
    forms: dict[str, dict] = field(default_factory=dict)
    rates: list[float] = field(default_factory=list)


def measure_posting() -> list[Figure]:
    targets = _targets()
    connection.close()
    with (
        page_cache(),
        running_mail_server(),
        running_server("tests.bench.wsgi") as port,
    ):
        browser = Browser(port)
        for target in targets:
            addresses = chain.from_iterable(target.rounds)
            target.forms = {each: browser.open_form(each) for each in {*addresses}}
        time.sleep(SECONDS_TO_FILL_IN)
        for number in range(IN_ALL):
            for target in targets:
                rate = _rate(browser, target, target.rounds[number])
                if number > 0:
                    target.rates.append(rate)
    _check(len(targets[-2].rates) * 2 * POSTS)
    return _figures(*targets)


def _targets() -> list[Target]:
    site = make_small_site()
    make_run = partial(
        CourseRunFactory,
        course=site.course,
        place=site.place,
        capacity=MANY_SEATS,
        waiting_list_size=0,
    )
    # One run for all rounds would count a thousand people each time, as no course has.
    hot_runs = [[site.form_address(make_run())] for _ in range(IN_ALL)]
    runs = [site.form_address(make_run()) for _ in range(RUNS)]
    home = site.forms["en"].get_parent()
    _make_plain_form(home, "plain", to_address="staff@example.org")
    _make_plain_form(home, "bare")
    return [
        Target("plain form of Wagtail", [["/en/plain/"]] * IN_ALL, OK),
        Target("bare form of Wagtail", [["/en/bare/"]] * IN_ALL, OK),
        Target("registrations for one course", hot_runs, SEE_OTHER),
        Target("registrations for twenty courses", [runs] * IN_ALL, SEE_OTHER),
    ]


def _make_plain_form(home: Page, slug: str, to_address: str = "") -> None:
    form = PlainFormPage(
        title=slug, slug=slug, locale=home.locale, to_address=to_address
    )
    home.add_child(instance=form)
    for n, name in enumerate(FIELDS):
        PlainField.objects.create(
            page=form, label=name, field_type="singleline", required=False, sort_order=n
        )


def _figures(plain: Target, bare: Target, one: Target, many: Target) -> list[Figure]:
    """Ratios are those within one round, and the middle of all rounds."""
    kinds = (plain, bare, one, many)
    return [
        *(Figure(f"{each.name}, a second", median(each.rates)) for each in kinds),
        Figure("one course : plain form", _ratio(one, plain), None, 2),
        Figure("one course : bare form", _ratio(one, bare)),
        Figure("one course : twenty courses", _ratio(one, many), None, 0.8),
    ]


def _ratio(above: Target, below: Target) -> float:
    return median(a / b for a, b in zip(above.rates, below.rates, strict=True))


def _rate(browser: Browser, target: Target, addresses: list[str]) -> float:
    """Forms that are taken each second, sent by a few people at once."""
    # Another hour for the guard, which would ask a rush for proofs of work.
    HourCount.objects.all().delete()
    connection.close()
    turns = islice(cycle(addresses), POSTS)
    actions = [partial(_send, browser, each, target) for each in turns]
    start = time.perf_counter()
    _at_once(actions)
    return POSTS / (time.perf_counter() - start)


def _send(browser: Browser, address: str, target: Target) -> None:
    number, key = next(numbers), str(uuid.uuid4())
    person = {"full_name": f"Example {number}", "email": f"person{number}@example.org"}
    form = {**target.forms[address], **ANSWERS, **person, "idempotency_key": key}
    network = f"127.1.{number // 250}.{number % 250}"
    window = replace(browser.copy(), network=network)
    answer = window.post(address, form)
    if answer.status != target.taken:
        raise RuntimeError(f"{target.name}: the answer was {answer.status}.")


def _at_once(actions: list[Callable]) -> None:
    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        list(threads.map(lambda action: action(), actions))


def _check(least: int) -> None:
    """Nothing was left out to be quick."""
    cases, messages = Registration.objects.all(), Message.objects.all()
    offered = cases.filter(state="offered", is_quarantined=False).count()
    steps = Registration.history.filter(step__in=("submit", "offer")).count()
    if not least <= offered == messages.count() == steps / 2:
        raise RuntimeError("A seat, a history row or a message is missing.")
