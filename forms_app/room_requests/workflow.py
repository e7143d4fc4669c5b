"""The way of a room request, as a table that a coordinator can read.

Every step holds the room's row: whoever asks for a time, moves a date or gives one
back takes turns with everyone else who does so in this room.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms_app.engine.states import (
    PlainState,
    Role,
    State,
    Step,
    Workflow,
    returns_freely,
)
from forms_app.room_requests import changes, consequences, details, guards, returning
from forms_app.room_requests.step_forms import (
    AnswerForm,
    ChooseDatesForm,
    MoveForm,
    RefuseForm,
)

APPLICANT = frozenset({Role.APPLICANT})
STAFF = frozenset({Role.STAFF})
SYSTEM = frozenset({Role.SYSTEM})
APPLICANT_OR_STAFF = frozenset({Role.APPLICANT, Role.STAFF})

REQUESTED = frozenset({"requested"})
APPROVED = frozenset({"approved"})
CONFIRMED = frozenset({"confirmed"})
MOVING = frozenset({"move_proposed"})
BEFORE_APPROVAL = frozenset({"requested", "needs_information"})
BEFORE_CONFIRMATION = frozenset({*BEFORE_APPROVAL, "approved"})


STATES = [
    State(
        "requested",
        pgettext_lazy("room request", "Requested"),
        PlainState.RECEIVED,
        _("We have your request and keep the time for you until we answer."),
        tone="info",
        overdue_after=timedelta(days=3),
    ),
    State(
        "needs_information",
        pgettext_lazy("room request", "Needs information"),
        PlainState.YOUR_TURN,
        _("We have a question for you. Please answer it, so that we can decide."),
        tone="warning",
    ),
    State(
        "approved",
        pgettext_lazy("room request", "Approved, rules to accept"),
        PlainState.YOUR_TURN,
        _("You can have the room. Please accept the house rules in time."),
        tone="warning",
    ),
    State(
        "confirmed",
        pgettext_lazy("room request", "Confirmed"),
        PlainState.FINISHED,
        _("The room is yours. We look forward to seeing you."),
        tone="good",
    ),
    State(
        "move_proposed",
        pgettext_lazy("room request", "Other time proposed"),
        PlainState.YOUR_TURN,
        _("We ask you to come at another time. Please tell us if you can."),
        tone="warning",
    ),
    State(
        "refused",
        pgettext_lazy("room request", "Refused"),
        PlainState.FINISHED,
        _("We could not lend you the room. We wrote to you why."),
        is_open=False,
        tone="bad",
    ),
    State(
        "lapsed",
        pgettext_lazy("room request", "Lapsed"),
        PlainState.FINISHED,
        _("The time to answer was over, so the room is free again."),
        is_open=False,
        tone="bad",
    ),
    State(
        "withdrawn",
        pgettext_lazy("room request", "Withdrawn"),
        PlainState.FINISHED,
        _("Your request is withdrawn. You can ask for the room again at any time."),
        is_open=False,
    ),
    State(
        "cancelled",
        pgettext_lazy("room request", "Cancelled"),
        PlainState.FINISHED,
        _("The room is not yours any more. You can ask for another time."),
        is_open=False,
    ),
    State(
        "used",
        pgettext_lazy("room request", "Used"),
        PlainState.FINISHED,
        _("Thank you for coming."),
        tone="good",
        overdue_after=timedelta(days=14),
    ),
    State(
        "incident",
        pgettext_lazy("room request", "Incident"),
        PlainState.FINISHED,
        _("Thank you for coming."),
        tone="bad",
        overdue_after=timedelta(days=14),
    ),
    State(
        "closed",
        pgettext_lazy("room request", "Closed"),
        PlainState.FINISHED,
        _("Thank you for coming."),
        is_open=False,
    ),
]

STEPS = [
    Step(
        "ask",
        _("Ask for information"),
        REQUESTED,
        "needs_information",
        STAFF,
        message="needs_information",
        needs_reason=True,
        change=changes.wait_for_an_answer,
    ),
    Step(
        "answer",
        pgettext_lazy("step of a room request", "Record the answer"),
        frozenset({"needs_information"}),
        "requested",
        APPLICANT_OR_STAFF,
        form=AnswerForm,
        take=details.take_answer,
        applicant_label=_("Answer the question"),
        change=changes.wait_for_a_decision,
    ),
    Step(
        "drop_dates",
        _("Refuse some of the dates"),
        REQUESTED,
        "requested",
        STAFF,
        needs_reason=True,
        form=ChooseDatesForm,
        take=details.take_dates,
        change=changes.wait_for_a_decision,
        then=consequences.drop_dates,
    ),
    Step(
        "approve",
        _("Approve"),
        REQUESTED,
        "approved",
        STAFF,
        message="approved",
        guard=guards.a_date_is_to_come,
        change=changes.wait_for_an_answer,
    ),
    Step(
        "refuse",
        _("Refuse"),
        BEFORE_APPROVAL,
        "refused",
        STAFF,
        message="refused",
        needs_reason=True,
        form=RefuseForm,
        take=details.take_ground,
        change=changes.wait_for_nothing,
        then=consequences.give_the_room_back,
        warning=True,
    ),
    Step(
        "accept",
        _("Record that the house rules are accepted"),
        APPROVED,
        "confirmed",
        APPLICANT_OR_STAFF,
        message="confirmed",
        guard=guards.it_is_in_time,
        change=changes.accept_the_rules,
        warning=True,
        applicant_label=_("Accept the house rules"),
    ),
    Step(
        "lapse",
        _("Let the request lapse"),
        BEFORE_CONFIRMATION,
        "lapsed",
        SYSTEM,
        message="lapsed",
        change=changes.wait_for_nothing,
        then=consequences.give_the_room_back,
    ),
    Step(
        "withdraw",
        _("Withdraw"),
        BEFORE_CONFIRMATION,
        "withdrawn",
        APPLICANT_OR_STAFF,
        message="withdrawn",
        change=changes.wait_for_nothing,
        then=consequences.give_the_room_back,
        warning=True,
        applicant_label=_("Withdraw my request"),
    ),
    Step(
        "move",
        _("Propose another time"),
        CONFIRMED,
        "move_proposed",
        STAFF,
        message="move_proposed",
        needs_reason=True,
        form=MoveForm,
        take=details.take_other_time,
        change=changes.wait_for_consent,
        then=consequences.hold_the_other_time,
    ),
    Step(
        "agree",
        _("Record that they agree to the other time"),
        MOVING,
        "confirmed",
        APPLICANT_OR_STAFF,
        message="moved",
        guard=guards.it_is_in_time,
        change=changes.wait_for_nothing,
        then=consequences.take_the_other_time,
        applicant_label=_("Yes, I can come at the new time"),
    ),
    Step(
        "keep",
        _("Keep the old time"),
        MOVING,
        "confirmed",
        frozenset(Role),
        message="kept",
        change=changes.wait_for_nothing,
        then=consequences.forget_the_other_time,
        applicant_label=_("No, I keep the old time"),
    ),
    Step(
        "call_off_dates",
        _("Call off some of the dates"),
        CONFIRMED,
        "confirmed",
        STAFF,
        message="dates_called_off",
        needs_reason=True,
        form=ChooseDatesForm,
        take=details.take_dates,
        then=consequences.drop_dates,
    ),
    Step(
        "cancel",
        _("Cancel: the applicant does not come"),
        CONFIRMED | MOVING,
        "cancelled",
        APPLICANT_OR_STAFF,
        message="cancelled",
        guard=guards.it_is_before_the_cut_off,
        change=changes.wait_for_nothing,
        then=consequences.give_the_room_back,
        warning=True,
        applicant_label=_("Cancel: I do not come"),
    ),
    Step(
        "call_off",
        _("Call off: the room cannot be used"),
        CONFIRMED | MOVING,
        "cancelled",
        STAFF,
        message="called_off",
        needs_reason=True,
        change=changes.wait_for_nothing,
        then=consequences.give_the_room_back,
        warning=True,
    ),
    Step(
        "use",
        _("The room was used"),
        CONFIRMED,
        "used",
        STAFF,
        message="used",
        guard=guards.the_dates_are_over,
    ),
    Step(
        "report",
        _("Report an incident"),
        frozenset({"used"}),
        "incident",
        STAFF,
        needs_reason=True,
    ),
    Step("close", _("Close"), frozenset({"used", "incident"}), "closed", STAFF),
]

WORKFLOW = Workflow(
    STATES,
    STEPS,
    lock=guards.lock_room,
    admit=guards.the_room_takes_the_request,
    after_submit=consequences.hold_the_room,
    initial="requested",
    may_return=returns_freely,
    put_back=returning.put_dates_back,
)
