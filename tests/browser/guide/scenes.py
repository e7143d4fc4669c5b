"""All scenes, by the chapter that they belong to."""

from tests.browser.guide import of_cases, of_facts, of_pages

SCENES = {**of_pages.SCENES, **of_facts.SCENES, **of_cases.SCENES}
