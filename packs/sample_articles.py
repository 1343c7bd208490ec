"""The sample newsroom's records, and how its folder is read: strictly, so that its truth stays exact."""

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from news.errors import PackError
from news.records import OnTopic

_DAY = re.compile(r"\{day:(\d+(?:\.\d+)?)\}")
_KINDS = ("original", "copy", "truncated", "stub", "amp-link", "unserved")
_Record = TypeVar("_Record")


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
    paywall: tuple[str, ...]
    consent: tuple[str, ...]  # title, text, button
    notice: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """A fictional outlet. `path` makes an article's address from {slug} or {number}; `days` starts on Monday."""

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
    """One article as an edition serves it: what its page must yield, and what a careful reader would say of it.

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
    language: str
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

    @property
    def text(self) -> str:
        """The true text: standfirst and paragraphs, parted by an empty line."""
        return "\n\n".join(p for p in (self.standfirst, *self.paragraphs) if p)


@dataclass(frozen=True, slots=True)
class _Update:
    hours: float
    title: str
    paragraphs: tuple[str, ...]
    standfirst: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """An article as its file has it."""

    title: str
    published: float  # hours before the first edition
    kind: str
    on_topic: str
    language: str = ""
    byline: str = ""
    standfirst: str = ""
    paragraphs: tuple[str, ...] = ()
    summary: str = ""
    copy_of: str = ""
    links_to: str = ""
    actors: tuple[str, ...] = ()
    event: str = ""
    tags: tuple[str, ...] = ()
    caption: str = ""
    credit: str = ""
    tracking: str = ""
    paywall: str = ""
    page: str = "article"
    status: int = 200
    edition: int = 1
    update: dict[str, Any] = field(default_factory=dict)


def read_outlets(folder: Path) -> tuple[Outlet, ...]:
    """Read `outlets.toml`; PackError names file, table and key of what is wrong."""
    path = folder / "outlets.toml"
    document = _parsed(path)
    for key in document.keys() - {"outlet"}:
        raise PackError(f"{path}: unknown key {key!r}; only [[outlet]] tables belong here")
    return tuple(_outlet(table, f"{path}, outlet {n}") for n, table in enumerate(document["outlet"], 1))


def read_articles(
    folder: Path, outlets: tuple[Outlet, ...], now: datetime, edition: int
) -> list[SampleArticle]:
    """Read `articles/<outlet>/<slug>.toml` of this edition, newest first; PackError names file and key."""
    known = {outlet.id: outlet for outlet in outlets}
    written = {}
    for path in sorted((folder / "articles").glob("*/*.toml")):
        if path.parent.name not in known:
            raise PackError(f"{path}: outlets.toml has no outlet {path.parent.name!r}")
        record = _article(path)
        if record.edition <= edition:
            written[f"{path.parent.name}/{path.stem}"] = (path, _this_edition(record, path, edition))
    articles = {
        name: _resolved(name, record, known[path.parent.name], now)
        for name, (path, record) in written.items()
    }
    for name, (path, record) in written.items():
        for target in filter(None, (record.links_to, record.copy_of)):
            if target not in articles:
                raise PackError(f"{path}: there is no article {target!r} to link to")
        if record.links_to:
            articles[name] = _linked(articles[name], articles[record.links_to])
    return sorted(articles.values(), key=lambda article: article.published_at, reverse=True)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"{path}: cannot be read: {error}") from error


def _outlet(table: dict[str, Any], where: str) -> Outlet:
    words = _checked(Words, table.get("words", {}), f"{where}, words")
    outlet = _checked(Outlet, {**table, "words": words}, where)
    if outlet.feed not in ("rss", "atom"):
        raise PackError(f"{where}: feed = {outlet.feed!r} must be rss or atom")
    if len(outlet.days) != 7:
        raise PackError(f"{where}: days must name the 7 days from Monday")
    return outlet


def _article(path: Path) -> _Written:
    record = _checked(_Written, _parsed(path), str(path))
    for key, allowed in (
        ("kind", _KINDS),
        ("on_topic", tuple(OnTopic)),
        ("paywall", ("", "declared", "silent")),
        ("page", ("article", "consent")),
    ):
        if getattr(record, key) not in allowed:
            raise PackError(f"{path}: {key} = {getattr(record, key)!r} must be one of {', '.join(allowed)}")
    return record


def _this_edition(record: _Written, path: Path, edition: int) -> _Written:
    if not record.update:
        return record
    update = _checked(_Update, record.update, f"{path}, update")
    if edition == 1:
        return replace(record, update={})
    return replace(
        record,
        title=update.title,
        paragraphs=update.paragraphs,
        standfirst=update.standfirst or record.standfirst,
        summary=update.summary or record.summary,
    )


def _resolved(name: str, record: _Written, outlet: Outlet, now: datetime) -> SampleArticle:
    slug = name.split("/")[1]
    number = 10_000 + sum(ord(char) * (place + 1) * 31 for place, char in enumerate(slug)) % 80_000
    url = f"http://{outlet.host}{outlet.path.format(slug=slug, number=number)}"
    joint = "&" if "?" in url else "?"

    def dated(text: str) -> str:
        return _DAY.sub(lambda match: outlet.days[_before(now, float(match[1])).weekday()], text)

    return SampleArticle(
        id=name,
        outlet=outlet,
        url=url,
        link=f"{url}{joint}{record.tracking}" if record.tracking else url,
        title=dated(record.title),
        published_at=_before(now, record.published),
        updated_at=_before(now, record.update["hours"]) if record.update else None,
        kind=record.kind,
        on_topic=OnTopic(record.on_topic),
        language=record.language or outlet.language,
        byline=record.byline,
        standfirst=dated(record.standfirst),
        paragraphs=tuple(dated(paragraph) for paragraph in record.paragraphs),
        summary=dated(record.summary),
        copy_of=record.copy_of,
        actors=frozenset(record.actors),
        event=record.event,
        tags=record.tags,
        caption=record.caption,
        credit=record.credit,
        paywall=record.paywall,
        page=record.page,
        status=record.status,
    )


def _linked(entry: SampleArticle, target: SampleArticle) -> SampleArticle:
    """Return an entry that only points at the AMP page of another outlet's article, with that article's truth."""
    return replace(
        entry,
        url=target.url,
        link=f"{target.url.rstrip('/')}/amp/",
        copy_of=target.id,
        standfirst=target.standfirst,
        paragraphs=target.paragraphs,
        actors=target.actors,
    )


def _before(now: datetime, hours: float) -> datetime:
    return (now - timedelta(hours=hours)).replace(microsecond=0)


def _checked(record: type[_Record], table: dict[str, Any], where: str) -> _Record:
    """Build a record from a TOML table; PackError on an unknown, missing or wrongly typed key."""
    hints = get_type_hints(record)
    for key in table.keys() - hints.keys():
        raise PackError(f"{where}: unknown key {key!r}; known are {', '.join(hints)}")
    values = {}
    for one in fields(record):  # type: ignore[arg-type]  # every caller passes a dataclass
        if one.name in table:
            values[one.name] = _typed(table[one.name], hints[one.name], f"{where}: {one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise PackError(f"{where}: key {one.name!r} is missing")
    return record(**values)


def _typed(value: Any, hint: Any, where: str) -> Any:  # noqa: ANN401 - TOML values have any type
    if hint == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise PackError(f"{where} must be a list of strings")
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    expected = dict if hint == dict[str, Any] else hint
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        raise PackError(f"{where} must be a {expected.__name__}")
    return value
