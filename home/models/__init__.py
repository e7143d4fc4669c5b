from home.affected.models import PeopleToTell, PersonTold
from home.broken_links.models import BrokenLink, LinkCheck, OutsideLink
from home.frame.models import SiteFrame
from home.models.alert import Alert
from home.models.page_manager import PageWithFactsManager
from home.models.pages import HomePage, StandardPage
from home.models.site_page import SitePage
from home.models.site_settings import ContactSettings
from home.models.wording import PageWording
from home.reviewing.models import ReviewInterval
from home.search.failures import FailedSearch
from home.search.models import SearchEntry, SearchWord
from home.search.synonyms import Synonyms
from home.usefulness import UsefulnessCount

__all__ = [
    "Alert",
    "BrokenLink",
    "ContactSettings",
    "FailedSearch",
    "HomePage",
    "LinkCheck",
    "OutsideLink",
    "PageWithFactsManager",
    "PageWording",
    "PeopleToTell",
    "PersonTold",
    "ReviewInterval",
    "SearchEntry",
    "SearchWord",
    "SiteFrame",
    "SitePage",
    "StandardPage",
    "Synonyms",
    "UsefulnessCount",
]
