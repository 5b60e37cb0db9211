"""Whether a written form is found as its entity, and if not, what keeps it off. The scan itself is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from monitor.core.entities.terms import entity_terms
from monitor.core.entities.types import Entity
from monitor.core.entities.variants import Variant
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Fields

_WITHOUT_ENDING = re.compile(r"[*…]+(?= |$)")
"""What stands for any ending may be none."""


def asking(entity: Entity, rules: RuleSet) -> Callable[[Variant], str]:
    """What says of a form of ``entity`` whether it is found: ``on``, ``on, where ...`` or ``off: ...``."""
    unguarded = replace(entity, context=None, not_near=None)
    without_guards, bare = _alone(unguarded), _alone(replace(unguarded, never=()))
    full_name = next(iter((*entity.names, *entity.cased)), "")

    def answer(variant: Variant) -> str:
        language = f", in items in language {variant.language}" if variant.language else ""
        for beside, needs in (("", ""), (full_name, ", with a capital and one of its names in the same item")):
            if _is_found(entity, variant, rules, beside):
                return f"on{needs}{language}"
            if _is_found(entity, variant, without_guards, beside):
                return f"on{needs}, where its `context` holds{language}"
            if _is_found(entity, variant, bare, beside):
                return "off: under `never`"
        return "off"

    return answer


def _alone(entity: Entity) -> RuleSet:
    entities = {entity.id: entity}
    return RuleSet(entities, {}, tuple(entity_terms(entities)), "")


def _is_found(entity: Entity, variant: Variant, rules: RuleSet, beside: str) -> bool:
    """Whether the scan finds the form below a title of nothing but ``beside``."""
    written = _WITHOUT_ENDING.sub("", variant.written)
    mentions = rules.entities_in(Fields(beside, "", f"– {written} –"), variant.language)
    below = (one.text for one in mentions if one.entity == entity.id and one.field == "text")
    return any(written in text for text in below)
