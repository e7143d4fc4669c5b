"""Logins of the demonstration: roles, no real people."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from services.models import Place

PASSWORD = "icp-demo"


@dataclass(frozen=True)
class Login:
    """`place` names the only place whose cases this person handles."""

    username: str
    may: str
    language: str = "cs"
    group: str = ""
    place: str = ""


LOGINS = (
    Login("admin", "everything", language="en"),
    Login("editor", "pages and translations", group="Editors"),
    Login("author", "pages, published by an editor", group="Authors"),
    Login("coordinator", "cases of all places", group="Course coordinators"),
    Login(
        "coordinator-requests",
        "requests of all topics",
        group="Request coordinators",
    ),
    Login(
        "coordinator-praha14",
        "cases of Branch Prague 14",
        group="Place coordinators",
        place="Pobočka Praha 14",
    ),
    Login(
        "coordinator-volunteers",
        "volunteer applications",
        group="Volunteer coordinators",
    ),
)


def make_people() -> int:
    """Make the users that are missing; says how many it made."""
    return sum(_make(login) for login in LOGINS)


def _make(login: Login) -> bool:
    users = get_user_model().objects
    if users.filter(username=login.username).exists():
        return False
    create = users.create_user if login.group else users.create_superuser
    user = create(
        login.username,
        email=f"{login.username}@example.org",
        password=PASSWORD,
        last_name=f"{login.username} (example)",
    )
    UserProfile.objects.update_or_create(
        user=user, defaults={"preferred_language": login.language}
    )
    if login.group:
        user.groups.add(Group.objects.get(name=login.group))
    if login.place:
        Place.objects.get(name=login.place).coordinators.add(user)
    return True


def describe_logins() -> list[str]:
    """One line for each login that exists in this database."""
    existing = set(get_user_model().objects.values_list("username", flat=True))
    return [
        f"  {login.username:<22} {PASSWORD}   {login.may}"
        for login in LOGINS
        if login.username in existing
    ]
