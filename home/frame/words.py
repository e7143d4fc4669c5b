"""Words by language: what editors write for all readers, and what each of them gets."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import BlockGroup

from home.languages import (
    LANGUAGES,
    SOURCE_LANGUAGE,
    Language,
    language,
    nearest_languages,
)
from home.phrases import Phrase

SHORT, LONG = 100, 400


def name_of(code: str) -> str:
    """A block's name has no hyphen: `zh_hans`."""
    return code.replace("-", "_")


class Words(blocks.StructValue):
    @cached_property
    def written(self) -> dict[str, str]:
        """`{"cs": "…", "vi": "…"}`, as far as somebody wrote them."""
        found = {code: (self.get(name_of(code)) or "").strip() for code in LANGUAGES}
        return {code: text for code, text in found.items() if text}

    @property
    def source(self) -> str:
        return self.written.get(SOURCE_LANGUAGE.code, "")

    @property
    def phrase(self) -> Phrase:
        """In the language of the reader or the nearest; empty if nobody wrote any."""
        nearest = nearest_languages(get_language() or SOURCE_LANGUAGE.code)
        code = next((each for each in nearest if each in self.written), nearest[0])
        return Phrase(self.written.get(code, ""), language(code))


class WordsBlock(blocks.StructBlock):
    """One input for each language of the site; the source language's comes first."""

    def __init__(self, *, long: bool = False, **kwargs):
        others = [name_of(code) for code in LANGUAGES if code != SOURCE_LANGUAGE.code]
        layout = BlockGroup(
            [
                name_of(SOURCE_LANGUAGE.code),
                BlockGroup(
                    others,
                    heading=_("Other languages"),
                    icon="wagtail-localize-language",
                    classname="collapsed",
                    label_format="",
                ),
            ]
        )
        inputs = [
            (name_of(each.code), _input(each, long)) for each in LANGUAGES.values()
        ]
        super().__init__(inputs, form_layout=layout, **kwargs)

    class Meta:
        value_class = Words
        required = True

    def clean(self, value):
        cleaned = super().clean(value)
        source = name_of(SOURCE_LANGUAGE.code)
        is_needed = self.meta.required or cleaned.written
        # A draft may lack anything, and the editor saves one by itself.
        if is_needed and not cleaned.source and not self.is_deferred_validation:
            message = _("Write it in Czech: whoever has no other words reads these.")
            error = ValidationError(message)
            raise blocks.StructBlockValidationError(block_errors={source: error})
        return cleaned

    # A language is added in the settings alone: migrations know of none.
    def deconstruct(self):
        return "wagtail.blocks.StructBlock", [[]], {}

    def deconstruct_with_lookup(self, lookup):
        return self.deconstruct()


def _input(each: Language, long: bool) -> blocks.FieldBlock:
    kind, longest = (blocks.TextBlock, LONG) if long else (blocks.CharBlock, SHORT)
    block = kind(label=each.endonym, required=False, max_length=longest)
    attributes = {"lang": each.code, "dir": each.direction}
    block.field.widget.attrs.update(attributes)
    return block


def words_in(value) -> Iterator[Words]:
    """All words in a value of blocks, in their order."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, blocks.StructValue):
        for each in value.values():
            yield from words_in(each)
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from words_in(child.value)
    elif isinstance(value, ListValue):
        for each in value:
            yield from words_in(each)
