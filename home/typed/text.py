"""What was typed, in the signs that a reader knows."""

import re
import unicodedata

# Marks of direction and of no width, which a copied text may carry.
INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
# What a Chinese or a Japanese keyboard writes as wide as an ideograph.
FULL_WIDTH = re.compile("[\uff01-\uffee\u3000]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
UNREADABLE = "\ufffd"
HAN_DIGITS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
HAN_NUMBER = re.compile("[〇零一二两三四五六七八九十]+")


def visible(typed: str) -> str:
    """The text without invisible characters and without space around it."""
    return INVISIBLE.sub("", typed).strip()


def plain(typed: str) -> str:
    """The visible text with 0-9 for the digits of every script, and narrow signs.

    `²` and `①` are no digits that anybody means: nothing shall read them as such.
    """
    narrow = FULL_WIDTH.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), visible(typed)
    )
    return DASHES.sub("-", "".join(map(_plain_digit, narrow)))


def _plain_digit(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return UNREADABLE if sign.isdigit() else sign


def with_han_numbers(text: str) -> str:
    """`二十四日` as `24日`, `二〇二六年` as `2026年`."""
    return HAN_NUMBER.sub(_han_in_digits, text)


def _han_in_digits(found: re.Match) -> str:
    tens, ten, ones = found[0].translate(HAN_DIGITS).partition("十")
    return f"{tens or 1}{ones or 0}" if ten else tens
