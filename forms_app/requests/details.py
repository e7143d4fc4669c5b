"""What people told for a step, put on the request; nothing is written here."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms_app.requests.models import PlainRequest


def take_question(request: "PlainRequest", details: dict) -> None:
    request.question = details["question"]
    request.information = ""


def take_information(request: "PlainRequest", details: dict) -> None:
    request.information = details["information"]


def take_result(request: "PlainRequest", details: dict) -> None:
    request.result = details["result"]
