import pytest
from django.urls import reverse

from forms_app.engine.outbox import Message, deliver_due, enqueue
from forms_app.models import ReplyTemplate, ReplyWording
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import inbox, main_words, parsed

pytestmark = pytest.mark.django_db

WORDS = {
    "cs": ("Doneste prosím pas", "Potřebujeme vidět váš pas."),
    "en": ("Please bring your passport", "We need to see your passport."),
    "ar": ("من فضلك أحضر جواز سفرك", "نحتاج إلى رؤية جواز سفرك."),
}


def make_template(*languages, name="Passport", kinds=()):
    template = ReplyTemplate.objects.create(name=name, kinds=list(kinds))
    for code in languages:
        subject, text = WORDS[code]
        ReplyWording.objects.create(
            template=template, language=code, subject=subject, text=text
        )
    return template


@pytest.fixture
def case(run):
    return RegistrationFactory(run=run, language="ar")


def preview(client, case, template):
    return client.get(inbox("reply", case.pk), {"template": template.pk})


def send(client, case, template):
    page = parsed(preview(client, case, template))
    form = page.find("form", method="post", action=None)
    last = form.find("input", {"name": "last_message"})["value"] if form else ""
    data = {"template": template.pk, "last_message": last}
    return client.post(inbox("reply", case.pk), data)


def test_reply_page_leads_whoever_may_write_replies_to_them(client, colleague, case):
    client.force_login(colleague)
    page = parsed(client.get(inbox("reply", case.pk)))
    addresses = [each.get("href") for each in page.select("main a.button")]
    assert addresses == [reverse("reply_templates:index"), inbox("case", case.pk)]


def test_reply_page_leads_nobody_else_there(desk, case):
    page = parsed(desk.get(inbox("reply", case.pk)))
    addresses = [each.get("href") for each in page.select("main a.button")]
    assert addresses == [inbox("case", case.pk)]


def test_reply_is_shown_in_the_languages_of_both(desk, case):
    response = preview(desk, case, make_template("cs", "en", "ar"))
    sections = parsed(response).select(".case__previews section")
    assert [(each["lang"], each["dir"]) for each in sections] == [
        ("ar", "rtl"),
        ("en", "ltr"),
    ]
    for section, code in zip(sections, ("ar", "en"), strict=True):
        subject, text = WORDS[code]
        assert subject in section.text
        assert text in section.text
    assert not Message.objects.exists()


def test_reply_goes_out_in_the_applicants_language_with_czech_below(
    desk, case, mailoutbox
):
    response = send(desk, case, make_template("cs", "en", "ar"))
    assert response.status_code == 302
    deliver_due()
    [mail] = mailoutbox
    assert mail.subject == WORDS["ar"][0]
    assert mail.body.index(WORDS["ar"][1]) < mail.body.index(WORDS["cs"][1])
    assert case.reference in mail.body


def test_reply_stands_in_the_timeline_with_its_author(desk, case, keeper):
    send(desk, case, make_template("cs", "ar"))
    entry = parsed(desk.get(inbox("case", case.pk))).select_one(".timeline__message")
    assert WORDS["ar"][0] in entry.text
    assert "keeper" in entry.text
    assert Message.objects.get().author == keeper


@pytest.mark.parametrize(
    ("languages", "missing"),
    [(["cs", "en"], "العربية"), (["ar", "en"], "Čeština"), ([], "العربية, Čeština")],
)
def test_reply_without_words_for_the_applicant_is_refused(
    desk, case, languages, missing
):
    template = make_template(*languages)
    shown = preview(desk, case, template)
    assert f"This reply has no words in: {missing}." in main_words(shown)
    assert parsed(shown).find("button", string="Send this reply") is None
    response = send(desk, case, template)
    assert response.status_code == 409
    assert "Nothing was sent." in main_words(response)
    assert not Message.objects.exists()


def test_a_double_click_sends_one_reply(desk, case):
    template = make_template("cs", "ar")
    data = {"template": template.pk, "last_message": ""}
    statuses = [
        desk.post(inbox("reply", case.pk), data).status_code for _time in range(2)
    ]
    assert statuses == [302, 409]
    assert Message.objects.count() == 1


def test_whoever_writes_after_a_colleague_sees_the_conflict(desk, case):
    template = make_template("cs", "ar")
    enqueue(case, "received")
    data = {"template": template.pk, "last_message": ""}
    response = desk.post(inbox("reply", case.pk), data)
    assert "Somebody wrote to this person a moment ago." in main_words(response)
    assert Message.objects.count() == 1


def test_without_an_address_the_reply_becomes_a_task(desk, run):
    case = RegistrationFactory(run=run, email="", phone="+420777123456", language="cs")
    send(desk, case, make_template("cs"))
    assert Message.objects.get().delivery == "to_tell"


def test_only_templates_for_this_kind_are_offered(desk, case):
    make_template("cs", "ar", name="Everybody")
    make_template("cs", "ar", name="Courses", kinds=["course-registration"])
    other = make_template("cs", "ar", name="Rooms", kinds=["room-request"])
    options = parsed(desk.get(inbox("reply", case.pk))).select("option")
    names = [option.text for option in options]
    assert names == ["Choose a reply", "Courses", "Everybody"]
    assert preview(desk, case, other).status_code == 422


@pytest.mark.parametrize("template", ["", "x", "9" * 40, "\0"])
def test_garbage_instead_of_a_template_is_explained(desk, case, template):
    address = inbox("reply", case.pk)
    assert desk.get(address, {"template": template}).status_code == 422
    assert desk.post(address, {"template": template}).status_code == 422


# Writing templates


def wordings(*languages) -> dict:
    data = {
        "wordings-TOTAL_FORMS": len(languages),
        "wordings-INITIAL_FORMS": 0,
        "wordings-MIN_NUM_FORMS": 0,
        "wordings-MAX_NUM_FORMS": 1000,
    }
    for n, code in enumerate(languages):
        subject, text = WORDS[code]
        data |= {
            f"wordings-{n}-language": code,
            f"wordings-{n}-subject": subject,
            f"wordings-{n}-text": text,
        }
    return data


def test_coordinator_writes_a_template_in_several_languages(client, colleague):
    client.force_login(colleague)
    page = client.get("/admin/reply_templates/new/")
    assert page.status_code == 200
    data = {"name": "Passport", "kinds": ["course-registration"]}
    client.post("/admin/reply_templates/new/", data | wordings("cs", "ar"))
    template = ReplyTemplate.objects.get()
    assert template.kinds == ["course-registration"]
    written = {
        each.language: (each.subject, each.text) for each in template.wordings.all()
    }
    assert written == {code: WORDS[code] for code in ("cs", "ar")}


def test_one_language_has_one_wording(client, colleague):
    client.force_login(colleague)
    data = {"name": "Passport"} | wordings("cs", "cs")
    response = client.post("/admin/reply_templates/new/", data)
    assert response.status_code == 200
    assert not ReplyTemplate.objects.exists()


@pytest.mark.parametrize("role", ["Editors", "Place coordinators", None])
def test_templates_are_written_by_coordinators_of_courses_only(client, role):
    template = make_template("cs")
    client.force_login(make_staff("curious", role))
    for path in ("", "new/", f"edit/{template.pk}/", f"delete/{template.pk}/"):
        assert client.get(f"/admin/reply_templates/{path}").status_code == 302
