"""Arabic on the page, in a real browser: what stands first is right of what follows, also beside Latin words."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.store import alerts
from tests.browser import CHROMIUM, browser
from tests.make import an_alert
from tests.served_page import Page
from tests.store.filled import put_article

HEADLINE = "قوات RSF تسيطر على El Fasher."
SAID = "أعلنت RSF السيطرة على المدينة."
FOUND = "قوات »RSF« »تسيطر« على »El Fasher«، قال شهود."
_LEFT_OF_EACH = """((selector) => {
  const box = document.querySelector(selector), found = [];
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {
    const range = document.createRange();
    range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + 1);
    found.push([walker.currentNode.data[at], range.getBoundingClientRect().left]);
  }
  return found })"""


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: `apt install chromium`")
def test_arabic_runs_from_right_to_left_with_its_full_stop_at_the_left(page: Page, tmp_path: Path) -> None:
    article = put_article(page.database, HEADLINE)
    with page.database.writing() as tx:
        given = an_alert(headline=HEADLINE, new=(SAID,), excerpts=(FOUND,), language="ar", article=article)
        alerts.insert(tx, given, article)
    with browser(tmp_path) as tab:
        for width in (390, 1100):
            tab.look(width)
            tab.open(page.address)
            for selector, label in ((".headline a", ""), (".new", "New:"), ("div.excerpt", "")):
                signs = [(sign, left) for sign, left in tab.value(f"{_LEFT_OF_EACH}('{selector}')") if sign.strip()][
                    len(label) :
                ]
                assert min(left for _, left in signs) == signs[-1][1], f"{selector}: its full stop is the leftmost"
                assert max(left for _, left in signs) == signs[0][1], f"{selector}: its first letter is the rightmost"
                latin = [left for sign, left in signs if sign in "RSF"][:3]
                assert latin == sorted(latin), "Latin words run from left to right"
