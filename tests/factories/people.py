"""Accounts of the staff, in the roles that the table of roles makes."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from forms_app.roles import make_roles


def make_staff(username: str, role: str | None = None, places=(), language="en"):
    """A member of the staff; without a role somebody with an account and no rights."""
    user = get_user_model().objects.create_user(username, password="example")
    if role is not None:
        make_roles()
        user.groups.add(Group.objects.get(name=role))
    for place in places:
        place.coordinators.add(user)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user
