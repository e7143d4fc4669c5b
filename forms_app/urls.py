"""Public addresses of cases, below the language's prefix."""

from django.urls import path

from forms_app.engine.pages import lost_link, status

urlpatterns = [
    path("case/", status.status, name="case_status"),
    path("case/calendar/", status.calendar, name="case_calendar"),
    path("case/leave/", status.leave, name="case_leave"),
    path("case/left/", status.left, name="case_left"),
    path("case/step/<slug:name>/", status.step, name="case_step"),
    path("case/lost-link/", lost_link.lost_link, name="lost_link"),
    path("case/lost-link/asked/", lost_link.lost_link_asked, name="lost_link_asked"),
    path("case/<str:token>/", status.enter, name="case_enter"),
]
