"""Without the nought of "03 лютого"."""

DATE_FORMAT = "j E Y р."
MONTH_DAY_FORMAT = "j E"
