"""Without the nought of "02月3日"."""

MONTH_DAY_FORMAT = "n月j日"
