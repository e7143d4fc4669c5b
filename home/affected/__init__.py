"""Facts on which people hang: who is affected by a change, who has been told.

A fact below registers what of it matters (`facts`), a kind of case above registers who
hangs on it (`finders`). Nothing here knows a kind.
"""
