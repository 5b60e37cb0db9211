"""rules/*.yaml and seeds/* -> values, every mistake of every file at once."""

from monitor.rulebook.rules import RULE_ENDINGS, load_rules, read_rules, rules_of, sound_rules_of
from monitor.rulebook.seed_forms import SeedSaid, seed_date
from monitor.rulebook.seeds import (
    SEED_ENDINGS,
    Seed,
    front_matter,
    load_seeds,
    marked_json,
    read_seed,
    read_seeds,
    seeds_of,
)

__all__ = [
    "RULE_ENDINGS",
    "SEED_ENDINGS",
    "Seed",
    "SeedSaid",
    "front_matter",
    "load_rules",
    "load_seeds",
    "marked_json",
    "read_rules",
    "read_seed",
    "read_seeds",
    "rules_of",
    "seed_date",
    "seeds_of",
    "sound_rules_of",
]
