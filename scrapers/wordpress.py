"""WordPress sites: their posts, as the REST interface of every WordPress lists them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin

from news.errors import FeedError, FetchError, TemporaryError
from news.knowledge import Feed
from news.records import Certainty, FeedEntry, Page
from news.texts import clean_line
from scrapers.editions import home_of, is_article_of, same_domain, site_of, usable
from scrapers.items import LONGEST_SUMMARY, LONGEST_TITLE, LONGEST_URL
from scrapers.markup import cut, plain_text
from scrapers.sitemaps import moment
from scrapers.web import Ask, Web
from scrapers.workers import Call

_PER_PAGE = 100  # the most that WordPress gives
_MOST_PAGES = 2_000  # of a hundred posts each; no outlet has more, a server that ignores our page number does
_SAMPLE = 20  # posts that show whether a language edition is among them
_FIELDS = "date_gmt,link,guid,title,excerpt"  # a whole post may weigh a hundred times as much
_ASK = Ask("application/json, */*;q=0.1", 8 * 1024 * 1024, 30.0)
_HINT = re.compile(r'<([^<>]{1,500})>\s*;[^,<]*rel="?https://api\.w\.org/"?', re.IGNORECASE)
_SIGNS = (b"wp-content/", b"wp-includes/", b"wp-json")


@dataclass(frozen=True, slots=True)
class Posts:
    """One page of posts: those of the feed as entries, and of all of them their number and oldest time."""

    entries: tuple[FeedEntry, ...]
    listed: int
    oldest_at: datetime | None


def roots(feed: Feed, home: Page | None) -> tuple[str, ...]:
    """Return where the REST interface may be, the likeliest first; nowhere where `home` is no WordPress.

    `home` is the home page of the feed's edition, None where it was not to be had.
    """
    guesses = [urljoin(base, "wp-json/") for base in (home_of(feed), site_of(feed))]
    if home is None:
        return tuple(dict.fromkeys(guesses))
    links = " , ".join(value for name, value in home.headers if name.lower() == "link")
    hint = _HINT.search(links)
    told = usable(hint[1], home.final_url) if hint else None
    if told is not None and same_domain(told, feed.url):
        return tuple(dict.fromkeys([told, *guesses]))
    return tuple(dict.fromkeys(guesses)) if any(sign in home.body for sign in _SIGNS) else ()


def sample(root: str) -> tuple[str, Ask]:
    """Return how to ask for a few posts, to see what an interface lists."""
    return _address(root, per_page=_SAMPLE, _fields=_FIELDS), _ASK


def entries(
    feed: Feed, root: str, since: datetime, until: datetime, web: Web, call: Call, *, cursor: str = ""
) -> Iterator[tuple[tuple[FeedEntry, ...], str]]:
    """Yield the posts of that time, newest first, up to a hundred at a time, with a cursor to go on from.

    `root` is the address of the REST interface. Raises what `Web.get` and `call` raise, and FeedError
    where the answer is no list of posts.
    """
    number = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 9 else 1
    before: Posts | None = None
    while number <= _MOST_PAGES:
        page = _page(feed, root, since, until, web, number)
        if page is None:
            return
        posts = call(read, feed, page)
        if posts == before:  # it takes no notice of the page number
            return
        within = tuple(each for each in posts.entries if _is_of_time(each, since, until))
        yield within, str(number + 1)
        if _is_last(page, posts, number, since):
            return
        before, number = posts, number + 1


def read(feed: Feed, page: Page) -> Posts:
    """Read a page of posts; those of other hosts and language editions than the feed's are left out.

    FeedError where the document is no list of posts.
    """
    try:
        told = json.loads(page.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FeedError("the address answers with something that is no list of posts") from error
    if not isinstance(told, list):
        raise FeedError("the address answers with something that is no list of posts")
    posts = [post for post in told[:_PER_PAGE] if isinstance(post, dict)]
    times = [time for post in posts if (time := _time(post)) is not None]
    found = (_entry(feed, post, page.final_url) for post in posts)
    return Posts(tuple(entry for entry in found if entry is not None), len(posts), min(times, default=None))


def _page(feed: Feed, root: str, since: datetime, until: datetime, web: Web, number: int) -> Page | None:
    """Return a page of the list, None behind its end."""
    url = _address(
        root, per_page=_PER_PAGE, page=number, after=_written(since), before=_written(until), _fields=_FIELDS
    )
    try:
        return web.get(url, replace(_ASK, permitted=feed.permitted))
    except FetchError as error:
        if number > 1 and error.status in (400, 404) and not isinstance(error, TemporaryError):
            return None
        raise


def _address(root: str, **params: object) -> str:
    # Without pretty addresses the route is itself a parameter: /?rest_route=/wp/v2/posts&page=1
    return f"{root.rstrip('/')}/wp/v2/posts{'&' if '?' in root else '?'}{urlencode(params, safe=',:')}"


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_last(page: Page, posts: Posts, number: int, since: datetime) -> bool:
    if not posts.listed or (posts.oldest_at is not None and posts.oldest_at < since):
        return True
    total = page.header("X-WP-TotalPages").strip()
    if total.isascii() and total.isdigit() and len(total) < 9:
        return number >= int(total)
    return posts.listed < _PER_PAGE


def _is_of_time(entry: FeedEntry, since: datetime, until: datetime) -> bool:
    return entry.published_at is None or since <= entry.published_at <= until


def _entry(feed: Feed, post: dict[str, Any], base: str) -> FeedEntry | None:
    url = usable(_string(post.get("link")), base)
    if url is None or not is_article_of(url, feed):
        return None
    summary = cut(plain_text(_rendered(post, "excerpt")), LONGEST_SUMMARY)
    return FeedEntry(
        feed=feed.id,
        outlet=feed.outlet,
        url=url,
        # As the feed has it; `updated_at` stays empty as there, or all known entries would look changed.
        guid=clean_line(unescape(_rendered(post, "guid")))[:LONGEST_URL],
        title=cut(clean_line(plain_text(_rendered(post, "title"))), LONGEST_TITLE),
        summary=summary,
        published_at=_time(post),
        languages=feed.languages,
        published_certainty=None if _time(post) is None else Certainty.EXACT,  # in GMT by its name
    )


def _time(post: dict[str, Any]) -> datetime | None:
    return moment(_string(post.get("date_gmt")))


def _rendered(post: dict[str, Any], name: str) -> str:
    value = post.get(name)
    return _string(value.get("rendered")) if isinstance(value, dict) else ""


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
