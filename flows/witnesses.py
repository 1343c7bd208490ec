"""Where stories and packs meet: how far a story's reports corroborate each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from news.corroboration import Account, Corroboration
from news.knowledge import Pack
from news.reports import Report
from stories.voices import corroborate


def labelled(reports: Iterable[Report], pack: Pack) -> tuple[Report, ...]:
    """Return reports with what the pack says of their outlets, as far as it still knows them."""
    feeds = {feed.outlet: feed for feed in pack.feeds}
    return tuple(
        replace(each, affiliation=feeds[each.outlet].affiliation, independent=feeds[each.outlet].independent)
        if each.outlet in feeds
        else each
        for each in reports
    )


def corroboration_of(reports: Sequence[Report], pack: Pack) -> Corroboration:
    """Judge the reports of one story by the owners and sources that the pack knows."""
    owners = {feed.outlet: feed.owner for feed in pack.feeds}
    return corroborate([_account(report, owners.get(report.outlet, "")) for report in reports], pack.sources)


def _account(report: Report, owner: str) -> Account:
    return Account(
        article=report.article_id,
        outlet=report.outlet,
        title=report.title,
        text=report.text,
        language=report.language,
        owner=owner,
        independent=report.independent,
        published_at=report.published_at,
        certainty=report.published_certainty,
        copy_of=report.copy_of,
        byline=report.byline,
    )
