"""What staff may upload as a document: kinds of files that only hold words and tables.

The name of a file is only a claim. A page of HTML that calls itself a PDF would run as
our own website wherever a server or a browser believes the content instead.
"""

from collections.abc import Callable
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

MOST_TO_READ = 5_000_000
MACROS = "vbaproject.bin"


class DocumentForm(BaseDocumentForm):
    """The content has to be what the name says; Wagtail itself checks the name."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and not is_what_it_says(file):
            raise forms.ValidationError(
                _(
                    "The content of this file is not what its name says. Save it anew"
                    " as PDF, Word, Excel, OpenDocument or plain text, without macros."
                )
            )
        return file


def is_what_it_says(file: IO[bytes]) -> bool:
    """Whether content and ending belong together; an unknown ending is Wagtail's."""
    ending = PurePath(str(getattr(file, "name", ""))).suffix.lower().lstrip(".")
    check = CHECKS.get(ending)
    if check is None:
        return True
    file.seek(0)
    try:
        return check(file)
    except (BadZipFile, UnicodeDecodeError, KeyError, NotImplementedError):
        return False
    finally:
        file.seek(0)


def _is_pdf(file: IO[bytes]) -> bool:
    return file.read(5) == b"%PDF-"


def _is_text(file: IO[bytes]) -> bool:
    """No reader takes it for anything else; HTML in it stays words."""
    return "\0" not in file.read(MOST_TO_READ).decode("utf-8-sig", errors="strict")


def _is_office(folder: str) -> Callable[[IO[bytes]], bool]:
    def check(file: IO[bytes]) -> bool:
        names = {name.lower() for name in _unpack(file).namelist()}
        has_content = any(name.startswith(folder) for name in names)
        has_macros = any(PurePath(name).name == MACROS for name in names)
        return "[content_types].xml" in names and has_content and not has_macros

    return check


def _is_open_document(kind: str) -> Callable[[IO[bytes]], bool]:
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()

    def check(file: IO[bytes]) -> bool:
        archive = _unpack(file)
        has_macros = any(name.startswith("Basic/") for name in archive.namelist())
        with archive.open("mimetype") as told:
            return told.read(len(media_type) + 1) == media_type and not has_macros

    return check


def _unpack(file: IO[bytes]) -> ZipFile:
    """An archive that begins with the file: nothing hides before it."""
    if file.read(4) != b"PK\3\4":
        raise BadZipFile
    return ZipFile(file)


CHECKS: dict[str, Callable[[IO[bytes]], bool]] = {
    "pdf": _is_pdf,
    "txt": _is_text,
    "csv": _is_text,
    "docx": _is_office("word/"),
    "xlsx": _is_office("xl/"),
    "pptx": _is_office("ppt/"),
    "odt": _is_open_document("text"),
    "ods": _is_open_document("spreadsheet"),
    "odp": _is_open_document("presentation"),
}
