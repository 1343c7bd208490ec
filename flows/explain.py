"""`shamal explain`: why an article was flagged, how it changed, and where the evidence lies."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from actors.considered import Considered
from actors.flags import Flagger
from flows.lookup import with_store
from flows.settings import load_settings
from flows.show import print_json, show_changes, table
from flows.station import now, pack_of
from news.changes import changes
from news.errors import InputError
from news.ids import shown
from news.records import Access, Article, Certainty
from news.relations import Relation
from news.texts import sentence_at
from storage import articles, captures, revisions
from storage.articles import StoredArticle
from storage.captures import Captured
from storage.database import opened
from storage.revisions import Cause, Revision

_SURENESS = {
    Certainty.EXACT: "exact",
    Certainty.ZONE_ASSUMED: "its zone was not told and is taken for UTC",
    Certainty.DAY: "only the day was told",
    Certainty.GUESSED: "guessed from visible text or the address",
}
_SENTENCE = 400  # characters of evidence on one line


def explain(home: Path, what: str, text: str | None, *, as_json: bool) -> None:
    """Say what was flagged in an article, by which rule, and what was refused and why.

    `what` is an article's id or URL; with `text`, that text is explained instead.
    """
    if text is not None:
        considered = Flagger(pack_of(load_settings(home))).consider(text, None, now().date())
        print_json(asdict(considered)) if as_json else _show_considered(text, considered)
        return
    settings = with_store(home)
    with opened(settings.store) as db:
        stored = articles.find(db, what)
        if stored is None:
            raise InputError(f"no stored article has the id or URL {what}; `shamal search` finds ids")
        versions = revisions.of_article(db, stored.article.id)
        kept = captures.of_entries(db, [seen.entry.id for seen in stored.entries])
    pages = sorted((page for pages in kept.values() for page in pages), key=lambda page: page.fetched_at)
    article = stored.article
    day = None if article.published_at is None else article.published_at.date()
    whole = f"{article.title}\n\n{article.text}"
    considered = Flagger(pack_of(settings)).consider(whole, article.language, day)
    if as_json:
        told = {"considered": asdict(considered), "captures": [asdict(page) for page in pages]}
        print_json({"id": shown(article.id), **asdict(stored), **told})
    else:
        _show_article(stored)
        _show_versions(versions)
        for page in pages:
            _show_page(page)
        _show_considered(whole, considered)


def _show_article(stored: StoredArticle) -> None:
    article, flags = stored.article, stored.flags
    console = Console()
    console.print(f"[bold]{escape(article.title)}[/bold]")
    told = (article.outlet, article.language or "language unknown", str(article.access))
    console.print(escape(f"{', '.join(told)}, revision {stored.revision}: {article.url}"))
    console.print(escape(_dating(article)))
    _show_access(console, article)
    relevance = flags.relevance
    reasons = "; ".join(relevance.reasons)
    console.print(escape(f"On topic: {relevance.on_topic} ({relevance.score:.2f}): {reasons}"))
    if stored.relation is not None:
        _show_relation(console, stored.relation)
    if article.removed:
        table("Stripped", ("kind", "line"), [(r.kind, r.text[:_SENTENCE]) for r in article.removed])


def _show_relation(console: Console, relation: Relation) -> None:
    copied = f"{relation.kind} copy of {relation.copy_of}, " if relation.copy_of else ""
    reason = f": {relation.reason}" if relation.reason else ""
    console.print(escape(f"{copied}story {relation.story}{reason}"), highlight=False)
    for link in relation.links:
        console.print(escape(f"The story {link.tie} {link.story}: {link.reason}"), highlight=False)


def _dating(article: Article) -> str:
    """Say who wrote an article, when it came out and how sure that is."""
    writer = f"By {article.byline}. " if article.byline else ""
    if article.published_at is None:
        return f"{writer}Neither feed nor page says when it was published"
    how = "" if article.published_certainty is None else f" ({_SURENESS[article.published_certainty]})"
    changed = "" if article.modified_at is None else f", changed {article.modified_at:%Y-%m-%d %H:%M} UTC"
    return f"{writer}Published {article.published_at:%Y-%m-%d %H:%M} UTC{how}{changed}"


def _show_access(console: Console, article: Article) -> None:
    if article.access is Access.PARTIAL or article.access_evidence:
        verdict = "Only a part of the text" if article.access is Access.PARTIAL else "The whole text"
        evidence = "; ".join(article.access_evidence)
        console.print(escape(f"{verdict}: {evidence}" if evidence else verdict), highlight=False)


def _show_versions(versions: Sequence[Revision]) -> None:
    for old, new in pairwise(versions):
        why = "changed by its publisher" if new.cause is Cause.PUBLISHER else "read better from the archive"
        print(f"Revision {new.number}, {why}; fetched {new.fetched_at:%Y-%m-%d %H:%M} UTC")
        show_changes(changes(old, new))


def _show_page(page: Captured) -> None:
    place = page.capture
    print(
        f"Page of {page.fetched_at:%Y-%m-%d %H:%M} UTC: archive/{place.file} at byte {place.offset}, "
        f"SHA-256 {place.sha256}"
    )


def _show_considered(text: str, considered: Considered) -> None:
    console = Console()
    console.print(f"[bold]{len(considered.mentions)} mentions[/bold]")
    for mention in considered.mentions:
        why = f"{mention.rule}: {mention.alias}"
        _show_evidence(
            console, mention.actor, mention.surface, why, _sentence(text, mention.start, mention.end)
        )
    console.print(f"[bold]{len(considered.refused)} considered and refused[/bold]")
    for refusal in considered.refused:
        sentence = _sentence(text, refusal.start, refusal.end)
        _show_evidence(console, refusal.actor, refusal.surface, refusal.reason, sentence)


def _show_evidence(console: Console, actor: str, surface: str, why: str, sentence: str) -> None:
    console.print(f"  [bold]{escape(actor)}[/bold]  “{escape(surface)}”  ({escape(why)})", highlight=False)
    console.print(Padding(escape(sentence), (0, 0, 0, 6)), style="dim", highlight=False)


def _sentence(text: str, start: int, end: int) -> str:
    left, right = sentence_at(text, start, end)
    return text[left:right][:_SENTENCE]
