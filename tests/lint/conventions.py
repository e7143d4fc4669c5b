"""`python tests/lint/conventions.py`: the rules of this project that no linter knows.

Each rule says which files it reads, what it refuses there, and why.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

APPS = ("home", "services", "events", "forms_app")


def as_it_is(text: str) -> str:
    return text


def without(pattern: str) -> Callable[[str], str]:
    """Blank out what matches; the lines keep their numbers."""
    compiled = re.compile(pattern, re.DOTALL | re.MULTILINE)
    return lambda text: compiled.sub(lambda found: "\n" * found[0].count("\n"), text)


@dataclass(frozen=True)
class Rule:
    files: tuple[str, ...]
    refused: str
    why: str
    prepare: Callable[[str], str] = as_it_is


TEMPLATES = ("site/**/*.html", *(f"{app}/**/*.html" for app in APPS))
# What Django fills in as well, but makemessages does not read.
OTHER_TEMPLATES = ("site/**/templates/**/*.xml", "site/**/templates/**/*.svg")
STYLESHEETS = ("site/**/*.css",)
CODE = tuple(f"{folder}/**/*.py" for folder in (*APPS, "site"))
BELOW_FORMS = ("home/**/*", "services/**/*", "events/**/*")
# Everything with a history lives in an app; the scripts of the project write it, too.
WITH_HISTORY = tuple(f"{app}/**/*.py" for app in ("services", "events", "forms_app"))

# What makemessages looks for, and the one other name that it knows.
ONE_MESSAGE = r"gettext(?:_lazy|_noop)?"
MESSAGES = rf"(?:n|p|np)?{ONE_MESSAGE}"

without_template_tags = without(r"\{[%{#].*?[%}#]\}")
without_imports = without(r"^from \S+ import (?:\([^)]*\)|[^\n]*)")
without_css_comments = without(r"/\*.*?\*/")

RULES = (
    Rule(
        BELOW_FORMS,
        r"\bforms_app\.",
        "home, services and events know nothing of forms_app, not even its name",
    ),
    Rule(
        TEMPLATES,
        r"\sstyle\s*=|<style\b",
        "the Content-Security-Policy refuses inline CSS: use a class",
        without_template_tags,
    ),
    Rule(
        TEMPLATES,
        r"\son[a-z]+\s*=|<script\b(?![^>]*\ssrc\s*=)",
        "the Content-Security-Policy refuses inline JavaScript: use a static file,"
        " and {% structured_data %} for JSON-LD, which escapes it",
        without_template_tags,
    ),
    Rule(
        CODE,
        r"<script\b(?! type=\"application/ld\+json\">\{\}</script>)",
        "Python writes no script; JSON-LD is data and comes from {% structured_data %}",
    ),
    Rule(
        STYLESHEETS,
        r"(?<![\w-])(?:(?:scroll-)?(?:margin|padding)|border)-(?:top|right|bottom|left)\b"
        r"|(?<![\w-])(?:top|right|bottom|left)\s*:"
        r"|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b",
        "right-to-left pages need logical properties (margin-inline-start, inset-…)",
        without_css_comments,
    ),
    Rule(
        WITH_HISTORY,
        r"\.(?:a?update|a?bulk_create|a?bulk_update)\((?!.*# no history: \S)",
        "this writes past the history: use save(), or say why with “# no history: …”",
    ),
    Rule(
        CODE,
        rf"\b{ONE_MESSAGE}\s+as\s+(?!_\b)\w|\b(?:n|p|np){ONE_MESSAGE}\s+as\s+\w",
        "makemessages collects nothing under this name: only gettext may be called _",
    ),
    Rule(
        CODE,
        rf"(?m:\b{MESSAGES}\s*(?:[,)\]}}]|$))",
        "makemessages collects what is called by its own name: call gettext here",
        without_imports,
    ),
    Rule(
        CODE,
        r"\bforms\.(?:Date|Time|DateTime)Field\(|\bblocks\.(?:Date|Time|DateTime)Block\(",
        "this reads few formats and no names: DayField, ClockField and MomentField of"
        " home.typed.fields read what people type",
    ),
    Rule(
        OTHER_TEMPLATES,
        r"\{%-?\s*(?:blocktrans|trans)(?:late)?\b|\b_\(",
        "makemessages reads .html and .txt only: pass the words to this template",
    ),
)


def files_of(rule: Rule, root: Path) -> Iterator[Path]:
    for pattern in rule.files:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and not {"__pycache__", "migrations"} & {*path.parts}:
                yield path


def breaches(root: Path) -> Iterator[str]:
    """`file:line: reason` for each place that breaks a rule."""
    for rule in RULES:
        for path in files_of(rule, root):
            text = rule.prepare(path.read_text(encoding="utf-8"))
            for found in re.finditer(rule.refused, text):
                line = text.count("\n", 0, found.end()) + 1
                yield f"{path.relative_to(root)}:{line}: {rule.why}"


def main() -> int:
    found = list(breaches(Path.cwd()))
    print("\n".join(found) or "Conventions: kept.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
