"""Names of elements as feedparser maps them, and what each does to an entry: taken, of no account, not understood."""

from __future__ import annotations

from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLAIN = (
    *("http://backend.userland.com/rss", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/1.0/"),
    *(
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/rss/1.0/modules/rss091#",
    ),
)
_PREFIXES = {
    "http://webns.net/mvcb/": "admin",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/DTDs/PodCast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://wellformedweb.org/commentAPI/": "wfw",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
KNOWN = {uri.lower(): "" for uri in _PLAIN} | {uri.lower(): prefix for uri, prefix in _PREFIXES.items()}
"""Namespace in lower case -> the prefix by which its names go."""
STANDARD = frozenset(_PREFIXES.values())
DOUBTFUL = _words(
    """
    http://example.com/newformat# http://example.com/necho http://purl.org/echo/ uri/of/echo/namespace#
    http://purl.org/pie/ http://purl.org/atom/ns# http://www.w3.org/1999/xhtml
    http://example.com/dtds/podcast-1.0.dtd http://podlove.org/simple-chapters
    """
)
"""Namespaces of formats that are not read here."""

TITLES = frozenset({"title", "dc_title", "media_title"})
DESCRIPTIONS = frozenset({"description", "dc_description", "media_description"})
SUMMARIES = frozenset({"summary", "itunes_summary"})
CONTENTS = frozenset({"content", "content_encoded"})
DATES = {
    **dict.fromkeys(("pubdate", "published", "issued", "dcterms_issued"), "published_parsed"),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), "updated_parsed"),
    **dict.fromkeys(("created", "dcterms_created"), "created_parsed"),
}
CATEGORIES = frozenset({"category", "keywords", "dc_subject", "media_category", "itunes_category"})
KEYWORDS = frozenset({"media_keywords", "itunes_keywords"})
TAKEN = TITLES | DESCRIPTIONS | SUMMARIES | CONTENTS | DATES.keys() | CATEGORIES | KEYWORDS | {"guid", "id", "link"}

OF_NO_ACCOUNT = _words(
    """
    copyright cloud dc_publisher dc_rights email enclosure expirationdate generator georss_box georss_line
    georss_point georss_polygon height homepage itunes_block itunes_email itunes_explicit itunes_image itunes_link
    itunes_name itunes_subtitle language dc_language media_credit media_license media_player media_rating
    media_restriction media_thumbnail name rights subtitle tagline uri url webmaster width
    """
)
"""Elements that hold text alone, and say nothing that we keep."""
AROUND = _words("author dc_author dc_creator itunes_author itunes_owner managingeditor media_content media_group")
"""Elements of no account themselves, around others."""
NOT_UNDERSTOOD = _words(
    """
    abstract body cc_license channel contributor creativecommons_license dc_contributor dcterms_valid entry feed
    feedburner_browserfriendly fullitem geom georss_where georssgeom gml_exterior gml_linearring gml_linestring
    gml_point gml_polygon gml_pos gml_poslist image info item newlocation psc_chapter psc_chapters rss tags textinput
    where xhtml_body svg math
    """
)
_RESERVED = frozenset({"links", "authors", "contributors", "guidislink", "items", "entries", "date", "sourcedata"})


def standard_name(tag: str, element: Any) -> str | None:
    """`dc_date` for dc:date, whatever its prefix is here; None if its namespace is not understood."""
    uri, brace, local = tag.rpartition("}")
    prefix: str | None = ""
    if brace:
        lower = uri[1:].lower()
        if lower in DOUBTFUL or "backend.userland.com" in lower:
            return None
        prefix = KNOWN.get(lower)
        if prefix is None:
            prefix = (element.prefix or "").lower()
            if prefix in STANDARD:
                return None
    name = f"{prefix}_{local.lower()}" if prefix else local.lower()
    return name if name.isascii() and ":" not in local else None


def is_harmless(name: str) -> bool:
    """Whether an element that nothing is known of may be passed over: it cannot be taken for a part of an entry."""
    return not (name in NOT_UNDERSTOOD or name in _RESERVED or name.endswith(("_parsed", "_detail")))
