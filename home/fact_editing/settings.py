"""Settings of the site are facts: their editor stands at Wagtail's own address."""

from django.urls import URLPattern, path
from wagtail.contrib.settings.views import EditView

from home.fact_editing.edit import EditsAFact


class SettingsEditView(EditsAFact, EditView):
    base_template_name = EditView.template_name


def settings_addresses() -> list[URLPattern]:
    """They have to come before those of `wagtail.contrib.settings`."""
    return [
        path(
            "settings/<slug:app_name>/<slug:model_name>/<int:pk>/",
            SettingsEditView.as_view(),
        )
    ]
