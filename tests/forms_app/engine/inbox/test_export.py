import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from forms_app.engine.inbox import export_rows
from forms_app.models import Export, Registration
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import inbox, links, main_words

pytestmark = pytest.mark.django_db

REASON = "Numbers for the yearly report"
NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]


def export(client, form="csv", query="", **data):
    address = f"{inbox('export')}?{query}"
    return client.post(address, {"reason": REASON, "format": form} | data)


def rows_of(response) -> list[list[str]]:
    content = b"".join(response.streaming_content)
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell or "" for cell in row] for row in sheet.values]


def references(response) -> list[str]:
    return [row[0] for row in rows_of(response)[1:]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_file_has_what_the_list_shows(desk, run, keeper, form):
    case = RegistrationFactory(
        run=run,
        full_name="سارة Nováková",
        phone="+420777123456",
        language="ar",
        answers=[{"key": "q", "type": "x", "question": "Why?", "answer": "I like it"}],
    )
    heading, row = rows_of(export(desk, form))
    told = dict(zip(heading, row, strict=True))
    sent = timezone.localtime(case.submitted_at).strftime("%Y-%m-%d %H:%M")
    assert told["Reference"] == case.reference
    assert told["Name"] == "سارة Nováková"
    assert told["Phone"] == ("+420777123456" if form == "xlsx" else "'+420777123456")
    assert (told["State"], told["Language"]) == ("Received", "العربية")
    assert (told["Sent"], told["Course run"]) == (sent, run.code)
    assert told["Place"] == run.place.name
    assert told["Answers"].splitlines()[-1] == "Why?: I like it"


@pytest.mark.parametrize("query", ["state=confirmed", "q=velka", "tab=unassigned"])
def test_file_follows_filters_tab_and_search(desk, run, query):
    RegistrationFactory(run=run, state="declined", full_name="Jana Malá")
    wanted = RegistrationFactory(run=run, state="confirmed", full_name="Jana Velká")
    assert references(export(desk, query=query)) == [wanted.reference]


def test_file_ends_at_the_scope(desk, case, foreign):
    assert references(export(desk)) == [case.reference]
    assert references(export(desk, query=f"place={foreign.run.place_id}")) == []


def test_a_broken_filter_exports_nothing(desk, case):
    assert references(export(desk, query="state=nonsense")) == []


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(desk, run, name, form):
    RegistrationFactory(run=run, full_name=name)
    content = b"".join(export(desk, form).streaming_content)
    if form == "csv":
        cells = [c for row in csv.reader(io.StringIO(content.decode())) for c in row]
        assert [
            c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))
        ] == []
        assert f"'{name}" in cells
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        assert name.strip() in [str(cell.value).strip() for cell in cells]


def test_characters_that_xml_forbids_do_not_break_the_file(desk, run):
    RegistrationFactory(run=run, full_name="a\x0b\x1f\ufffe<b>&\"'")
    assert rows_of(export(desk, "xlsx"))[1][3] == "a<b>&\"'"


def test_export_is_recorded_with_person_reason_and_filter(desk, keeper, case):
    export(desk, query="state=received&q=nováková&p=2&ordering=submitted_at")
    record = Export.objects.get()
    assert (record.person, record.reason) == (keeper, REASON)
    assert (record.kind.model, record.format) == ("registration", "csv")
    assert (record.filters, record.searched) == ({"state": ["received"]}, True)
    assert record.count == 0


def test_what_no_filter_knows_is_no_obstacle(desk, case):
    """PostgreSQL stores no NUL."""
    response = export(desk, query="x=%00&%00=x&state=received")
    assert references(response) == [case.reference]
    assert Export.objects.get().filters == {"state": ["received"]}


@pytest.mark.parametrize("data", [{"reason": " "}, {"format": "pdf"}, {"format": ""}])
def test_without_reason_or_format_there_is_no_file(desk, case, data):
    response = export(desk, **{"form": "csv"} | data)
    assert response.status_code == 422
    assert not Export.objects.exists()
    assert response["Content-Type"].startswith("text/html")


def test_looking_at_the_form_records_nothing(desk, case):
    response = desk.get(inbox("export"))
    assert "The file will have 1 case" in main_words(response)
    assert not Export.objects.exists()


@pytest.mark.parametrize("role", ["Editors", None])
def test_export_is_closed_to_staff_without_cases(client, case, role):
    client.force_login(make_staff("curious", role, places=[case.run.place]))
    assert export(client).status_code == 302
    assert client.get(inbox("export")).status_code == 302
    assert not Export.objects.exists()


def test_rows_are_read_in_turns_and_none_twice_or_never(desk, run, monkeypatch):
    monkeypatch.setattr(export_rows, "CASES_A_QUERY", 3)
    now = timezone.now()
    for n in range(10):
        # Some were sent in the same moment.
        RegistrationFactory(run=run, submitted_at=now - timedelta(hours=n // 4))
    order = Registration.objects.order_by("-submitted_at", "-pk")
    assert references(export(desk)) == [case.reference for case in order]


@pytest.mark.parametrize("count", [1, 100])
def test_export_makes_few_queries(desk, run, count, django_assert_max_num_queries):
    RegistrationFactory.create_batch(count, run=run)
    with django_assert_max_num_queries(20):
        assert len(references(export(desk))) == count


def test_the_list_leads_to_the_export_with_its_filters(desk, case):
    response = desk.get(inbox("index"), {"state": "received"})
    assert f"{inbox('export')}?state=received" in links(response)


# Who exported what


def test_superuser_sees_who_exported_what(client, desk, keeper, case, admin_user):
    export(desk, query="state=received")
    client.force_login(admin_user)
    told = main_words(client.get("/admin/exports/"))
    assert "keeper" in told
    assert REASON in told
    assert "state: received" in told


def test_coordinators_do_not_see_the_exports_of_others(desk, colleague, client, case):
    export(desk)
    for user in (colleague, make_staff("editor", "Editors")):
        client.force_login(user)
        assert client.get("/admin/exports/").status_code == 302
