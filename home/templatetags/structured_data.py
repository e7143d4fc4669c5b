"""Facts about a page for machines: JSON-LD in the words of schema.org."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# As in Django's `json_script`: nothing of the data can end the script element or
# begin a comment in it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

NOTHING = (None, "", [], {})


@register.simple_tag
def structured_data(data: dict | None) -> SafeString:
    """A data block that no browser runs, so the Content-Security-Policy lets it be.

    `data` is a schema.org object without `@context`; nothing comes out for None.
    Empty values are left out: search engines take "" for an answer.
    """
    if not data:
        return SafeString("")
    told = {"@context": "https://schema.org", **_without_gaps(data)}
    text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(ESCAPES)),
    )


def _without_gaps(value):
    if isinstance(value, dict):
        kept = {key: _without_gaps(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in NOTHING}
    if isinstance(value, list | tuple):
        return [_without_gaps(each) for each in value]
    return value
