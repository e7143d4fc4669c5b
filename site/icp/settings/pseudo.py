"""Development with words that nobody speaks, for screenshots; see `home.pseudo`."""

from icp.settings.base import PSEUDO_LOCALE
from icp.settings.dev import *  # noqa: F403

LOCALE_PATHS = [PSEUDO_LOCALE]
