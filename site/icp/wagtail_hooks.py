from wagtail import hooks

from icp.guide.admin import GuideMenuItem, GuidePanel, guide_addresses
from icp.operations.health.admin import HealthMenuItem, health_addresses
from icp.style_guide.menu import StyleGuideMenuItem


@hooks.register("register_admin_urls")
def register_guide_addresses():
    return guide_addresses()


@hooks.register("register_admin_menu_item")
def register_guide():
    return GuideMenuItem()


@hooks.register("construct_homepage_panels")
def show_guide(request, panels):
    panels.append(GuidePanel())


@hooks.register("register_help_menu_item")
def register_style_guide():
    return StyleGuideMenuItem()


@hooks.register("register_admin_urls")
def register_health_addresses():
    return health_addresses()


@hooks.register("register_reports_menu_item")
def register_health():
    return HealthMenuItem()
