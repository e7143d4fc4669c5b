"""Places in the words of schema.org."""

from django.conf import settings
from django.utils.translation import gettext as _

from services.models.places import Place

DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


def organization() -> dict:
    return {
        "@type": "NGO",
        "name": _("Integration Centre Prague"),
        "url": settings.SITE_URL,
    }


def address(place: Place) -> dict:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.city,
        "addressCountry": "CZ",
    }


def place_for_machines(place: Place, name: str, url: str) -> dict:
    """A branch with its address, contacts and hours; closures close the whole day."""
    return {
        "@type": "LocalBusiness",
        "@id": url,
        "name": name,
        "url": url,
        "address": address(place),
        "telephone": _phones(place),
        "email": place.email,
        "parentOrganization": organization(),
        "openingHoursSpecification": _weekly(place),
        "specialOpeningHoursSpecification": [*_special(place), *_closed(place)],
    }


def _phones(place: Place) -> list[str]:
    others = [each.value["number"] for each in place.more_phones]
    return [place.phone, *others] if place.phone else others


def _weekly(place: Place) -> list[dict]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{DAYS[each.weekday]}",
            "opens": f"{each.opens:%H:%M}",
            "closes": f"{each.closes:%H:%M}",
            "validThrough": place.valid_until,
        }
        for each in place.opening_hours.all()
    ]


def _special(place: Place) -> list[dict]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": each.day,
            "validThrough": each.day,
            "opens": f"{each.opens:%H:%M}",
            "closes": f"{each.closes:%H:%M}",
        }
        for each in place.changes_of_hours()
    ]


def _closed(place: Place) -> list[dict]:
    """Equal times are how schema.org says “closed all day”."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": each.first_day,
            "validThrough": each.last_day,
            "opens": "00:00",
            "closes": "00:00",
        }
        for each in place.known_closures()
    ]
