"""Text as people search for it: without accents, without case."""

import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
UNDIVIDED = str.maketrans({"đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o"})
# Marks above and below letters; direction and zero-width marks of copied text.
UNSEEN = {"Mn", "Me", "Mc", "Cf"}
DROPPED = str.maketrans(dict.fromkeys("\"'`´’\0"))


def fold(text: str) -> str:
    """The text without marks, case and quotes: "Žižkov" and "zizkov" fold alike.

    SQLite and PostgreSQL compare accents differently, so both search folded copies.
    """
    parts = unicodedata.normalize("NFKD", text.translate(UNDIVIDED).translate(DROPPED))
    bare = "".join(each for each in parts if unicodedata.category(each) not in UNSEEN)
    return " ".join(bare.casefold().split())
