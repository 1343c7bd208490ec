"""What the made-up web of the soak answers: feeds, pages, archives, robots.txt, refusals."""

import gzip
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import count
from urllib.parse import parse_qs, urlsplit

from benchmarks.servers import Answer
from benchmarks.soak_world import Item, Source, Trouble

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
_WORDS = 4_000  # of the language that the made-up outlets write
_HTML = (("Content-Type", "text/html; charset=utf-8"),)
_NOT_FOUND = Answer(404, _HTML, b"<html><body><h1>Not found</h1></body></html>")
_MOST_LISTED = 2_000  # addresses in a news sitemap


class MadeUpWeb:
    """Answers for all hosts of the world's feeds."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._hosts: dict[str, list[Source]] = {}
        self._feeds: dict[tuple[str, str], Source] = {}
        self._known: dict[str, Source] = {}
        self._written: dict[str, tuple[object, bytes]] = {}
        self._restless = count(1)
        for source in sources:
            self._known[source.id] = source
            for host in (source.host, *([source.move.host] if source.move else ())):
                self._hosts.setdefault(host, []).append(source)
                self._feeds[host, source.path] = source

    def respond(self, host: str, path: str, headers: Mapping[str, str], now: float) -> Answer:
        """Answer a request at `now`, in seconds since the start; `headers` by their names in lower case."""
        here = self._hosts.get(host)
        if here is None:
            return Answer(0)
        trouble = next((t for s in here if (t := s.troubled(now)) is not None and t.of_host), None)
        if trouble is not None:
            return _refusal(trouble)
        if path == "/robots.txt":
            return _robots(here, now)
        if (host, path) in self._feeds:
            return self._feed(self._feeds[host, path], host, headers, now)
        if path.startswith("/story/"):
            return self._page(path.partition("?")[0], now)
        return _site(here[0], path, now)

    def _feed(self, source: Source, host: str, headers: Mapping[str, str], now: float) -> Answer:
        move = source.move
        if move is not None and host == source.host and now >= move.at:
            return _NOT_FOUND if now >= move.dies_at else _redirect(f"http://{move.host}{source.path}")
        trouble = source.troubled(now)
        if trouble is not None and trouble.kind != "robots":
            if trouble.kind != "empty":
                return _refusal(trouble)
            return _served(replace(source, validator="none"), _feed_of(source, (), now), headers, "", now)
        shown = source.shown(now)
        changed = tuple(item.number for item in shown if item.edited_at is not None and item.edited_at <= now)
        key = (shown[-1].number if shown else -1, changed)
        if self._written.get(source.id, (None,))[0] != key:
            self._written[source.id] = key, _feed_of(source, shown, now)
        modified = max((t for item in shown for t in (item.at, item.edited_at or 0) if t <= now), default=0.0)
        return _served(source, self._written[source.id][1], headers, str(next(self._restless)), modified)

    def _page(self, path: str, now: float) -> Answer:
        feed, _, number = path.removeprefix("/story/").partition("-")
        source = self._known.get(feed)
        item = source.items[int(number)] if source is not None and int(number) < len(source.items) else None
        if source is None or item is None or item.at > now:
            return _NOT_FOUND
        body = "".join(f"<p>{_text(f'{path} {part}', 40)}</p>" for part in range(4))
        title = title_of(source, item, now)
        article = f"<article><h1>{title}</h1>{body}</article>"
        page = f"<html><head><title>{title}</title></head><body>{article}</body></html>"
        return Answer(200, _HTML, page.encode())


def title_of(source: Source, item: Item, now: float) -> str:
    """Return an item's title as it is at that moment."""
    changed = item.edited_at is not None and item.edited_at <= now
    return _text(f"{source.id} {item.number} title", 6)[:-1] + (", officials say" if changed else "")


def link_of(source: Source, item: Item) -> str:
    """Return the address of an item's page."""
    return f"http://{source.host}/story/{source.id}-{item.number}"


def moment(at: float) -> datetime:
    """Return a moment of the world as a time."""
    return START + timedelta(seconds=at)


def _refusal(trouble: Trouble) -> Answer:
    if trouble.kind == "hangup":
        return Answer(0)
    if trouble.kind == "html":
        return Answer(
            200, _HTML, b"<!doctype html><html><body><p>We are working on our site.</p></body></html>"
        )
    wait = (("Retry-After", str(trouble.retry_after)),) if trouble.retry_after else ()
    return Answer(int(trouble.kind), (*_HTML, *wait), b"<html><body>No.</body></html>")


def _redirect(location: str) -> Answer:
    return Answer(301, (("Location", location),))


