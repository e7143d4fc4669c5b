"""Columns of lists in the admin."""

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column


class YesOrNo(Column):
    """Says a yes or no in the words of the reader; Wagtail would print “True”."""

    def __init__(self, model: type[Model], name: str):
        label = capfirst(model._meta.get_field(name).verbose_name)
        super().__init__(name, label=label, sort_key=name)

    def get_value(self, instance):
        return _("Yes") if super().get_value(instance) else _("No")
