"""Which kinds of cases hang on facts."""

from forms_app.registrations import affected as registrations
from forms_app.requests import affected as requests
from forms_app.room_requests import affected as room_requests


def register() -> None:
    registrations.register_finders()
    requests.register_finders()
    room_requests.register_finders()
