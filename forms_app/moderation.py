"""Authors submit, editors look and publish: Wagtail's workflow, for all pages.

`manage.py roles` makes it and may run again at any time.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import translation
from django.utils.translation import pgettext
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from forms_app.roles import EDITORS

# What earlier versions called it.
EARLIER = "Check before publishing"
# Wagtail brings it for a group that is not ours.
NOT_OURS = "Moderators approval"


def make_moderation() -> Workflow:
    """The workflow with its one task, for the root page and so for all below it."""
    workflow, task = _make(Workflow), _make(GroupApprovalTask)
    task.groups.set(Group.objects.filter(name=EDITORS))
    WorkflowTask.objects.filter(workflow=workflow).exclude(task=task).delete()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )
    _put_away(NOT_OURS)
    return workflow


def name_for_staff() -> str:
    """In each language that staff may choose: Wagtail keeps one name for all.

    Short, because it stands on a button: “Submit to …”.
    """
    words = []
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with translation.override(code):
            words.append(pgettext("of a page, before it is published", "Review"))
    return " / ".join(dict.fromkeys(words))


def _make(model: type[Workflow | Task]) -> Workflow | Task:
    name = name_for_staff()
    made = model.objects.filter(name__in={EARLIER, name}).first() or model()
    made.name, made.active = name, True
    made.save()
    return made


def _put_away(name: str) -> None:
    """Without a group to approve it would never end; a page in it may start anew."""
    if Group.objects.filter(name="Moderators").exists():
        return
    for workflow in Workflow.objects.filter(name=name, active=True):
        workflow.deactivate()
