"""Which files authors may upload as documents, by the form of the admin itself."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model

from tests.factories import make_staff

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/documents/multiple/add/"
PAGE = b"<!doctype html><script>alert(1)</script>"


def archive(**parts: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    return archive(
        **{"[Content_Types].xml": b"<x/>", f"{folder}/a.xml": b"<x/>"} | more
    )


def open_document(kind: str, **more: bytes) -> bytes:
    told = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive(**{"mimetype": told, "content.xml": b"<x/>"} | more)


TAKEN = {
    "a.pdf": b"%PDF-1.7\n...",
    "A.PDF": b"%PDF-1.7\n...",
    "a.txt": "Žádost, الطلب".encode(),
    "a.csv": "jméno;věk".encode("utf-8-sig"),
    "a.docx": office("word"),
    "a.xlsx": office("xl"),
    "a.pptx": office("ppt"),
    "a.odt": open_document("text"),
    "a.ods": open_document("spreadsheet"),
    "a.odp": open_document("presentation"),
}
REFUSED = {
    **{
        f"a.{kind}": PAGE
        for kind in ("html", "htm", "svg", "xhtml", "js", "xml", "exe")
    },
    "a": PAGE,
    "a.pdf.html": b"%PDF-1.7",
    "a.pdf": PAGE,
    "b.pdf": PAGE + b"%PDF-1.7",
    "a.txt": b"\0\1",
    "b.txt": b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0",
    "a.docx": PAGE,
    "b.docx": PAGE + office("word"),
    "c.docx": office("word", **{"word/vbaProject.bin": b"macro"}),
    "d.docx": office("xl"),
    "a.odt": open_document("spreadsheet"),
    "b.odt": archive(**{"content.xml": b"<x/>"}),
    "c.odt": open_document("text", **{"Basic/Standard/Module1.xml": b"macro"}),
    "a.zip": archive(**{"a.html": PAGE}),
}


@pytest.fixture
def upload(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_staff("author", "Authors"))

    def send(name: str, content: bytes):
        file = SimpleUploadedFile(name, content, "application/pdf")
        return client.post(
            UPLOAD,
            {"title": "Title", "files[]": file, "collection": 1},
            headers={"x-requested-with": "XMLHttpRequest"},
        ).json()

    return send


@pytest.mark.parametrize(("name", "content"), TAKEN.items(), ids=TAKEN)
def test_a_document_that_is_what_it_says_is_taken(upload, name, content):
    assert upload(name, content)["success"] is True


@pytest.mark.parametrize(("name", "content"), REFUSED.items(), ids=REFUSED)
def test_anything_else_is_refused_in_words(upload, name, content):
    answer = upload(name, content)
    assert answer["success"] is False
    assert answer["error_message"]
    assert not get_document_model().objects.exists()


def test_a_document_has_no_address_but_that_of_the_view(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.pdf").write_bytes(b"%PDF-1.7")
    assert client.get("/media/documents/a.pdf").status_code == 404
