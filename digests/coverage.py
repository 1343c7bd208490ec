"""What stands behind a digest, what is missing from it, and what that may hide."""

from collections.abc import Iterable

from digests.records import Gap, Statement
from digests.wording import count, listed, plain
from news.outlets import house
from news.records import SILENT, FeedState, Health
from news.reports import Coverage
from news.texts import clean_line

_WITHOUT_NEWS = frozenset({Health.EMPTY, Health.STALE})
_NAMED = 3  # outlets in the line at the top; the end of the mail names them all
_MESSAGE = 160  # characters


def statement(coverage: Coverage, reports: int) -> Statement:
    """Return what was read and what was not; `reports` is the number of reports in the digest."""
    failed = [feed for feed in coverage.feeds if feed.state in SILENT]
    empty = [feed for feed in coverage.feeds if feed.state in _WITHOUT_NEWS]
    return Statement(
        warning=_warning(coverage, failed),
        counts=_counts(coverage, reports, len(failed)),
        failed=tuple(_gap(feed) for feed in failed),
        empty=_outlets(empty),
        hidden=tuple(_hidden(coverage, failed, empty)),
    )


def _warning(coverage: Coverage, failed: list[FeedState]) -> str:
    parts = []
    if failed:
        names = listed(_outlets(failed), _NAMED)
        parts.append(f"{len(failed)} of {count(len(coverage.feeds), 'feed', 'feeds')} failed ({names})")
    if coverage.deferred:
        parts.append(f"{count(coverage.deferred, 'article', 'articles')} still to be read")
    return "; ".join(parts)


def _counts(coverage: Coverage, reports: int, failed: int) -> tuple[str, ...]:
    read = count(coverage.articles, "new article", "new articles")
    fate = f"{reports:,} in this digest, {coverage.off_topic:,} off topic, "
    told = f"{read} read: {fate}{coverage.without_mention:,} without a tracked actor."
    if not coverage.feeds:
        return told, "No feed was asked in this time."
    answered = len(coverage.feeds) - failed
    return told, f"{answered:,} of {count(len(coverage.feeds), 'feed', 'feeds')} answered."


def _hidden(coverage: Coverage, failed: list[FeedState], empty: list[FeedState]) -> Iterable[str]:
    """Yield, in sentences, what the gaps may hide."""
    heard = {house(feed.outlet) for feed in coverage.feeds if feed.state not in SILENT | _WITHOUT_NEWS}
    lost = tuple(outlet for outlet in _outlets(failed) if outlet not in heard)
    partly = tuple(outlet for outlet in _outlets(failed) if outlet in heard)
    if failed and not heard and not empty:
        yield "No feed answered: that little or nothing stands here does not mean that nothing happened."
    elif lost:
        yield f"Nothing was heard from {listed(lost, len(lost))}: what only they report is missing here."
    if partly:
        yield f"Heard through another feed only, so perhaps in part: {listed(partly, len(partly))}."
    if empty:
        yield "A feed without new entries may be quiet or broken; this cannot be told from here."
    if coverage.history:
        were = count(coverage.history, "article was", "articles were")
        yield f"{were} old already when first seen: kept, but not told here as news."
    for feed in coverage.gaps:
        yield f"{plain(feed.outlet)}: {clean_line(feed.message)[:_MESSAGE]}."
    if coverage.deferred:
        waiting = count(coverage.deferred, "article was", "articles were")
        yield f"{waiting} announced but could not be read yet; the next runs try again."


def _gap(feed: FeedState) -> Gap:
    message = clean_line(feed.message) or "no reason given"
    return Gap(plain(feed.feed), plain(feed.outlet), message[:_MESSAGE])


def _outlets(feeds: list[FeedState]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(house(feed.outlet)) for feed in feeds))
