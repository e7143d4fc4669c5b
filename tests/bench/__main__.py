"""`make bench`: figures, not tests. On the database engine that DATABASE_URL names."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.bench.inbox import PAGES, measure_export, measure_pages  # noqa: E402
from tests.bench.many_cases import make_cases, reload  # noqa: E402
from tests.bench.posting import measure_posting  # noqa: E402
from tests.bench.reading import measure_reading  # noqa: E402
from tests.bench.searching import QUERIES, fill, measure  # noqa: E402
from tests.bench.tables import MISSED, print_figures  # noqa: E402
from tests.databases import (  # noqa: E402
    connected_to,
    databases_for_tests,
    one_process_at_a_time,
)

FEW, MANY = 1_000, 100_000
TARGET_RATIO, TARGET_QUERIES = 1.5, 15
ENTRIES_FEW, ENTRIES_MANY, TARGET_SEARCH_MS = 1_000, 10_000, 100


def main() -> None:
    if sys.argv[1:2] == ["export"]:
        form, user = sys.argv[2], get_user_model().objects.get(username="all")
        print_figures(f"Export of {MANY:,} as {form}", measure_export(user, form))
        return
    with tempfile.TemporaryDirectory() as folder:
        databases = databases_for_tests(Path(folder))
        with one_process_at_a_time():
            databases.make_template()
        os.environ["DATABASE_URL"] = databases.url
        settings.DATABASES["default"]["NAME"] = databases.name
        with connected_to(databases.name):
            for part in sys.argv[1:] or PARTS:
                PARTS[part](databases)
        databases.drop()


def bench_posting(databases) -> None:
    databases.copy_template()
    title = f"Posting on {connection.vendor}"
    print_figures(title, measure_posting())


def bench_reading(databases) -> None:
    databases.copy_template()
    title = f"Reading on {connection.vendor}"
    print_figures(title, measure_reading())


def bench_inbox(databases) -> None:
    figures = {}
    for count in (FEW, MANY):
        connection.close()
        databases.copy_template()
        people = make_cases(count)
        figures[count] = {
            role: measure_pages(user, count) for role, user in reload(people).items()
        }
    print_pages(figures)
    for form in ("csv", "xlsx"):
        # A process of its own: this one has grown already.
        subprocess.run(
            [sys.executable, "-m", "tests.bench", "export", form], check=True
        )


def print_pages(figures: dict) -> None:
    print(
        f"\nInbox on {connection.vendor}: milliseconds with {FEW:,} and {MANY:,} cases;"
        f" targets: ratio ≤ {TARGET_RATIO}, queries ≤ {TARGET_QUERIES}"
    )
    for role in figures[FEW]:
        print(
            f"\n{'scope: ' + role:<24}{FEW:>10,}{MANY:>10,}{'ratio':>8}{'queries':>9}"
        )
        for page in PAGES:
            few, _queries = figures[FEW][role][page]
            many, queries = figures[MANY][role][page]
            missed = many / few > TARGET_RATIO or queries > TARGET_QUERIES
            line = f"{page:<24}{few:>10.1f}{many:>10.1f}{many / few:>8.2f}{queries:>9}"
            print(line + (f"  {MISSED}" if missed else ""), flush=True)


def bench_searching(databases) -> None:
    figures = {}
    for count in (ENTRIES_FEW, ENTRIES_MANY):
        connection.close()
        databases.copy_template()
        figures[count] = {
            (code, name): measure(queries[name], code)
            for code, queries in fill(count).items()
            for name in QUERIES
        }
    print_searches(figures[ENTRIES_FEW], figures[ENTRIES_MANY])


def print_searches(few: dict, many: dict) -> None:
    print(
        f"\nSearching on {connection.vendor}: milliseconds with {ENTRIES_FEW:,} and"
        f" {ENTRIES_MANY:,} entries; target: ratio ≤ {TARGET_RATIO},"
        f" or ≤ {TARGET_SEARCH_MS} ms"
    )
    for code, name in few:
        ratio = many[code, name] / few[code, name]
        missed = ratio > TARGET_RATIO and many[code, name] > TARGET_SEARCH_MS
        figures = f"{few[code, name]:>10.1f}{many[code, name]:>10.1f}{ratio:>8.2f}"
        print(f"{code:<10}{name:<14}{figures}" + (f"  {MISSED}" if missed else ""))


PARTS = {
    "posting": bench_posting,
    "inbox": bench_inbox,
    "reading": bench_reading,
    "searching": bench_searching,
}

if __name__ == "__main__":
    setup_test_environment()
    main()
