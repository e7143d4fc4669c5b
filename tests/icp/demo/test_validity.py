"""The judge of the crawl finds what the validator of the W3C would find."""

import pytest
from bs4 import BeautifulSoup

from tests.icp.demo.foreign_words import latin_words
from tests.icp.demo.validity import faults_in

PAGE = """<!doctype html>
<html lang="en" dir="ltr">
  <head><meta charset="utf-8"><title>Title</title></head>
  <body><h1>Heading</h1>{}</body>
</html>
"""

SOUND = [
    "<ul role='list'><li><p>Salt &amp; pepper, 5 &lt; 6, a&nbsp;b</p></li></ul>",
    "<a href='/x/?a=1&amp;b=2'><h2>A link around blocks</h2></a>",
    "<dl><div><dt>Term</dt><dd><p>Words</p></dd></div></dl>",
    "<label for='a'>A</label><input id='a' type='text' dir='auto'>",
    "<label>B <input type='checkbox'></label><input type='hidden' name='c'>",
    "<fieldset><legend>C</legend><button data-x>Go</button></fieldset>",
    "<details><summary>More</summary>Words</details>",
    "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    "<img src='/x.png' alt=''><br><h2>Two</h2><h3>Three</h3><h2>Two</h2>",
    "<table><tbody><tr><th scope='row'>A</th><td>B</td></tr></tbody></table>",
    "<p id='d'>D</p><section aria-labelledby='d'><time datetime='2027-03-01'>1</time>"
    "</section>",
    '<script type=\'application/ld+json\'>{"a": "b & <c>"}</script>',
]

UNSOUND = {
    "<p>one": "</body> in ['body', 'p']",
    "<p><b>one</p></b>": "</p> in ['p', 'b']",
    "<div/>": "<div/> closes itself",
    "<p><ul><li>x</li></ul></p>": "<ul> in <p>",
    "<p><a href='/'><div>x</div></a></p>": "<div> in <p>",
    "<ul><p>x</p></ul>": "<p> in <ul>",
    "<ul>x</ul>": "words in <ul>: x",
    "<li>x</li>": "<li> in <body>",
    "<table><tr><td>x</td></tr></table>": "<tr> in <table>",
    "<a href='/'>a<button>x</button></a>": "<button> inside of <a>",
    "<label>x<label>y</label></label>": "<label> inside of <label>",
    "<fieldset><p>x</p></fieldset>": "<legend> comes first in <fieldset>",
    "<details><p>x</p><summary>y</summary></details>": "<summary> comes first",
    "<blink>x</blink>": "<blink> is not in our part",
    "<p>salt & pepper</p>": "open ampersand",
    "<a href='/?a=1&b=2'>x</a>": "open ampersand",
    "<p id='a' id='b'>x</p>": "id stands twice on <p>",
    "<p id='a'>x</p><p id='a'>y</p>": "id a stands 2 times",
    "<p id='a b'>x</p>": '<p id="a b">',
    "<p align='left'>x</p>": "<p> takes no align",
    "<p dir='left'>x</p>": '<p dir="left">',
    "<p lang='english'>x</p>": '<p lang="english">',
    "<a href='/a b'>x</a>": '<a href="/a b">',
    "<nav role='navigation'>x</nav>": '<nav role="navigation">',
    "<p aria-labelledby='x'>x</p>": "aria-labelledby names x",
    "<a href='#x'>x</a>": "link to #x",
    "<label for='x'>x</label>": "label for x, which is no control",
    "<label for='a'>x</label><p id='a'>y</p>": "label for a, which is no control",
    "<input name='x'>": "control without a label: x",
    "<img src='/x.png'>": "picture without words: /x.png",
    "<a href='/'><span></span></a>": "nothing to read in <a",
    "<h3>x</h3>": "h3 after h1: x",
}


@pytest.mark.parametrize("body", SOUND)
def test_sound_page_has_no_faults(body):
    assert faults_in(PAGE.format(body)) == []


@pytest.mark.parametrize(("body", "fault"), UNSOUND.items(), ids=UNSOUND)
def test_fault_is_found(body, fault):
    assert fault in " | ".join(faults_in(PAGE.format(body)))


def test_page_without_its_frame_is_at_fault():
    assert "no doctype" in " | ".join(faults_in("<html><head></head></html>"))
    assert "never closed" in " | ".join(faults_in("<!doctype html><html>"))


def test_latin_words_are_those_of_no_other_language():
    page = PAGE.replace('"en"', '"ar"').format(
        "<p>كلمة Send</p><p lang='cs'>Odeslat</p><p lang='ar'>Again x</p>"
        "<img alt='Map'><input placeholder='Name'><script>code</script><!-- note -->"
    )
    found = latin_words(BeautifulSoup(page, "html.parser"), "ar")
    assert found == {"Title", "Heading", "Send", "Again", "Map", "Name"}
