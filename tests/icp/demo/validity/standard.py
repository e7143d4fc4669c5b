"""The part of the HTML standard that our pages use.

https://html.spec.whatwg.org/multipage/indices.html, and for roles and states
https://www.w3.org/TR/html-aria/.
"""

import re


def these(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = these("br hr img input link meta source wbr")
# What stands in them follows the rules of another parent.
TRANSPARENT = these("a ins del")
INTERACTIVE = these("a button details iframe input label select summary textarea")
LABELABLE = these("button input meter output progress select textarea")

PHRASING = these(
    """
    a abbr b bdi bdo br button code del em i img input ins kbd label mark output
    picture s script select small span strong sub sup svg textarea time wbr
    """
)
HEADINGS = these("h1 h2 h3 h4 h5 h6")
FLOW = (
    PHRASING
    | HEADINGS
    | these(
        """
        address article aside blockquote details div dl fieldset figure footer form
        header hr iframe main nav ol p pre search section table ul
        """
    )
)

_HOLD_PHRASING = these(
    """
    abbr b bdi bdo button code em i kbd label mark output p pre s small span strong
    sub sup time
    """
)
_HOLD_FLOW = these(
    """
    address article aside blockquote body dd div figcaption footer form header li
    main nav search section td th
    """
)
# What may stand directly in an element: `None` means letters and nothing else.
CHILDREN: dict[str, frozenset[str] | None] = {
    **dict.fromkeys([*_HOLD_PHRASING, *HEADINGS], PHRASING),
    **dict.fromkeys(_HOLD_FLOW, FLOW),
    **dict.fromkeys(["title", "textarea", "option", "script", "iframe"], None),
    "html": these("head body"),
    "head": these("meta title link script"),
    "ul": these("li"),
    "ol": these("li"),
    "dl": these("dt dd div"),
    "dt": FLOW - HEADINGS,
    "table": these("caption thead tbody tfoot"),
    "caption": FLOW - {"table"},
    "thead": these("tr"),
    "tbody": these("tr"),
    "tfoot": these("tr"),
    "tr": these("th td"),
    "fieldset": FLOW | {"legend"},
    "legend": PHRASING | HEADINGS,
    "details": FLOW | {"summary"},
    "summary": PHRASING | HEADINGS,
    "figure": FLOW | {"figcaption"},
    "picture": these("source img"),
    "select": these("option optgroup"),
    "optgroup": these("option"),
}
# Only blanks between the elements in these.
WITHOUT_LETTERS = frozenset(
    name
    for name, children in CHILDREN.items()
    if children is not None and "span" not in children
)
# The element that has to come first in its parent.
FIRST = {"fieldset": "legend", "details": "summary"}

GLOBAL = these(
    """
    aria-controls aria-current aria-describedby aria-expanded aria-hidden aria-invalid
    aria-label aria-labelledby aria-live autofocus class dir enterkeyhint hidden id
    inputmode lang role spellcheck tabindex title translate
    """
)
ATTRIBUTES = {
    "a": "href hreflang rel download target",
    "blockquote": "cite",
    "button": "disabled form formaction formnovalidate name type value",
    "details": "name open",
    "fieldset": "disabled name",
    "form": "action autocomplete enctype method name novalidate",
    "iframe": "allow allowfullscreen height loading src width",
    "img": "alt height loading decoding fetchpriority sizes src srcset width",
    "input": """accept autocomplete checked disabled form list max maxlength min
        minlength multiple name pattern placeholder readonly required step type
        value""",
    "label": "for",
    "link": "as href hreflang media rel sizes type",
    "meta": "charset content name property",
    "ol": "reversed start",
    "option": "disabled label selected value",
    "optgroup": "disabled label",
    "output": "for",
    "script": "async defer src type",
    "select": "autocomplete disabled form multiple name required size",
    "source": "height media sizes srcset type width",
    "td": "colspan headers rowspan",
    "textarea": """autocomplete cols disabled form maxlength minlength name placeholder
        readonly required rows""",
    "th": "abbr colspan headers rowspan scope",
    "time": "datetime",
}

NUMBER = r"\d+"
URL = r"[^\s<>\"{}|\\^`]+"
# Values; an element's own pattern goes before that of the attribute.
VALUES = {
    name: re.compile(pattern)
    for name, pattern in {
        "aria-current": "page|step|location|date|time|true",
        "aria-expanded": "true|false",
        "aria-hidden": "true",
        "aria-invalid": "true",
        "aria-label": r"(?s).*\S.*",
        "aria-live": "polite|assertive|off",
        "button type": "submit|button|reset",
        "cols": NUMBER,
        "colspan": NUMBER,
        "datetime": r"\d{4}(-\d\d){1,2}([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?"
        r"|\d\d:\d\d",
        "dir": "ltr|rtl|auto",
        "enterkeyhint": "enter|done|go|next|previous|search|send",
        "height": NUMBER,
        "href": URL,
        "id": r"\S+",
        "input type": "checkbox|date|email|file|hidden|month|number|password|radio"
        "|search|tel|text|time|url",
        "inputmode": "none|text|decimal|numeric|tel|search|email|url",
        "lang": r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?",
        "loading": "lazy|eager",
        "maxlength": NUMBER,
        "method": "get|post",
        "rows": NUMBER,
        "rowspan": NUMBER,
        "scope": "row|col|rowgroup|colgroup",
        "spellcheck": "true|false",
        "src": URL,
        "tabindex": "-1|0",
        "translate": "yes|no",
        "width": NUMBER,
    }.items()
}
VALUES["hreflang"] = VALUES["lang"]
VALUES["link hreflang"] = re.compile(f"x-default|{VALUES['lang'].pattern}")

# A role says what the element does not say by itself, and only these may take it.
ROLES = {
    "alert": {"div", "p"},
    "group": {"div", "ul", "ol"},
    "img": {"span", "svg"},
    # Safari forgets that a list without bullets is one.
    "list": {"ul", "ol"},
    "note": {"div", "p", "aside"},
    "region": {"div", "section"},
    "search": {"form"},
    "status": {"div", "p", "span"},
}
