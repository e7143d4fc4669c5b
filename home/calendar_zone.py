"""The rules of our clocks as a calendar file brings them along (RFC 5545, 3.6.5).

Outlook reads nothing of a zone but DTSTART and RRULE (MS-STANOICAL, 2.2.47), so the
two rules of the European Union are written out: at 01:00 UTC on the last Sunday of
March and of October, without an end. All zones of Europe differ in their offsets only.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from home.clocks import PRAGUE

# The last Sundays of March and October 1970, from when on a rule may count.
TO_SUMMER = datetime(1970, 3, 29, 1, tzinfo=UTC)
TO_WINTER = datetime(1970, 10, 25, 1, tzinfo=UTC)
# Days of a year in which the rules hold, for the two offsets.
IN_WINTER = datetime(2026, 1, 15, tzinfo=PRAGUE)
IN_SUMMER = datetime(2026, 7, 15, tzinfo=PRAGUE)


def rules_of_our_clocks() -> Timezone:
    """The component of `settings.TIME_ZONE`, which has to be a zone of Europe."""
    zone = Timezone()
    zone.add("tzid", settings.TIME_ZONE)
    zone.add_component(
        _rule(TimezoneDaylight(), TO_SUMMER, before=IN_WINTER, after=IN_SUMMER)
    )
    zone.add_component(
        _rule(TimezoneStandard(), TO_WINTER, before=IN_SUMMER, after=IN_WINTER)
    )
    return zone


def _rule(part, begins: datetime, before: datetime, after: datetime):
    """The onset is told on the clock that hangs on the wall until then."""
    offset = before.utcoffset() or timedelta(0)
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", after.utcoffset())
    part.add("tzname", after.tzname())
    part.add("dtstart", (begins + offset).replace(tzinfo=None))
    part.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1su"})
    return part
