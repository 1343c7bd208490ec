"""Who was first, as far as dates can be trusted: every report appeared within a range of time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from news.corroboration import Account, Dependence, Leaning
from news.records import Certainty

_ZONES = timedelta(hours=14)  # the furthest that a zone lies from UTC
_NO_TIME = timedelta(0)
_GUESS = timedelta(days=2)
_EARLY = datetime.min.replace(tzinfo=UTC)
_LATE = datetime.max.replace(tzinfo=UTC)
# How far before and after its date a report may have appeared; a date of unknown certainty is a guess.
_RANGES: dict[Certainty | None, tuple[timedelta, timedelta]] = {
    Certainty.EXACT: (_NO_TIME, _NO_TIME),
    Certainty.ZONE_ASSUMED: (_ZONES, _ZONES),
    Certainty.DAY: (_ZONES, timedelta(days=1) + _ZONES),
    Certainty.GUESSED: (_GUESS, _GUESS),
    None: (_GUESS, _GUESS),
}


def firsts(
    accounts: Sequence[Account], chain: Sequence[Dependence]
) -> tuple[tuple[int, ...], datetime | None, datetime | None]:
    """Return the articles that may have been first, and the earliest and latest time of the first one.

    Who copies, credits or cites another report of the story came after it, whatever the dates say, and
    an aggregator after whoever it collects from. None as the earliest: a report without a date may have been
    first; as the latest: no report has a date.
    """
    followers = _followers({account.article for account in accounts}, chain)
    leading = [each for each in accounts if each.article not in followers] or list(accounts)
    if not leading:
        return (), None, None
    latest = min(_span(each)[1] for each in leading)
    possible = [each for each in leading if _span(each)[0] <= latest]
    earliest = min(_span(each)[0] for each in possible)
    return (
        tuple(each.article for each in possible),
        None if earliest == _EARLY else earliest,
        None if latest == _LATE else latest,
    )


def midpoint(account: Account) -> datetime:
    """Return the likeliest time of a report, for an order: one without a date comes last."""
    early, late = _span(account)
    return _LATE if account.published_at is None else early + (late - early) / 2


def _span(account: Account) -> tuple[datetime, datetime]:
    if account.published_at is None:
        return _EARLY, _LATE
    before, after = _RANGES[account.certainty]
    return account.published_at - before, account.published_at + after


def _followers(articles: set[int], chain: Sequence[Dependence]) -> set[int]:
    return {
        link.article
        for link in chain
        if link.leaning is Leaning.AGGREGATOR
        or (link.leaning is not Leaning.OWNER and link.on_article in articles)
    }
