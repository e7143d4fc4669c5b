"""Which pages a language has to have, and which it may leave out for now."""

from dataclasses import dataclass, field

from icp.demo.catalogues import Catalogue
from icp.demo.pages import PageText

# Who speaks one of these languages gets every page.
COMPLETE_LANGUAGES = ("en", "uk", "ru", "vi")
# What every other language has to have at least: what is this, is it for me, where
# and when, and all that can be sent in. Parents stand here for their children.
MUST_HAVE = (
    "home",
    "who-we-help",
    "services",
    "eligibility",
    "counselling-board",
    "places",
    "branch-prague-4",
    "branch-prague-12",
    "branch-prague-13",
    "branch-prague-14",
    "kaic",
    "hall",
    "club-room",
    "house-rules",
    "events",
    "czech-for-adults",
    "czech-for-children",
    "walk-in-prague",
    "music-evening",
    "get-involved",
    "volunteering",
    "contact",
    "counselling-appointment",
    "course-registration",
    "interpreter-institution",
    "interpreter-person",
    "presentation",
    "room-request",
    "training",
    "volunteer-application",
    "working-group",
)


def must_have(code: str, key: str) -> bool:
    return code in COMPLETE_LANGUAGES or key in MUST_HAVE


@dataclass
class Coverage:
    """What a catalogue suffices for: keys of pages, and strings that are missing."""

    code: str
    complete: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def __str__(self):
        total = len(self.complete) + len(self.left_out)
        words = f"{self.code}: {len(self.complete)} of {total} pages"
        return (
            f"{words}, without {', '.join(self.left_out)}" if self.left_out else words
        )


def coverage(
    code: str, words: Catalogue, strings: dict[str, set[str]], texts: list[PageText]
) -> Coverage:
    """`strings` holds those of each page by its key; parents stand before children.

    A page without its parent's translation would have no place in the tree.
    """
    found = Coverage(code)
    for text in texts:
        missing = strings[text.key] - words.keys()
        if missing or text.parent in found.left_out:
            found.left_out.append(text.key)
        else:
            found.complete.append(text.key)
        if must_have(code, text.key):
            found.gaps.extend(sorted(missing - set(found.gaps)))
    return found
