"""What must never reach a log file."""

import logging
import re

SECRET_LINK = re.compile(r"/case/[A-Za-z0-9_-]{20,}")


class HideSecretLinks(logging.Filter):
    """Cut the token out of status links: whoever holds one acts for the applicant."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = SECRET_LINK.sub("/case/…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        if record.exc_info:
            # A formatter takes the text of a traceback that is there already.
            traceback = logging.Formatter().formatException(record.exc_info)
            record.exc_text = SECRET_LINK.sub("/case/…", traceback)
        return True
