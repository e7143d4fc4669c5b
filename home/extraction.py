"""The messages that the sources contain today, as gettext collects them."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings

SOURCES = ("site", "home", "services", "events", "forms_app")

# Context, message, plural: what makes two entries the same.
Key = tuple[str | None, str, str]


class GettextIsMissing(Exception):
    """There is no xgettext on this machine."""


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def extract_messages() -> set[Key]:
    return {key_of(entry) for entry in extract_template()}


def extract_template() -> polib.POFile:
    """Collect in a copy: makemessages writes next to the files that it reads."""
    if shutil.which("xgettext") is None:
        raise GettextIsMissing
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_sources(copy)
        make_messages(copy)
        return polib.pofile(str(copy / "locale" / "django.pot"))


def copy_sources(copy: Path) -> None:
    (copy / "locale").mkdir()
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    for name in SOURCES:
        shutil.copytree(
            settings.BASE_DIR / name,
            copy / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )


def make_messages(copy: Path) -> None:
    command = "makemessages --locale en --keep-pot --no-location --verbosity 0"
    subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=copy,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=True,
    )
