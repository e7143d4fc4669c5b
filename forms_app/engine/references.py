"""Reference numbers that can be read out on the phone."""

import secrets

# Without O and 0, I and 1: they sound or look alike.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP_LENGTH = 2, 4


def new_reference() -> str:
    """Two groups of four characters, for example `7K4M-9XQ2` (over 10¹² of them)."""
    groups = (
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH))
        for _ in range(GROUPS)
    )
    return "-".join(groups)


def normalised_reference(typed: str) -> str:
    """A reference as a person types it: small letters, spaces or no hyphen."""
    bare = "".join(each for each in typed.upper() if each in ALPHABET)
    return "-".join(
        bare[start : start + GROUP_LENGTH]
        for start in range(0, len(bare), GROUP_LENGTH)
    )
