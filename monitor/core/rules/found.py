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

    def answer(variant: Variant) -> str:
        language = f", in items in language {variant.language}" if variant.language else ""
        if _is_found(entity, variant, rules):
            return f"on{language}"
        if _is_found(entity, variant, without_guards):
            return f"on, where its `context` holds{language}"
        if _is_found(entity, variant, bare):
            return "off: under `never`"
        if variant.written in entity.short:
            return "on, with a capital and one of its names in the same item"
        return "off"

    return answer


def _alone(entity: Entity) -> RuleSet:
    entities = {entity.id: entity}
    return RuleSet(entities, {}, {}, tuple(entity_terms(entities)), "")


def _is_found(entity: Entity, variant: Variant, rules: RuleSet) -> bool:
    written = _WITHOUT_ENDING.sub("", variant.written)
    mentions = rules.entities_in(Fields("", "", f"– {written} –"), variant.language)
    return any(mention.entity == entity.id and written in mention.text for mention in mentions)
