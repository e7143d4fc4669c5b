"""Django writes a day without its year in the nominative: "3. únor"."""

MONTH_DAY_FORMAT = "j. E"
