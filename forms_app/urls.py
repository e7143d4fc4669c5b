"""Public addresses of cases, below the language's prefix."""

from django.urls import path

from forms_app.engine.pages import case_step, lost_link, open_cases, status

urlpatterns = [
    path("case/", open_cases.choose, name="case_list"),
    path("case/leave/", open_cases.leave, name="case_leave"),
    path("case/left/", open_cases.left, name="case_left"),
    path("case/lost-link/", lost_link.lost_link, name="lost_link"),
    path("case/lost-link/asked/", lost_link.lost_link_asked, name="lost_link_asked"),
    path(
        "case/calendar/",
        open_cases.choose,
        {"leads_to": "case_calendar"},
        name="calendar_of_some_case",
    ),
    path(
        "case/step/<slug:name>/",
        open_cases.choose,
        {"leads_to": "case_step"},
        name="step_of_some_case",
    ),
    path("case/<handle:handle>/", status.status, name="case_status"),
    path("case/<handle:handle>/calendar/", status.calendar, name="case_calendar"),
    path("case/<handle:handle>/step/<slug:name>/", case_step.step, name="case_step"),
    path("case/<str:token>/", status.enter, name="case_enter"),
]
