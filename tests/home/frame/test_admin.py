"""Editors fill in the menu and the footer, look at them in every language, publish."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import SiteFrame
from tests.factories import make_staff
from tests.factories.frames import czech, links, publish_frame, text, words
from tests.staff_forms import version_of

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/frame/"


@pytest.fixture
def editor(client, website):
    client.force_login(make_staff("editor", "Editors"))
    return client


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def edit_address():
    return f"{ADDRESS}edit/{SiteFrame.objects.get().pk}/"


def save(editor, data):
    return editor.post(edit_address(), data | version_of(editor, edit_address()))


def typed(menu=(), footer=(), **more):
    pages = streamfield([("page", key) for key in menu])
    return nested_form_data({"menu": pages, "footer": streamfield(footer), **more})


def one_funder(**row):
    funder = {"name": words(cs="Město"), "share": "25", "address": "", "logo": ""}
    empty = {"sentence": words(cs="")}
    items = {"0-deleted": "", "0-order": "0", "0-type": "", "count": "1"}
    return {
        "heading": words(cs="Kdo nás platí"),
        "funders": items | {"0-value": funder | empty | row, "0-id": ""},
    }


def test_editor_finds_what_readers_see_now(editor):
    response = editor.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, edit_address())
    assert editor.get(edit_address()).status_code == 200
    frame = SiteFrame.objects.get()
    assert frame.menu_keys == [czech("places"), czech("courses")]
    assert editor.get(ADDRESS)["Location"] == edit_address()
    assert SiteFrame.objects.count() == 1


def test_editor_publishes_menu_and_footer_in_several_languages(editor):
    editor.get(ADDRESS)
    footer = [
        ("text", {"heading": words(cs="O nás", zh_hans="关于"), "text": words(cs="…")}),
        ("funders", one_funder()),
    ]
    data = typed([czech("courses"), czech("places")], footer)
    data["action-publish"] = "1"
    response = save(editor, data)
    assert response.status_code == 302, parsed(response).select(".error-message")
    frame = SiteFrame.objects.get()
    assert frame.menu_keys == [czech("courses"), czech("places")]
    page = parsed(editor.get("/zh-hans/")).select_one("footer.site-footer")
    assert [each.text for each in page.select("h2")] == ["关于", "Kdo nás platí"]


def test_editor_saves_a_draft_that_readers_do_not_see(editor):
    publish_frame(menu=[czech("places")])
    assert save(editor, typed([czech("courses")])).status_code == 302
    frame = SiteFrame.objects.get()
    assert (frame.menu_keys, frame.has_unpublished_changes) == ([czech("places")], True)
    assert frame.get_latest_revision_as_object().menu_keys == [czech("courses")]


@pytest.mark.parametrize("view", ["edit", "history"])
def test_name_is_in_the_language_of_whoever_reads_it(editor, view):
    editor.get(ADDRESS)
    with translation.override("cs"):
        revision = SiteFrame.objects.get().save_revision()
    assert revision.object_str == "Menu a patička"
    page = editor.get(edit_address().replace("/edit/", f"/{view}/")).content.decode()
    assert ("Menu and footer" in page, "Menu a patička" in page) == (True, False)


def test_words_without_czech_are_refused(editor):
    editor.get(ADDRESS)
    footer = [("text", {"heading": words(cs="", en="About"), "text": words(cs="…")})]
    data = typed(footer=footer)
    response = save(editor, data | {"action-publish": "1"})
    assert response.status_code == 200
    assert "Write it in Czech" in response.content.decode()
    assert len(SiteFrame.objects.get().footer) == 0


def test_draft_may_lack_words_and_can_be_looked_at(editor):
    editor.get(ADDRESS)
    empty = {"heading": words(cs="", en="About"), "text": words(cs="")}
    data = typed(footer=[("text", empty)])
    assert save(editor, data).status_code == 302
    preview = edit_address().replace("/edit/", "/preview/")
    assert editor.post(preview, data).json()["is_available"]
    page = parsed(editor.get(f"{preview}?mode=cs")).select_one("footer.site-footer")
    assert page.text.split() == ["About"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"share": "101"}, "less than or equal to 100"),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"name": words(cs="a\0b")}, "Null characters"),
        ({"sentence": words(cs="a" * 401)}, "at most 400"),
    ],
)
def test_bad_funder_is_refused_with_words(editor, row, complaint):
    editor.get(ADDRESS)
    data = typed(footer=[("funders", one_funder(**row))])
    response = save(editor, data)
    assert response.status_code == 200
    assert complaint in response.content.decode()


def test_more_logos_than_the_home_page_can_load_are_refused(editor):
    editor.get(ADDRESS)
    logo = get_image_model().objects.create(title="L", file=get_test_image_file())
    column = ("funders", one_funder(logo=str(logo.pk)))
    allowed = save(editor, typed(footer=[column] * 2))
    assert allowed.status_code == 302
    refused = save(editor, typed(footer=[column] * 3))
    assert refused.status_code == 200
    assert "room for 2 logos" in refused.content.decode()


def test_logo_that_does_not_exist_is_no_logo(editor):
    editor.get(ADDRESS)
    data = typed(footer=[("funders", one_funder(logo="999999"))])
    assert save(editor, data | {"action-publish": "1"}).status_code == 302
    [column] = SiteFrame.objects.get().footer
    assert [each["logo"] for each in column.value["funders"]] == [None]


def test_inputs_say_their_language_and_direction(editor):
    publish_frame(text(words(cs="O nás"), words(cs="…")))
    form = editor.get(edit_address()).content.decode()
    assert "lang=\\&quot;ar\\&quot;" in form or 'lang=\\"ar\\"' in form
    assert "dir=\\&quot;rtl\\&quot;" in form or 'dir=\\"rtl\\"' in form


def test_gaps_are_named_above_the_form(editor):
    publish_frame(
        text(words(cs="O nás", en="About us"), words(cs="Jsme tu.", en="Here.")),
        links((words(cs="Jinde", vi="Nơi khác"), "https://example.org/")),
    )
    page = parsed(editor.get(edit_address()))
    said = {each.summary.text.strip(): each for each in page.select("details")}
    assert said.keys() >= {
        "English: 2 phrases are missing",
        "Монгол: 4 phrases are missing",
    }
    lacking = said["English: 2 phrases are missing"].select("li")
    assert [each.text for each in lacking] == ["Odkazy", "Jinde"]
    assert [each["lang"] for each in lacking] == ["cs", "cs"]


def test_gaps_are_named_among_the_translations(editor):
    publish_frame(text(words(cs="O nás"), words(cs="Jsme tu.", vi="Đây")))
    page = parsed(editor.get("/admin/translations/"))
    section = page.find("section", {"aria-labelledby": "frame"})
    assert section.a["href"] == ADDRESS
    assert "Tiếng Việt: 1 phrase is missing" in " ".join(section.text.split())


def test_complete_language_is_named_as_such(editor):
    publish_frame(text(words(cs="A", fr="A"), words(cs="B", fr="B")))
    page = parsed(editor.get(edit_address()))
    assert "Complete: Français" in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("code", "heading", "direction"),
    [("cs", "O nás", "ltr"), ("ar", "من نحن", "rtl"), ("vi", "O nás", "ltr")],
)
def test_preview_shows_the_typed_words_in_each_language(
    editor, code, heading, direction
):
    frame = publish_frame(menu=[czech("places")])
    column = {"heading": words(cs="O nás", ar="من نحن"), "text": words(cs="…")}
    data = typed([czech("courses")], [("text", column)])
    preview = f"{ADDRESS}preview/{frame.pk}/"
    assert editor.post(preview, data).json() == {"is_valid": True, "is_available": True}
    page = parsed(editor.get(f"{preview}?mode={code}"))
    assert (page.html["lang"], page.html["dir"]) == (code, direction)
    assert page.select_one("footer.site-footer h2").text == heading
    assert len(page.select(".menu a")) == 1
    assert "Courses" in page.select_one(".menu a").text
    assert SiteFrame.objects.get().menu_keys == [czech("places")]


def test_history_tells_who_changed_what_and_takes_it_back(editor):
    first = publish_frame(menu=[czech("places")]).latest_revision
    data = typed([czech("courses")]) | {"action-publish": "1"}
    assert save(editor, data).status_code == 302
    pk = SiteFrame.objects.get().pk
    assert "editor" in editor.get(f"{ADDRESS}history/{pk}/").content.decode()
    compared = f"{ADDRESS}history/{pk}/revisions/compare/{first.pk}...latest/"
    assert editor.get(compared).status_code == 200
    old = editor.get(f"{ADDRESS}history/{pk}/revisions/{first.pk}/revert/")
    assert "Places cs" in old.content.decode()


def test_page_in_the_footer_is_known_to_be_in_use(website):
    frame = publish_frame(links(czech("courses")), menu=[czech("places")])
    for slug in ("courses", "places"):
        rows = ReferenceIndex.objects.filter(to_object_id=str(czech(slug)))
        assert str(frame.pk) in set(rows.values_list("object_id", flat=True))


def test_nobody_adds_a_second_or_takes_the_one_away(editor, admin_client):
    frame = publish_frame()
    for client in (editor, admin_client):
        for address in (f"{ADDRESS}add/", f"{ADDRESS}delete/{frame.pk}/"):
            assert client.post(address).status_code == 302
    assert list(SiteFrame.objects.all()) == [frame]


@pytest.mark.parametrize("role", ["Authors", "Course coordinators", None])
def test_others_change_nothing(client, website, role):
    frame = publish_frame(menu=[czech("places")])
    client.force_login(make_staff("other", role))
    data = typed([czech("courses")]) | {"action-publish": "1"}
    assert client.post(edit_address(), data).status_code == 302
    assert SiteFrame.objects.get().menu_keys == [czech("places")]
    assert "/admin/frame/" not in client.get("/admin/").content.decode()
    frame.refresh_from_db()
    assert not frame.has_unpublished_changes


def test_form_is_named_in_the_language_of_whoever_looks(client, website):
    publish_frame()  # in English
    client.force_login(make_staff("editor", "Editors", language="cs"))
    page = parsed(client.get(edit_address()))
    assert page.title.text.split()[:4] == ["Úprava:", "Menu", "a", "patička"]
    assert "Menu and footer" not in page.text


def test_menu_of_the_admin_leads_there(editor):
    assert "/admin/frame/" in editor.get("/admin/").content.decode()
