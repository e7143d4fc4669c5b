"""The view set of a fact."""

from wagtail.admin.viewsets.model import ModelViewSet

from home.fact_editing.create import FactCreateView
from home.fact_editing.delete import FactDeleteView
from home.fact_editing.edit import FactEditView


class FactViewSet(ModelViewSet):
    """The base of every view set of ours through which a stored record is changed."""

    add_view_class = FactCreateView
    edit_view_class = FactEditView
    delete_view_class = FactDeleteView

    def get_delete_view_kwargs(self, **kwargs):
        form_class = self._edit_handler.get_form_class()
        return super().get_delete_view_kwargs(facts_form_class=form_class, **kwargs)
