"""Machines with other fonts than this one: a browser that finds those of one family."""

import os
import subprocess
from pathlib import Path

# What is found on phones with Android, on plain Linux, and in place of Arial.
FAMILIES = ("Noto", "DejaVu", "Liberation")
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def environment_with(family: str, folder: Path) -> dict[str, str]:
    """For a browser that knows the fonts of this family only; they are linked there."""
    files = [each for each in _installed() if each.name.startswith(family)]
    assert files, f"tests/programs.sh fonts: no font of {family} is installed."
    (folder / "fonts").mkdir(parents=True)
    for file in files:
        (folder / "fonts" / file.name).symlink_to(file)
    configuration = folder / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}


def _installed() -> set[Path]:
    """A file with several faces is listed several times."""
    command = ["fc-list", "--format", r"%{file}\n"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(line) for line in listed.stdout.splitlines()}
