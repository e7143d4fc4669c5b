"""Room requests that move by the clock: whoever does not answer gives the room back."""

from django.utils import timezone

from forms_app.engine.due_steps import take_due_step
from forms_app.room_requests.models import STEP_AT_DEADLINE, RoomRequest


def close_expired_room_requests() -> int:
    """Let requests lapse, and keep the old time where a new one was not answered."""
    expired = RoomRequest.objects.past_their_deadline(timezone.now())
    due = expired.order_by("expires_at", "pk")
    return sum(take_due_step(case, STEP_AT_DEADLINE[case.state]) for case in due)
