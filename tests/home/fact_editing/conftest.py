import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.users.models import UserProfile


def signed_in(name: str) -> Client:
    """Somebody who may do everything, and reads English."""
    user = get_user_model().objects.create_superuser(
        name.lower(), first_name=name, last_name="Example"
    )
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada():
    return signed_in("Ada")


@pytest.fixture
def bob():
    return signed_in("Bob")
