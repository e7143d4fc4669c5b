"""The board of counselling on a phone: cards to the eye, a table to the ear."""

import pytest

from tests.browser.every_template import make_every_template

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def roles_in_the_table(page) -> set[str]:
    """What Chromium itself tells screen readers, roles and not elements."""
    devtools = page.context.new_cdp_session(page)
    nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {each["nodeId"]: each for each in nodes}
    [table] = [each for each in nodes if each["role"]["value"] == "table"]
    found, waiting = set(), [table]
    while waiting:
        node = waiting.pop()
        waiting += [by_id[each] for each in node.get("childIds", ())]
        if not node["ignored"]:
            found.add(node["role"]["value"])
    return found


def test_cards_stay_a_table(old_phone):
    make_every_template()
    page = old_phone
    page.goto("/en/services/board/")
    row = page.locator(".board tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    told = roles_in_the_table(page)
    assert {"row", "columnheader", "rowheader", "cell", "caption"} <= told, told
