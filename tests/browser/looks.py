"""How a page may look: the width of the screen and the colour scheme."""

from collections.abc import Iterator

from playwright.sync_api import Page

Look = tuple[int, str]

SMALLEST, OLD_PHONE, DESK = 320, 360, 1280
LIGHT, DARK = "light", "dark"
ON_A_PHONE: tuple[Look, ...] = ((OLD_PHONE, LIGHT), (OLD_PHONE, DARK))
EVERY: tuple[Look, ...] = (*ON_A_PHONE, (DESK, LIGHT), (DESK, DARK))
# Wagtail's own frame takes axe long: each width and each scheme once.
OF_STAFF: tuple[Look, ...] = ((OLD_PHONE, LIGHT), (DESK, DARK))
TOO_WIDE = """() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth"""
# Axe would measure colours on their way from one scheme to the other.
AT_REST = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const onTheirWay = document.getAnimations()
        .filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(onTheirWay.map((each) => each.finished));
}"""


def screen(width: int) -> dict[str, int]:
    return {"width": width, "height": 800}


def one_after_the_other(page: Page, looks: tuple[Look, ...]) -> Iterator[str]:
    """Give the open page each of these looks; yields words for it."""
    for width, scheme in looks:
        page.set_viewport_size(screen(width))
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AT_REST)
        yield f"{width} px, {scheme}"
