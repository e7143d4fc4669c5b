"""Year, month, day, as Mongolian has it; Django keeps the English order."""

DATE_FORMAT = "Y оны n-р сарын j"
MONTH_DAY_FORMAT = "n-р сарын j"
YEAR_MONTH_FORMAT = "Y оны n-р сар"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y оны n-р сарын j, H:i"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
FIRST_DAY_OF_WEEK = 1
