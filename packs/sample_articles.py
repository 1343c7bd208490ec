"""The sample newsroom's records, and how its folder is read: strictly, so that its truth stays exact."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

from news.errors import PackError
from news.ids import content_id
from news.records import OnTopic
from packs.fields import NEEDED, Field, identifier, language, number, remark, table, text, texts, whole
from packs.tables import Row, read_document, row, rows, unknown

_DAY = re.compile(r"\{day:(\d+(?:\.\d+)?)\}")  # the day so many hours before the first edition


@dataclass(frozen=True, slots=True)
class Words:
    """An outlet's boilerplate, in its language. Tuples are several lines or entries of one kind."""

    sections: tuple[str, ...]
    search: str
    share: str
    share_on: tuple[str, ...]
    related: str
    read_more: str
    newsletter: tuple[str, ...]  # title, text, button
    donation: str
    copyright: str
    cookie: str
    tags: str
    comments: tuple[str, ...]  # heading, then one comment each
    most_read: str
    photo: str
    reported: str
    about: str
    interruptions: tuple[str, ...]  # lines that stand between paragraphs
    standing: tuple[str, ...]  # two sentences of the house on each page, worded like an article's
    paywall: tuple[str, ...]
    consent: tuple[str, ...]  # title, text, button
    notice: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """A fictional outlet. `path` makes an article's address from {slug} or {number}; `days` from Monday."""

    id: str
    name: str
    host: str
    template: str
    language: str
    feed: str  # rss or atom
    feed_path: str
    path: str
    days: tuple[str, ...]
    words: Words
    feed_foot: str = ""  # what the outlet's software adds to each summary
    article_body: bool = False  # its JSON-LD holds the whole text


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article as an edition serves it: what its page must yield, and what a careful reader would say.

    `url` is the article's own address, `link` the one in the feed. `paragraphs` is the true text that is
    served, empty where no article is served. `event` is the label of its story, "" where it stands alone.
    """

    id: str
    outlet: Outlet
    url: str
    link: str
    title: str
    published_at: datetime
    kind: str
    on_topic: OnTopic
    updated_at: datetime | None = None
    byline: str = ""
    standfirst: str = ""
    paragraphs: tuple[str, ...] = ()
    summary: str = ""
    copy_of: str = ""
    actors: frozenset[str] = frozenset()
    event: str = ""
    tags: tuple[str, ...] = ()
    caption: str = ""
    credit: str = ""
    paywall: str = ""  # declared, silent, or "" for none
    page: str = "article"  # or consent: what is served instead
    status: int = 200
    steady: bool = True  # the same in every edition: other pages may link to it and stay the same too

    @property
    def language(self) -> str:
        """The language it is written in: its outlet's."""
        return self.outlet.language

    @property
    def text(self) -> str:
        """The true text: standfirst and paragraphs, parted by an empty line."""
        return "\n\n".join(p for p in (self.standfirst, *self.paragraphs) if p)


def read_outlets(folder: Path) -> tuple[Outlet, ...]:
    """Read `outlets.toml`; PackError names file, table and key of what is wrong."""
    file = folder / "outlets.toml"
    found = rows([read_document(file, f"{folder.name}/{file.name}")], "outlet", OUTLET)
    return tuple(_outlet(each) for each in found)


def read_articles(
    folder: Path, outlets: tuple[Outlet, ...], now: datetime, edition: int
) -> tuple[SampleArticle, ...]:
    """Read `articles/<outlet>/<slug>.toml` as of this edition, newest first; PackError names file and key."""
    known = {outlet.id: outlet for outlet in outlets}
    written = {
        name: found for name, found in _rows_by_name(folder, known).items() if found["edition"] <= edition
    }
    articles = {
        name: _article(name, found, known[name.partition("/")[0]], now, edition)
        for name, found in written.items()
    }
    for name, found in written.items():
        for key in ("links_to", "copy_of"):
            if found[key] and found[key] not in articles:
                raise found.wrong(f'under "{key}": {unknown("article", found[key], articles)}')
        if found["links_to"]:
            articles[name] = _linked(articles[name], articles[found["links_to"]])
    return tuple(sorted(articles.values(), key=lambda article: article.published_at, reverse=True))


def _one_of(*words: str, default: Any = NEEDED) -> Field:
    return Field(f"one of {', '.join(words)}", lambda value: value in words, default)


