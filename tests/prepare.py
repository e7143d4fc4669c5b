"""`python -m tests.prepare` migrates the template of all test databases.

Two processors make those of SQLite and PostgreSQL at once, instead of one after the
other while the second test process waits.
"""

import os
import tempfile
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "icp.settings.test"
django.setup()

from tests.databases import databases_for_tests, one_process_at_a_time  # noqa: E402


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, one_process_at_a_time():
        databases_for_tests(Path(folder)).make_template()


if __name__ == "__main__":
    main()
