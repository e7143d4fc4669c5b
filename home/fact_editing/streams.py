"""Two people changed the blocks of one field: both changes in one value, where it goes.

Values are what `get_prep_value` gives: blocks in lists, each with its type, its value
and mostly its key; mappings; and at the ends words and numbers.
"""

from typing import Any

from home.fact_editing.values import interleave, same


def merge_streams(was: Any, stored: Any, typed: Any) -> tuple[Any, bool]:
    """Both changes in one, and whether they met nowhere.

    Where both changed the same words, those that were typed stand; where one removed
    what the other changed, it stays.
    """
    if same(typed, stored) or same(was, stored):
        return typed, True
    if same(was, typed):
        return stored, True
    if stored is None or typed is None:
        return typed or stored, False
    if _are(dict, was, stored, typed):
        return _merge_mappings(was, stored, typed)
    if _are(list, was, stored, typed):
        return _merge_lists(was, stored, typed)
    return typed, False


def _are(kind: type, *values: Any) -> bool:
    return all(isinstance(each, kind) for each in values)


def _merge_mappings(was: dict, stored: dict, typed: dict) -> tuple[Any, bool]:
    if stored.get("type") != typed.get("type"):
        return typed, False
    names = list(dict.fromkeys([*typed, *stored]))
    return _merge_each(names, was, stored, typed)


def _merge_each(keys: list, was: dict, stored: dict, typed: dict) -> tuple[dict, bool]:
    merged, is_clean = {}, True
    for key in keys:
        of_all = (each.get(key) for each in (was, stored, typed))
        merged[key], fits = merge_streams(*of_all)
        is_clean = is_clean and fits
    return merged, is_clean


def _merge_lists(was: list, stored: list, typed: list) -> tuple[Any, bool]:
    by_key = [_by_id(each) for each in (was, stored, typed)]
    if None not in by_key and _share_keys(*by_key):
        merged, is_clean = _merge_each(_order_of(*by_key), *by_key)
        return _there(merged), is_clean
    if len(was) == len(stored) == len(typed):
        by_place = [dict(enumerate(each)) for each in (was, stored, typed)]
        merged, is_clean = _merge_each([*by_place[0]], *by_place)
        return _there(merged), is_clean
    return typed, False


def _there(blocks: dict) -> list:
    return [each for each in blocks.values() if each is not None]


def _by_id(blocks: list) -> dict[str, Any] | None:
    """The blocks by their keys; None where they have none that could be told apart."""
    if not all(isinstance(each, dict) and each.get("id") for each in blocks):
        return None
    found = {each["id"]: each for each in blocks}
    return found if len(found) == len(blocks) else None


def _share_keys(was: dict, stored: dict, typed: dict) -> bool:
    """Values that were read from the database twice may have got new keys each time."""
    return not was or bool(was.keys() & stored.keys() and was.keys() & typed.keys())


def _order_of(was: dict, stored: dict, typed: dict) -> list[str]:
    """As typed if somebody typed an order, else as stored."""
    common = was.keys() & stored.keys() & typed.keys()
    i_moved = [k for k in typed if k in common] != [k for k in was if k in common]
    return interleave(*([*typed], [*stored]) if i_moved else ([*stored], [*typed]))
