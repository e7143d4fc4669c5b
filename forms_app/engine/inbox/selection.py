"""The cases that a person means: those of a list's address, or those ticked in it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from forms_app.engine.submission import Submission
from home.folding import fold

# The list shows none of these, and they are most of a row.
NOT_LISTED = ("answers", "consent_wording", "search_text")

# Nobody types more; a database refuses thousands of conditions.
MOST_WORDS, LONGEST_WORD = 12, 100

# What an address may carry besides filters; none of it chooses cases.
NO_FILTERS = ("p", "ordering", "export", "_w_filter_fragment", "csrfmiddlewaretoken")


def handled_by(model: type[Submission], user: Any) -> Any:
    """The cases that this person may see and that nothing holds in quarantine."""
    return model.objects.visible_to(user).filter(is_quarantined=False)


def in_scope(viewset: Any, user: Any) -> QuerySet:
    """All cases of this inbox that the person may see."""
    visible = handled_by(viewset.model, user).for_inbox()
    return visible.select_related("assigned_to")


def as_listed(model: type[Submission], keys: QuerySet | list[int]) -> QuerySet:
    """The rows of these keys, in no order and without what no list shows."""
    rows = model.objects.for_inbox().select_related("assigned_to")
    return rows.defer(*NOT_LISTED).filter(pk__in=keys).order_by()


def search_cases(queryset: QuerySet, typed: str) -> QuerySet:
    """Every word somewhere in the case, with or without accents."""
    words = list(dict.fromkeys(fold(typed).split()))
    for word in words[:MOST_WORDS]:
        queryset = queryset.filter(search_text__contains=word[:LONGEST_WORD])
    return queryset


def matching(viewset: Any, request: HttpRequest, query: QueryDict) -> QuerySet:
    """What the list shows at an address with this query string, the newest first.

    Nothing where a filter makes no sense: the list may then show everything, but
    nobody exports or moves everything by a slip.
    """
    cases = in_scope(viewset, request.user)
    filters = viewset.tabbed_filterset_class(data=query, request=request)
    if not filters.is_valid():
        return cases.none()
    found = search_cases(filters.filter_queryset(cases), query.get("q", ""))
    return found.order_by("-submitted_at", "-pk")


def chosen_filters(query: QueryDict) -> dict[str, list[str]]:
    """The filters without the search words: those are names, as a rule, and would
    outlive the erasure of the person. Nor what no filter knows and PostgreSQL
    cannot store: a NUL.
    """
    return {
        name: values
        for name, values in query.lists()
        if name not in {*NO_FILTERS, "q"}
        and any(values)
        and "\0" not in "".join([name, *values])
    }
