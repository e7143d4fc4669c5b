"""What editors put on a page: every block, as it is stored."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.blocks import BodyBlock
from home.fact_blocks import State
from home.models import StandardPage
from home.templatetags.page_links import KNOWN
from icp.style_guide.pages import NOWHERE, example_page
from icp.style_guide.pictures import ExamplePicture
from icp.style_guide.specimen import BlockSpecimen, Group, Specimen


def blocks() -> Group:
    stored = _stored()
    known = {KNOWN: {NOWHERE: example_page(StandardPage, _("Good to know"))}}
    found = [BlockSpecimen(kind, value, known) for kind, value in stored.items()]
    words = [{"type": kind, "value": stored[kind]} for kind in ("heading", "text")]
    whole = Specimen("body", {"body": BodyBlock().to_python(words)})
    picture = Specimen("blocks/image", {"value": ExamplePicture()})
    page = pgettext("found by the search", "Page")
    return Group(page, [*found, picture, whole])


def _stored() -> dict[str, object]:
    title, text = _("Good to know"), _("Ask us. Our services are free of charge.")
    topic = {"title": title, "text": text, "bring": _("computer")}
    step, way = {"title": title, "text": text}, {"page": NOWHERE, "words": title}
    records = [{"name": title, "text": text, "state": each} for each in State.values]
    funds = [(_("City of Prague"), 25), (_("Website"), 75)]
    return {
        "heading": title,
        "text": f"<p>{text}</p><ul><li>{title}</li><li><b>{title}</b></li></ul>",
        "note": f"<p><b>{title}.</b> {text}</p>",
        "topics": _items([topic] * 4),
        "steps": _items([step, step]),
        "links": _items([way, {"page": NOWHERE}]),
        "cards": _items([{**way, "icon": "book", "text": text}] * 3),
        "call_to_action": {**step, **way},
        "timeline": _items([{"when": "2012", "text": text}] * 2),
        "shares": _items([{"label": each, "percent": n} for each, n in funds]),
        "records": _items(records),
    }


def _items(values: list[dict]) -> list[dict]:
    return [
        {"type": "item", "value": each, "id": f"example-{rank}"}
        for rank, each in enumerate(values)
    ]
