from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem


class StyleGuideMenuItem(MenuItem):
    """Leads there in the language of whoever looks; a menu is made once for all."""

    def __init__(self):
        super().__init__(_("Style guide"), "", name="style-guide", icon_name="view")

    def render_component(self, request):
        address = reverse("style_guide")
        return LinkMenuItem(self.name, self.label, address, icon_name=self.icon_name)
