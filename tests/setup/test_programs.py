"""What the tests need is installed where that is allowed, and named where it is not."""

import os
import shutil
import subprocess

import pytest
from django.conf import settings

TOOLS = ("bash", "env", "grep", "mktemp", "rm", "tail", "true")
FAMILIES = ("Noto Sans Arabic", "Noto Sans CJK SC", "DejaVu Sans", "Liberation Sans")
PACKAGES = (
    "fontconfig fonts-noto-core fonts-noto-cjk fonts-dejavu-core fonts-liberation"
)


class Machine:
    """A folder of programs, of which those that are tested here are our own."""

    def __init__(self, folder):
        self.folder = folder
        self.installed = folder / "installed"
        for tool in TOOLS:
            (folder / tool).symlink_to(shutil.which(tool))

    def add(self, name, script):
        program = self.folder / name
        program.write_text(f"#!{shutil.which('bash')}\n{script}\n")
        program.chmod(0o755)

    def add_fonts(self, families):
        self.add("fc-list", f"printf '%s\\n' {' '.join(map(repr, families))}")

    def add_package_manager(self, gives):
        """For root; whatever is asked for, it brings this program."""
        self.add("id", "echo 0")
        note = f'[ "$1" = install ] && echo "$*" >> {self.installed}'
        bring = f"echo '#!/bin/bash' > {self.folder / gives}"
        allow = f"{shutil.which('chmod')} +x {self.folder / gives}"
        self.add("apt-get", f"{note} && {bring} && {allow}; true")

    def needs(self, *names):
        return subprocess.run(
            ["bash", str(settings.BASE_DIR / "tests" / "programs.sh"), *names],
            env={**os.environ, "PATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_machine_that_has_the_fonts_needs_nothing(machine):
    machine.add_fonts(FAMILIES)
    asked = machine.needs("fonts")
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")


@pytest.mark.parametrize("family", FAMILIES)
def test_each_missing_font_is_missed(machine, family):
    machine.add_fonts([each for each in FAMILIES if each != family])
    asked = machine.needs("fonts")
    assert asked.returncode == 1
    assert f"On Debian it is in {PACKAGES}." in asked.stderr


@pytest.mark.parametrize(
    ("name", "program", "package"),
    [("gettext", "xgettext", "gettext"), ("redis", "redis-server", "redis-server")],
)
def test_missing_program_is_installed(machine, name, program, package):
    machine.add_package_manager(gives=program)
    asked = machine.needs(name)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout == f"Installing {name}: {package} …\n"
    assert machine.installed.read_text().split()[-1] == package


def test_what_cannot_be_installed_ends_it_with_a_sentence(machine):
    asked = machine.needs("redis")
    assert asked.returncode == 1
    assert "The tests need redis, and it could not be installed here." in asked.stderr