WORDS = {
    name: texts(needed=True) if hint == tuple[str, ...] else text()
    for name, hint in get_type_hints(Words).items()
}
OUTLET = {
    "id": identifier(),
    "name": text(),
    "host": text(),
    "template": identifier(),
    "language": language(),
    "feed": _one_of("rss", "atom"),
    "feed_path": text(),
    "path": text(),
    "days": Field(
        "the names of the 7 days from Monday", lambda value: isinstance(value, list) and len(value) == 7
    ),
    "words": table(),
    "feed_foot": remark(),
    "article_body": Field("true or false", lambda value: isinstance(value, bool), default=False),
}
_TEXT = {
    "title": text(),
    "standfirst": remark(),
    "paragraphs": texts(),
    "summary": remark(),
}
UPDATE = {**_TEXT, "hours": number(0, 1000)}
ARTICLE = {
    **_TEXT,
    "published": number(0, 1000),  # hours before the first edition
    "kind": _one_of("original", "copy", "truncated", "stub", "amp-link", "unserved"),
    "on_topic": _one_of(*OnTopic),
    "event": remark(),
    "actors": texts(),
    "byline": remark(),
    "tags": texts(),
    "caption": remark(),
    "credit": remark(),
    "tracking": remark(),
    "copy_of": remark(),
    "links_to": remark(),
    "paywall": _one_of("declared", "silent", default=""),
    "page": _one_of("article", "consent", default="article"),
    "status": whole(200, 599, default=200),
    "edition": whole(1, 2, default=1),
    "update": table(default=None),
}


_AS_WRITTEN = ("kind", "byline", "copy_of", "event", "tags", "caption", "credit", "paywall", "page", "status")


def _rows_by_name(folder: Path, known: dict[str, Outlet]) -> dict[str, Row]:
    """Return every article's table, checked, by its name "outlet/slug"."""
    found = {}
    for file in sorted((folder / "articles").glob("*/*.toml")):
        name = f"{file.parent.name}/{file.stem}"
        document = read_document(file, f"{folder.name}/articles/{name}.toml")
        if file.parent.name not in known:
            raise PackError(f"{document.name}: {unknown('outlet', file.parent.name, known)}")
        found[name] = row(document.tables, ARTICLE, document.name)
    return found


def _outlet(found: Row) -> Outlet:
    words = row(found["words"], WORDS, f"{found.where}, words")
    return Outlet(**{**found.values, "words": Words(**words.values)})


def _article(name: str, found: Row, outlet: Outlet, now: datetime, edition: int) -> SampleArticle:
    slug = name.partition("/")[2]
    number = str(10_000 + content_id(slug) % 90_000)
    url = f"http://{outlet.host}{outlet.path}".replace("{slug}", slug).replace("{number}", number)
    article = SampleArticle(
        id=name,
        outlet=outlet,
        url=url,
        link=f"{url}{'&' if '?' in url else '?'}{found['tracking']}".rstrip("?&"),
        published_at=_before(now, found["published"]),
        on_topic=OnTopic(found["on_topic"]),
        actors=frozenset(found["actors"]),
        steady=found["edition"] == 1 and found["update"] is None,
        **_told(found, outlet, now),
        **{key: found[key] for key in _AS_WRITTEN},
    )
    if found["update"] is None:
        return article
    update = row(found["update"], UPDATE, f"{found.where}: [update]")
    if edition == 1:
        return article
    return replace(article, updated_at=_before(now, update["hours"]), **_told(update, outlet, now))


def _told(found: Row, outlet: Outlet, now: datetime) -> dict[str, Any]:
    """Return title, standfirst, paragraphs and summary with the days in them named."""

    def dated(told: str) -> str:
        return _DAY.sub(lambda match: outlet.days[_before(now, float(match[1])).weekday()], told)

    whole_texts = {key: dated(found[key]) for key in ("title", "standfirst", "summary")}
    return {**whole_texts, "paragraphs": tuple(dated(paragraph) for paragraph in found["paragraphs"])}


def _linked(entry: SampleArticle, target: SampleArticle) -> SampleArticle:
    """Return an entry that only points at the AMP page of another's article, with that article's truth."""
    return replace(
        entry,
        url=target.url,
        link=f"{target.url.rstrip('/')}/amp",
        copy_of=target.id,
        standfirst=target.standfirst,
        paragraphs=target.paragraphs,
        actors=target.actors,
    )


def _before(now: datetime, hours: float) -> datetime:
    return (now - timedelta(hours=hours)).replace(microsecond=0)
