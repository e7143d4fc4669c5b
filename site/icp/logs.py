"""What must never reach a log file."""

import logging
import re
import traceback
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.template import TemplateDoesNotExist

# Also of the pages of one case, which carry its handle instead of the token.
SECRET_LINK = re.compile(r"/case/[A-Za-z0-9_-]{20,}")
# Errors that speak of the machine and the code; the text of any other may quote what
# somebody typed: an address, a name, a row of the database.
OF_THE_MACHINE = (
    ImportError,
    ImproperlyConfigured,
    OperationalError,
    TemplateDoesNotExist,
)


class HideSecretLinks(logging.Filter):
    """Cut the token out of status links: whoever holds one acts for the applicant."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = _without_links(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        if record.exc_info and record.exc_info[1] is not None:
            # A formatter takes the text of a traceback that is there already.
            record.exc_text = _without_links("".join(self.tell(record.exc_info[1])))
        return True

    def tell(self, error: BaseException) -> Iterator[str]:
        return iter(traceback.format_exception(error))


class HideSecretsAndValues(HideSecretLinks):
    """Of an error the way to it and its kind, without what it quotes."""

    def tell(self, error: BaseException) -> Iterator[str]:
        earlier = error.__cause__ or (
            None if error.__suppress_context__ else error.__context__
        )
        if earlier is not None:
            yield from self.tell(earlier)
            yield "\nand then:\n\n"
        yield from traceback.format_tb(error.__traceback__)
        yield f"{type(error).__module__}.{type(error).__qualname__}{_text_of(error)}"


def _text_of(error: BaseException) -> str:
    if isinstance(error, OF_THE_MACHINE):
        return f": {error}"
    if isinstance(error, OSError) and error.strerror:
        return f": {error.strerror}"
    return ""


def _without_links(text: str) -> str:
    return SECRET_LINK.sub("/case/…", text)
