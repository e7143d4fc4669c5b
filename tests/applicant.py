"""The applicant's own pages: where they are, and what their forms say by themselves."""

from typing import Any

from django.test import Client

from forms_app.engine.status_link import token_for


def secret_link(case: Any, language: str = "en") -> str:
    return f"/{language}/case/{token_for(case.link_nonce)}/"


def own_page(case: Any, language: str = "en") -> str:
    """The status page, as long as this browser has a pass."""
    return f"/{language}/case/{case.handle}/"


def step_page(case: Any, step: str, language: str = "en") -> str:
    return f"{own_page(case, language)}step/{step}/"


def enter(client: Client, case: Any, language: str = "en") -> Client:
    client.post(secret_link(case, language))
    return client


def seen(case: Any) -> dict[str, Any]:
    """What the forms of a page say that showed the case as it is here."""
    return {"case": case.handle, "version": case.version}
