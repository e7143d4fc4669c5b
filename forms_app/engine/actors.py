"""Who acts on a case."""

from dataclasses import dataclass
from typing import Any

from forms_app.engine.states import Role


@dataclass(frozen=True)
class Actor:
    """A role, and the account behind it where there is one (staff)."""

    role: Role
    user: Any = None


APPLICANT = Actor(Role.APPLICANT)
SYSTEM = Actor(Role.SYSTEM)


def staff(user: Any) -> Actor:
    return Actor(Role.STAFF, user)
