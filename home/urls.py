"""Public addresses of the search and of answers about pages, below the language."""

from django.urls import path

from home.search.views import search
from home.usefulness_views import say_whether_useful

urlpatterns = [
    path("search/", search, name="search"),
    path("useful/", say_whether_useful, name="say_whether_useful"),
]
