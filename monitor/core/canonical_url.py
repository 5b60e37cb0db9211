"""One form for all spellings of a link: tracking, AMP, mobile twins, schemes. For keys only, never shown."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_|at_|ns_|pk_|mtm_|hsa_|ftcamp|ito$|emc$|maca$|xtor$|cmp$|cmpid|traffic_source|fbclid|gclid|dclid|yclid|"
    r"msclkid|mc_[ce]id|igshid|smid$|smtyp$|ref_src|_hs(?:enc|mi)|ocid$|taid$|sref$|cid$|feature$|rss$|"
    r"partner$|campaign(?:id)?$|source$|ref$|"
    # AMP pages say so in many ways, and their caches add to it; courlan reads the `&amp` of `&amp_js_v=` as `&`.
    r"amp$|_amp$|amp_|usqp$|_js_v$|_gsa$|_ct$)",
    re.IGNORECASE,
)
_TWINS = frozenset(["m", "mobile", "amp", "touch"])
"""Parts of a host's name that stand for another form of the same pages."""
_CACHE = re.compile(r"/(?:[a-z]/)?(?:s/)?(?=[\w-]+\.)")
"""In the path of an AMP cache, what stands before the page's own address."""
MAX_UNWRAPPED = 2
REMEMBERED = 1 << 14
"""Links of which the one form is: a feed lists most of what it listed the last time."""


def is_web(url: str) -> bool:
    try:
        return urlsplit(url.strip()).scheme.lower() in ("http", "https")
    except ValueError:
        return False


@lru_cache(maxsize=REMEMBERED)
def canonical_url(url: str) -> str:
    """Empty if it is no http(s) link."""
    from courlan import normalize_url  # reading it takes longer than most commands do, and they need no link's form

    parts = _unwrapped(urlsplit(url.strip())) if is_web(url) else None
    if parts is None or not parts.hostname:
        return ""
    try:
        normal = urlsplit(normalize_url(parts._replace(fragment=_meaningful(parts.fragment)).geturl()))
        host, port = _host(normal.hostname or ""), normal.port
    except ValueError:
        return ""
    query = sorted((k, v) for k, v in parse_qsl(normal.query, keep_blank_values=True) if not _is_noise(k, v))
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("https", netloc, _path(normal.path), urlencode(query), normal.fragment))


def _unwrapped(parts: SplitResult) -> SplitResult:
    """The page that an AMP cache shows: example-org.cdn.ampproject.org/c/s/example.org/x, google.com/amp/s/..."""
    for _ in range(MAX_UNWRAPPED):
        host, path = parts.hostname or "", parts.path
        if host.startswith("www.google.") and path.startswith("/amp/"):
            path = path.removeprefix("/amp")
        elif not host.endswith(".cdn.ampproject.org"):
            break
        found = _CACHE.match(path)
        if found is None:
            break
        try:
            parts = urlsplit(f"https://{path[found.end() :]}")._replace(query=parts.query)
        except ValueError:
            break
    return parts


def _host(host: str) -> str:
    """Without the parts for phones and AMP, as long as a name of two parts is left."""
    labels = host.removeprefix("www.").split(".")
    owned = labels[-2:]
    return ".".join([label for label in labels[:-2] if label not in _TWINS] + owned)


def _path(path: str) -> str:
    path = re.sub(r"\.amp(?:\.html)?$", lambda found: ".html" if found[0].endswith("html") else "", path)
    segments = path.split("/")
    others = [segment for segment in segments if segment != "amp"]
    return "/".join(others if any(others) else segments).rstrip("/") or "/"


def _is_noise(name: str, value: str) -> bool:
    is_form = name.lower() in ("outputtype", "output") and value.lower() == "amp"
    return is_form or bool(_TRACKING.match(name))


def _meaningful(fragment: str) -> str:
    """A fragment that names a page (#!/news/5) or a post in a live blog; others are positions in a page."""
    return fragment if fragment.startswith("!") or re.fullmatch(r"(?:post|block|p)-?[0-9a-f]{5,}", fragment) else ""
