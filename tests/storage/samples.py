"""Small made-up entries and articles for the tests of the store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from news.ids import shown
from news.records import (
    Access,
    Answer,
    Article,
    Certainty,
    FeedEntry,
    FeedMemory,
    FeedState,
    Flags,
    Mention,
    OnTopic,
    Outcome,
    PlaceMention,
    Poll,
    Relevance,
    Removed,
    Settled,
)
from news.relations import Kind, Relation

NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def entry(name: str = "raqqa", feed: str = "enab", **changes: object) -> FeedEntry:
    url = f"https://{feed}.example/{name}"
    plain = FeedEntry(feed, feed.title(), url, guid=url, title=f"News of {name}", languages=("ar", "en"))
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's own words


def article(name: str = "raqqa", feed: str = "enab", **changes: object) -> Article:
    url = f"https://{feed}.example/{name}"
    plain = Article(
        url=url,
        canonical_url=url,
        feed=feed,
        outlet=feed.title(),
        title=f"News of {name}",
        text=f"SDF fighters left {name} on Monday.",
        access=Access.FULL,
        fetched_at=NOW,
        published_at=NOW - HOUR,
        published_certainty=Certainty.EXACT,
        modified_at=NOW,
        language="en",
        access_evidence=("declared not free in JSON-LD", "breaks off in an ellipsis"),
        removed=(Removed("share", "Share this"), Removed("related", "Read also")),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's own words


def mention(actor: str = "sdf", start: int = 0) -> Mention:
    return Mention(actor, start, start + 3, "SDF", "SDF", "name")


def flags(*actors: str, on_topic: OnTopic = OnTopic.YES, places: tuple[str, ...] = ()) -> Flags:
    return Flags(
        mentions=tuple(mention(actor) for actor in sorted(actors)),
        title_mentions=(),
        places=tuple(PlaceMention(place, 18, 23, "raqqa") for place in places),
        title_places=(),
        relevance=Relevance(on_topic, 0.75, ("place: raqqa",)),
        scene=places[0] if places else None,
    )


def relation(of: Article, story: int = 7, copy_of: Article | None = None) -> Relation:
    if copy_of is None:
        return Relation(shown(of.id), shown(story), reason="its first report")
    return Relation(shown(of.id), shown(story), shown(copy_of.id), Kind.VERBATIM, 0.97, "same text")


def stored(of: Article, found: Flags | None = None, **changes: object) -> Settled:
    """The settlement of an entry whose page gave this new article."""
    told = entry(of.canonical_url.rsplit("/", 1)[1], of.feed)
    plain = Settled(told, Outcome.STORED, of, flags("sdf") if found is None else found, relation(of))
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's own words


def polled(state: FeedState, *, gap: bool = False) -> Poll:
    url = f"https://{state.feed}.example/feed/"
    return Poll(Answer.READ, FeedMemory(url, state, asked_at=NOW, due_at=NOW + HOUR), gap=gap)
