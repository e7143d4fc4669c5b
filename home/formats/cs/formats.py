"""Django writes a day without its year in the nominative, "3. únor", and "03.02."."""

MONTH_DAY_FORMAT = "j. E"
SHORT_DATE_FORMAT = "j. n. Y"
SHORT_DATETIME_FORMAT = "j. n. Y H:i"
