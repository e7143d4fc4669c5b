"""Django writes a day without its year in the nominative: "3 Февраль"."""

MONTH_DAY_FORMAT = "j E"
TIME_FORMAT = "H:i"
