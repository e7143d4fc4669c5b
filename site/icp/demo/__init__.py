"""A whole example site: real facts about the organisation, example dates and logins."""
