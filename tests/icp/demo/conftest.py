import pytest
from django.db import connection, transaction
from django.test import override_settings

from icp.demo.loading import FIRST_LANGUAGES, load

# What the pages say is the same on every database, so one engine reads it all.
LOADED = None if connection.vendor == "sqlite" else FIRST_LANGUAGES


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once for all tests of this folder and rolled back."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None, LOADED)
        yield
        transaction.set_rollback(True)
