from events.models.courses import Course, CourseRun, Lesson
from events.models.event_dates import EventDate
from events.models.events import Event
from events.models.index_page import EventsIndexPage
from events.models.pages import CoursePage, EventPage
from events.models.schedules import Schedule, SkippedDay

__all__ = [
    "Course",
    "CoursePage",
    "CourseRun",
    "Event",
    "EventDate",
    "EventPage",
    "EventsIndexPage",
    "Lesson",
    "Schedule",
    "SkippedDay",
]
