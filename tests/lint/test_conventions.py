import pytest

from tests.lint.conventions import breaches

REFUSED = [
    ("home/models.py", 'page = "forms_app.FormPage"'),
    ("events/menu.html", "{% load forms_app.things %}"),
    ("site/icp/templates/a.html", '<p class="x" style="color: red">'),
    ("site/icp/templates/a.html", '<p\n  style="{% if a %}b{% endif %}">'),
    ("site/icp/templates/a.html", "<style>p { color: red }</style>"),
    ("site/icp/templates/a.html", '<a onclick="go()">'),
    ("site/icp/templates/a.html", "<script>go()</script>"),
    ("site/icp/templates/a.html", '<script type="application/ld+json">{}</script>'),
    ("home/a.py", "format_html('<script>{}</script>', code)"),
    ("events/a.py", "'<script type=\"application/ld+json\">' + data + '</script>'"),
    ("site/icp/static/a.css", "p { margin-left: 1rem }"),
    ("site/icp/static/a.css", "p { border-top-left-radius: 1rem }"),
    ("site/icp/static/a.css", "p {\n  left: 0;\n}"),
    ("site/icp/static/a.css", "p { text-align: right }"),
    ("forms_app/engine/a.py", "cases.update(state='x')"),
    ("forms_app/engine/a.py", "cases.bulk_create(rows)  # no history:"),
    ("services/a.py", "branches.update(a=1)"),
    ("events/models/a.py", "runs.bulk_update(rows, ['a'])"),
    ("services/models/b.py", "places.abulk_create(rows)"),
    ("events/a.py", "from django.utils.translation import gettext as _now"),
    ("events/a.py", "from django.utils.translation import gettext_lazy as lazy"),
    ("site/icp/a.py", "from django.utils.translation import (\n    gettext as t,\n)"),
    ("events/a.py", "from django.utils.translation import pgettext as _"),
    ("events/a.py", "from django.utils.translation import ngettext_lazy as _"),
    ("events/a.py", "say = gettext\nsay('Hello')"),
    ("events/a.py", "hello = lazy(gettext, str)('Hello')"),
    ("events/a.py", "register.filter('say', pgettext)"),
    ("events/a.py", "say = {'later': gettext_lazy}"),
    ("events/a.py", "since = forms.DateField(label='From')"),
    ("forms_app/engine/a.py", "at = forms.DateTimeField()"),
    ("services/a.py", "opens = blocks.TimeBlock()"),
    ("site/icp/templates/a.xml", '{% translate "Hello" %}'),
    ("site/icp/templates/b/a.xml", "{% blocktrans %}Hello{% endblocktrans %}"),
    ("site/icp/templates/a.svg", '<title>{{ _("Hello") }}</title>'),
]

ALLOWED = [
    ("site/icp/templates/a.html", "{% load forms_app.things %}"),
    ("site/icp/templates/a.html", '{% include "b.html" with style="x" only %}'),
    ("site/icp/templates/a.html", '<script src="a.js" defer></script>'),
    ("home/a.py", "'<script type=\"application/ld+json\">{}</script>'"),
    ("site/icp/static/a.css", "/* not margin-left: */ p { margin-inline-start: 1rem }"),
    ("site/icp/static/a.css", "p { inset-inline-start: 0; text-align: start }"),
    ("forms_app/engine/a.py", "cases.update(a=1)  # no history: a counter"),
    ("forms_app/engine/a.py", "cases.update_or_create(a=1)"),
    ("forms_app/migrations/0001.py", "cases.update(a=1)"),
    ("services/migrations/0001.py", "branches.update(a=1)"),
    ("services/a.py", "branches.update(a=1)  # no history: a counter"),
    ("events/a.py", "from django.utils.translation import gettext as _"),
    ("events/a.py", "from django.utils.translation import gettext_noop as _"),
    ("events/a.py", "from django.utils.translation import (\n    gettext,\n    a,\n)"),
    ("events/a.py", "from django.utils.translation import get_language, gettext"),
    ("events/a.py", "x = gettext('Hello'), translation.pgettext('a', 'b')"),
    ("site/icp/templates/a.xml", "{% get_current_language as code %}{{ title }}"),
    ("site/icp/templates/a.html", '{% translate "Hello" %}'),
    ("events/a.py", "starts_at = models.DateTimeField()"),
    ("home/a.py", "class DayField(forms.DateField):"),
]


def breaches_in(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return [breach.split(":")[0] for breach in breaches(folder)]


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_convention_broken_is_reported(tmp_path, name, text):
    assert breaches_in(tmp_path, name, text) == [name]


@pytest.mark.parametrize(("name", "text"), ALLOWED)
def test_convention_kept_is_silent(tmp_path, name, text):
    assert breaches_in(tmp_path, name, text) == []