def _robots(here: Sequence[Source], now: float) -> Answer:
    if any((trouble := source.troubled(now)) and trouble.kind == "robots" for source in here):
        return Answer(503, _HTML, b"Service unavailable")
    delay = max(source.crawl_delay for source in here)
    lines = [f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /private/\n"] if delay else []
    lines += [f"Sitemap: http://{s.host}/news-sitemap.xml\n" for s in here if s.archive == "sitemap"]
    return Answer(200, (("Content-Type", "text/plain"),), "".join(lines).encode()) if lines else _NOT_FOUND


def _site(source: Source, path: str, now: float) -> Answer:
    if source.archive == "wordpress" and path == "/":
        return Answer(
            200, _HTML, b"<html><head><link href='/wp-content/style.css'></head><body></body></html>"
        )
    if source.archive == "wordpress" and path.startswith("/wp-json/wp/v2/posts?"):
        return _posts(source, parse_qs(urlsplit(path).query), now)
    if source.archive == "sitemap" and path == "/news-sitemap.xml":
        return _sitemap(source, now)
    return _NOT_FOUND


def _posts(source: Source, asked: Mapping[str, list[str]], now: float) -> Answer:
    def bound(name: str, otherwise: float) -> float:
        given = asked.get(name)
        return (datetime.fromisoformat(given[0]) - START).total_seconds() if given else otherwise

    size, number = int(asked.get("per_page", ["10"])[0]), int(asked.get("page", ["1"])[0])
    after, before = bound("after", float("-inf")), bound("before", float("inf"))
    found = [item for item in reversed(source.items) if item.at <= now and after < item.at < before]
    if number > 1 and (number - 1) * size >= len(found):
        return Answer(
            400, (("Content-Type", "application/json"),), b'{"code":"rest_post_invalid_page_number"}'
        )
    posts = [_post(source, item, now) for item in found[(number - 1) * size : number * size]]
    pages = str(-(-len(found) // size))
    headers = (("Content-Type", "application/json"), ("X-WP-TotalPages", pages))
    return Answer(200, headers, json.dumps(posts).encode())


def _post(source: Source, item: Item, now: float) -> dict[str, object]:
    return {
        "date_gmt": f"{moment(item.at):%Y-%m-%dT%H:%M:%S}",
        "link": _told_link(source, item),
        "guid": {"rendered": _guid(source, item)},
        "title": {"rendered": title_of(source, item, now)},
        "excerpt": {"rendered": f"<p>{_summary(source, item)}</p>"},
    }


def _sitemap(source: Source, now: float) -> Answer:
    listed = [item for item in source.items if item.at <= now][-_MOST_LISTED:]
    pages = "".join(
        f"<url><loc>{link_of(source, item)}</loc><news:news>"
        f"<news:publication_date>{moment(item.at).isoformat()}</news:publication_date>"
        f"<news:title>{title_of(source, item, now)}</news:title></news:news></url>"
        for item in reversed(listed)
    )
    names = (
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    )
    body = f"<?xml version='1.0' encoding='utf-8'?><urlset {names}>{pages}</urlset>"
    return Answer(200, (("Content-Type", "application/xml"),), body.encode())


def _feed_of(source: Source, shown: Sequence[Item], now: float) -> bytes:
    write = _atom_item if source.atom else _rss_item
    items = "".join(write(source, item, now) for item in reversed(shown))
    if source.atom:
        name = f"<title>Desk {source.id}</title><id>urn:{source.id}</id>"
        return f"<feed xmlns='http://www.w3.org/2005/Atom'>{name}{items}</feed>".encode()
    name = f"<title>Desk {source.id}</title><link>http://{source.host}/</link>"
    return f"<rss version='2.0'><channel>{name}{items}</channel></rss>".encode()


def _rss_item(source: Source, item: Item, now: float) -> str:
    date = f"<pubDate>{format_datetime(moment(item.at))}</pubDate>" if source.dated else ""
    guid = f"<guid isPermaLink='false'>{_guid(source, item)}</guid>" if source.with_guids else ""
    return (
        f"<item><title>{title_of(source, item, now)}</title><link>{_told_link(source, item)}</link>"
        f"{guid}{date}<description>{_summary(source, item)}</description></item>"
    )


def _atom_item(source: Source, item: Item, now: float) -> str:
    changed = item.edited_at if item.edited_at is not None and item.edited_at <= now else item.at
    dates = (
        f"<published>{moment(item.at).isoformat()}</published><updated>{moment(changed).isoformat()}</updated>"
        if source.dated
        else ""
    )
    return (
        f"<entry><title>{title_of(source, item, now)}</title><link href='{_told_link(source, item)}'/>"
        f"<id>{_guid(source, item)}</id>{dates}<summary>{_summary(source, item)}</summary></entry>"
    )


def _told_link(source: Source, item: Item) -> str:
    return link_of(source, item) + ("?utm_source=rss" if source.tracked else "")


def _guid(source: Source, item: Item) -> str:
    return f"urn:{source.id}:{item.number}"


def _served(source: Source, body: bytes, headers: Mapping[str, str], serial: str, modified: float) -> Answer:
    """Answer with a feed's document, or 304, as the server understands its validators."""
    told: list[tuple[str, str]] = []
    unchanged = False
    if source.validator in ("etag", "both", "restless", "frozen"):
        etag = {"restless": f'"{serial}"', "frozen": '"1"'}.get(source.validator, f'"{_hash(body)}"')
        told.append(("ETag", etag))
        unchanged = headers.get("if-none-match") == etag
    if source.validator in ("modified", "both"):
        told.append(("Last-Modified", format_datetime(moment(modified), usegmt=True)))
        since = headers.get("if-modified-since")
        if since is not None and source.validator == "modified":
            unchanged = parsedate_to_datetime(since) >= moment(modified)
    if unchanged:
        return Answer(304, tuple(told))
    told.append(("Content-Type", "application/atom+xml" if source.atom else "application/rss+xml"))
    if source.packed and "gzip" in headers.get("accept-encoding", ""):
        told.append(("Content-Encoding", "gzip"))
        body = gzip.compress(body, 1, mtime=0)
    return Answer(200, tuple(told), body)


def _hash(body: bytes) -> str:
    return blake2b(body, digest_size=8).hexdigest()


def _summary(source: Source, item: Item) -> str:
    return _text(f"{source.id} {item.number}", 14)


@lru_cache(maxsize=20_000)
def _text(name: str, words: int) -> str:
    """Return a sentence that follows from its name."""
    return f"{' '.join(random.Random(name).choices(_language(), k=words))}.".capitalize()


@lru_cache(maxsize=1)
def _language() -> list[str]:
    dice = random.Random("a language")
    return [
        "".join(dice.choice("bdfghklmnprstvz") + dice.choice("aeiou") for _ in range(dice.randint(2, 4)))
        for _ in range(_WORDS)
    ]
