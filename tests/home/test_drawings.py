"""Pictures that staff upload: photographs, and drawings that only draw."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from tests.factories import make_small_site, make_staff
from tests.factories.frames import funders, publish_frame, words

pytestmark = pytest.mark.django_db

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 40 20"{attributes}><rect id="r" width="40" height="20"/>'
    "{inside}</svg>"
)


def drawing(inside="", attributes="", before=""):
    return (before + SVG.format(inside=inside, attributes=attributes)).encode()


@pytest.fixture
def upload(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_staff("editor", "Editors"))

    def send(content, name="logo.svg"):
        file = SimpleUploadedFile(name, content, content_type="image/svg+xml")
        collection = Collection.get_first_root_node().pk
        data = {"title": "Logo", "file": file, "collection": collection}
        return client.post("/admin/images/add/", data)

    return send


@pytest.mark.parametrize(
    "content",
    [
        drawing(),
        drawing('<use xlink:href="#r"/><style>rect { fill: red }</style>'),
        drawing(before='<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->'),
        drawing(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'),
    ],
)
def test_drawing_is_taken(upload, content):
    assert upload(content).status_code == 302
    assert get_image_model().objects.get().is_svg()


@pytest.mark.parametrize(
    "content",
    [
        drawing("<script>alert(1)</script>"),
        drawing("<SCRIPT xmlns='http://www.w3.org/2000/svg'>alert(1)</SCRIPT>"),
        drawing('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'),
        drawing(attributes=' onload="alert(1)"'),
        drawing("<foreignObject><p/></foreignObject>"),
        drawing('<a href="javascript:alert(1)"><rect/></a>'),
        drawing('<use xlink:href="https://evil.example/x.svg#a"/>'),
        drawing('<image href="data:image/svg+xml,x"/>'),
        drawing('<animate attributeName="href" to="javascript:alert(1)"/>'),
        drawing(before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
        drawing(before='<?xml-stylesheet type="text/xsl" href="#r"?>'),
        drawing(before='<?xml-stylesheet href="#r"?>').decode().encode("utf-16"),
        b"<svg",
        b"\0",
    ],
)
def test_drawing_that_does_more_than_draw_is_refused(upload, content):
    response = upload(content)
    assert (response.status_code, get_image_model().objects.count()) == (200, 0)


def test_photograph_is_taken_as_ever(upload):
    photo = get_test_image_file().file.getvalue()
    assert upload(photo, name="photo.png").status_code == 302


def test_drawing_can_be_a_logo(client, upload):
    make_small_site()
    upload(drawing())
    logo = get_image_model().objects.get()
    publish_frame(funders({"name": words(cs="Město"), "logo": logo.pk}))
    client.logout()
    page = client.get("/en/").content.decode()
    address = page.split('<img src="')[1].split('"')[0]
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    response.close()
