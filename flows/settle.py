"""How articles are flagged, compared and stored: in order of time, in small transactions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from actors.flags import Flagger
from flows import decide
from flows.parallel import Each
from flows.place import place
from flows.station import Station
from news.errors import ShamalError
from news.records import Article, Flags, Outcome, Settled
from storage import articles
from storage.database import opened

CHUNK = 500  # articles settled in one transaction


def settle(
    station: Station, run: int, fates: Sequence[Settled], in_order: Each, now: datetime
) -> Mapping[Outcome, int]:
    """Flag, compare and store, in order of time and in small transactions; return the outcomes' counts.

    A run that is killed has settled the oldest articles whole and the others not at all, so that the next
    run, which meets them in the same order, ends in the same state.
    """
    storing = sorted((fate for fate in fates if fate.article is not None), key=_order)
    rest = [fate for fate in fates if fate.article is None]
    counts: Counter[Outcome] = Counter()

    def one(chunk: Sequence[Settled]) -> None:
        done = _settle_chunk(station, run, chunk, now)
        counts.update(fate.outcome for fate in done)

    chunks = [storing[at : at + CHUNK] for at in range(0, len(storing), CHUNK)]
    for _, problem in in_order(one, [*chunks, *([rest] if rest else [])], "Flagging, storing"):
        if isinstance(problem, ShamalError):
            raise problem
    return counts


def flags_of(flagger: Flagger, article: Article) -> Flags:
    """Return all mentions in an article, and its relevance."""
    return flagger.flag(article.title, article.text, article.language, article.published_at)


def _order(fate: Settled) -> tuple[bool, datetime, int]:
    article = fate.article
    assert article is not None  # noqa: S101 - settle() sorts fates that store
    return article.published_at is None, article.published_at or article.fetched_at, article.id


def _settle_chunk(station: Station, run: int, chunk: Sequence[Settled], now: datetime) -> list[Settled]:
    flagged = [_flagged(station, fate) for fate in chunk]
    with opened(station.settings.store) as db:
        held = articles.held(db, {fate.article.canonical_url for fate in chunk if fate.article is not None})
        fates = [_against_held(fate, held) for fate in _first_of_each(flagged)]
        return place(db, station.pack, run, fates, now)


def _flagged(station: Station, fate: Settled) -> Settled:
    return fate if fate.article is None else replace(fate, flags=flags_of(station.flagger, fate.article))


def _first_of_each(fates: Iterable[Settled]) -> Iterator[Settled]:
    """Let the first of several entries that turned out to be one article (by rel=canonical) stand for it."""
    firsts: dict[int, Settled] = {}
    for fate in fates:
        if fate.article is None or firsts.setdefault(fate.article.id, fate) is fate:
            yield fate
        else:
            twin = decide.twin_fate(fate.entry, firsts[fate.article.id])
            yield replace(twin, page=fate.page, capture=fate.capture)


def _against_held(fate: Settled, held: Mapping[str, articles.HeldArticle]) -> Settled:
    if fate.article is None or fate.article.canonical_url not in held:
        return fate
    if held[fate.article.canonical_url].text_id == fate.article.text_id or fate.outcome is Outcome.SUMMARY:
        return replace(fate, outcome=Outcome.KNOWN, article=None, flags=None)
    return replace(fate, outcome=Outcome.REVISION)
