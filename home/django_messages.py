"""Messages of Django's that visitors meet and that Django lacks in some languages.

Marked here, they stand in our catalogues, which go before Django's. A test compares
the list with what Django has; what a later Django brings can be taken out.
"""

from django.utils.translation import gettext_noop as _

VISITORS_MEET = (
    # Vietnamese
    _("Null characters are not allowed."),
    _("Enter a complete value."),
    _(
        "Ensure this value is a multiple of step size %(limit_value)s, starting from "
        "%(offset)s, e.g. %(offset)s, %(valid_value1)s, %(valid_value2)s, and so on."
    ),
    _("Ensure this value is a multiple of step size %(limit_value)s."),
    # Ukrainian, Vietnamese
    _("“%(pk)s” is not a valid value."),
    # Ukrainian, Vietnamese, Arabic, Mongolian
    _("Enter a valid domain name."),
)
