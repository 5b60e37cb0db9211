"""The tables, by what they are about. docs/architecture.md says which transaction writes which."""

from monitor.store.tables.alerts import AlertRow, MatchRow, MatterRow, RateRow, SightingRow
from monitor.store.tables.articles import IS_SEED, ArticleRow, EditionRow, KeyRow, MeaningRow, PrintRow
from monitor.store.tables.columns import NO_LEASE, Id, Json, StorableText, UtcDateTime, table_of
from monitor.store.tables.deliveries import AttemptRow, DeliveryRow, LinkKeyRow, PauseRow, SilenceRow
from monitor.store.tables.feeds import FeedRow, PageRow, QuarantineRow
from monitor.store.tables.files import BadEditRow, GoodSetRow, RuleRow
from monitor.store.tables.stories import ApartRow, StoryChangeRow, StoryRow, ToldRow

__all__ = [
    "IS_SEED",
    "NO_LEASE",
    "AlertRow",
    "ApartRow",
    "ArticleRow",
    "AttemptRow",
    "BadEditRow",
    "DeliveryRow",
    "EditionRow",
    "FeedRow",
    "GoodSetRow",
    "Id",
    "Json",
    "KeyRow",
    "LinkKeyRow",
    "MatchRow",
    "MatterRow",
    "MeaningRow",
    "PageRow",
    "PauseRow",
    "PrintRow",
    "QuarantineRow",
    "RateRow",
    "RuleRow",
    "SightingRow",
    "SilenceRow",
    "StorableText",
    "StoryChangeRow",
    "StoryRow",
    "ToldRow",
    "UtcDateTime",
    "table_of",
]
