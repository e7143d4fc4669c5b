"""What a mail server said: whether a later try may help, and how it is noted."""

import smtplib

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

PERMANENT = range(500, 600)
# The server does not know us: that is about our settings, not about this message.
OUR_LOG_IN = {530, 534, 535, 538}
SAYS_NOTHING_ELSE = (ValueError, smtplib.SMTPNotSupportedError)


class NoRecipient(Exception):
    """A message without any address: nothing would be sent, and nobody would know."""


def codes_of(error: Exception) -> list[int]:
    """The codes with which the server refused the message."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in error.recipients.values()]
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return [error.smtp_code]
    return []


def is_permanent(error: Exception, recipient: str) -> bool:
    """Whether no later try can succeed: somebody has to phone."""
    codes = codes_of(error)
    if codes:
        return all(each in PERMANENT and each not in OUR_LOG_IN for each in codes)
    if isinstance(error, SAYS_NOTHING_ELSE):
        return not _is_plain_address(recipient)
    return isinstance(error, NoRecipient)


def in_short(error: Exception) -> str:
    """The kind of error and the server's codes; its words may quote an address."""
    codes = " ".join(str(each) for each in sorted(set(codes_of(error))))
    return f"{type(error).__name__} {codes}".strip()


def _is_plain_address(recipient: str) -> bool:
    try:
        validate_email(recipient)
    except ValidationError:
        return False
    return recipient.isascii()
