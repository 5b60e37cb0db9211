"""Items whose feed gives them cut, and whose page says the rest: asked for with the item, an edit when it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.identity import edition_of
from monitor.core.text.cut import why_cut
from monitor.core.text.document import fields_of
from monitor.core.types import Article, Fields
from monitor.intake.identify import Identified
from monitor.intake.types import State, Taken
from monitor.store import pages
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction


def ask_for_pages(tx: Transaction, taken: Sequence[Taken], now: datetime) -> None:
    """Items that are new or edited, and cut, have their pages read."""
    for one in taken:
        article = one.article
        fresh = one.state in (State.NEW, State.EDITED) and one.article_id is not None
        if fresh and one.article_id is not None and article.url and why_cut(article.fields) and not article.given:
            pages.ask(tx, one.article_id, article.url, article.edition, now)


def with_page(stored: StoredArticle, text: str) -> Article:
    """The item with the text of its page. What its feed gave stays as the lead."""
    before = stored.fields
    fields = fields_of(before.title, before.lead or before.text, text)
    given = stored.given or stored.edition
    return replace(stored.article, fields=fields, edition=edition_of(fields), given=given)


def with_page_kept(entry: Identified) -> Identified:
    """If the feed edited an item whose page was read, and gives it cut again, the page's text stays."""
    stored, article = entry.stored, entry.article
    if stored is None or not stored.given or not why_cut(article.fields):
        return entry
    fields = Fields(article.fields.title, article.fields.lead or article.fields.text, stored.text)
    return replace(entry, article=replace(article, fields=fields, edition=edition_of(fields), given=article.edition))


def read_page_of(article: Article, stored: StoredArticle) -> bool:
    """Whether the new edition is what the feed gave before, with the text of its page."""
    return bool(article.given) and article.given == stored.edition
