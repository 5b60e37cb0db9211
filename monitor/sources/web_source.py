"""Feeds of the web: HTTP to fetch, workers to parse."""

from __future__ import annotations

from monitor.core.feeds.evidence import ReadingEvidence
from monitor.sources.document import parse_document
from monitor.sources.http import HttpClient
from monitor.sources.types import Fetched, FetchFailed, NotModified, Parsed, ParseFailed, Request
from monitor.sources.workers import WorkerFailed, Workers


class WebSource:
    """Joins a client and workers; both are opened and closed by their owner."""

    def __init__(self, client: HttpClient, workers: Workers, max_items: int) -> None:
        self._client, self._workers, self._max_items = client, workers, max_items

    async def fetch(self, request: Request) -> Fetched | NotModified | FetchFailed:
        return await self._client.fetch(request)

    async def parse(self, fetched: Fetched, evidence: ReadingEvidence | None = None) -> Parsed | ParseFailed:
        try:
            return await self._workers.run(
                parse_document, fetched.body, fetched.content_type, fetched.url, self._max_items, evidence
            )
        except WorkerFailed as error:
            return ParseFailed(str(error))
