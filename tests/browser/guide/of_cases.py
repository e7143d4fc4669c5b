"""Scenes of the chapters about cases, in the order of a coordinator's day."""

from urllib.parse import urlencode

from django.urls import reverse

from tests.browser.guide.camera import Camera
from tests.browser.guide.stage import Stage
from tests.browser.steps import follow


def inbox(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.open(reverse("registrations:index"))
    camera.take("inbox", camera.page.locator("main"), height=700)
    own = [stage.case.pk]
    camera.read(reverse("registrations:case", args=own))
    camera.open(reverse("registrations:assign", args=own))
    camera.take("assign", camera.page.locator("main"), height=380)


def case(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    page = camera.page
    own = [stage.moved.pk]
    camera.read(reverse("registrations:case", args=[stage.without_mail.pk]))
    camera.open(reverse("registrations:case", args=own))
    camera.take("case", page.locator("main"), height=800)
    camera.open(reverse("registrations:step", args=[*own, "waitlist"]))
    camera.take("step", page.locator("main"), height=800)
    follow(page, page.locator("main form button[type=submit]").first)
    camera.take("undo", page.locator(".case__undo"))


def replies(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    page = camera.page
    camera.read(reverse("reply_templates:add"))
    camera.open(reverse("registrations:reply", args=[stage.case.pk]))
    page.locator("select[name=template]").select_option(label="Chybí doklad")
    follow(page, page.locator("main form button[type=submit]").first)
    camera.take("reply", page.locator("main"), height=800)


def several_cases(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.open(reverse("registrations:index"))
    camera.take("bulk", camera.page.locator("fieldset.bulk-bar"))
    ticked = [stage.case.pk, stage.without_mail.pk, stage.moved.pk]
    query = urlencode({"act": "offer", "case": ticked}, doseq=True)
    camera.open(f"{reverse('registrations:bulk')}?{query}")
    # Somebody waits longer: to offer out of order takes a reason.
    camera.page.locator("textarea[name=reason]").fill("Mají čas už od ledna.")
    follow(camera.page, camera.page.locator("button[value=preview]"))
    camera.take("bulk-plan", camera.page.locator("main"), height=760)
    follow(camera.page, camera.page.locator("button[value=take]"))
    camera.take("bulk-results", camera.page.locator("main"), height=560)
    follow(camera.page, camera.page.locator("form[action*=undo] button"))
    camera.open(reverse("registrations:export"))
    camera.take("export", camera.page.locator("main"), height=520)


def at_the_counter(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.read(reverse("registrations:case", args=[stage.case.pk]))
    camera.open(reverse("registrations:enter"))
    camera.take("enter", camera.page.locator("main"), height=620)


def quarantine(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.read(
        reverse("registrations:index"),
        reverse("registrations:case", args=[stage.held.pk]),
    )
    camera.open(reverse("registrations:quarantine"))
    camera.take("quarantine", camera.page.locator("main"), height=400)


def terms(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.open(f"{reverse('registrations:index')}?tab=overdue")
    camera.take("overdue", camera.page.locator("main"), height=620)
    camera.open(reverse("inbox_alerts"))
    camera.take("mail-alerts", camera.page.locator("main"), height=320)


def rooms(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("rooms")
    camera.read(
        reverse("house-rules:add"),
        reverse("rooms:edit", args=[stage.room.pk]),
        *(reverse("room-requests:case", args=[each.pk]) for each in stage.lendings),
    )
    camera.open(reverse("room-requests:case", args=[stage.room_request.pk]))
    camera.take("room-request", camera.page.locator("main"), height=900)


def volunteers(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("volunteers")
    name = "volunteer_applications"
    camera.read(
        reverse(f"{name}:index"),
        *(reverse(f"{name}:case", args=[each.pk]) for each in stage.later_volunteers),
    )
    camera.open(reverse(f"{name}:case", args=[stage.volunteer.pk]))
    camera.take("volunteer", camera.page.locator("main"), height=900)


SCENES = {
    "inbox": inbox,
    "case": case,
    "replies": replies,
    "several-cases": several_cases,
    "at-the-counter": at_the_counter,
    "quarantine": quarantine,
    "terms": terms,
    "rooms": rooms,
    "volunteers": volunteers,
}
