"""Looking things up in the store: search, explain, export, digests."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from actors.considered import Considered
from actors.flags import Flagger
from flows import tell
from flows.passes import now, pack_of
from flows.settings import Settings, load_settings
from flows.show import print_json, say, table
from news.errors import InputError
from news.ids import shown
from news.texts import sentence_at
from storage import articles, digests, exports, outbox, searches
from storage.articles import StoredArticle
from storage.database import opened

_SENTENCE = 400  # characters of evidence on one line


def search(
    home: Path,
    words: str,
    *,
    actor: str | None,
    outlet: str | None,
    language: str | None,
    since: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Print the articles that hold all these words, newest first."""
    settings = _with_store(home)
    since = None if since is None else since.replace(tzinfo=settings.schedule.zone).astimezone(UTC)
    with opened(settings.store) as db:
        hits = searches.search(
            db, words, actor=actor, outlet=outlet, language=language, since=since, limit=limit
        )
    if as_json:
        print_json([{**asdict(hit), "id": shown(hit.id)} for hit in hits])
        return
    rows = [
        (f"{hit.published_at or hit.first_seen_at:%Y-%m-%d %H:%M}", hit.outlet, hit.title, shown(hit.id))
        for hit in hits
    ]
    table(f"{len(hits)} found (times in UTC)", ("when", "outlet", "title", "id"), rows)


def explain(home: Path, what: str, text: str | None, *, as_json: bool) -> None:
    """Say what was flagged in an article, by which rule, and what was refused and why.

    `what` is an article's id or URL; with `text`, that text is explained instead.
    """
    if text is not None:
        considered = Flagger(pack_of(load_settings(home))).consider(text, None, now().date())
        print_json(asdict(considered)) if as_json else _show_considered(text, considered)
        return
    settings = _with_store(home)
    with opened(settings.store) as db:
        stored = articles.find(db, what)
    if stored is None:
        raise InputError(f"no stored article has the id or URL {what}; `shamal search` finds ids")
    article = stored.article
    day = None if article.published_at is None else article.published_at.date()
    whole = f"{article.title}\n\n{article.text}"
    considered = Flagger(pack_of(settings)).consider(whole, article.language, day)
    if as_json:
        print_json({"id": shown(article.id), **asdict(stored), "considered": asdict(considered)})
    else:
        _show_article(stored)
        _show_considered(whole, considered)


def export(home: Path, what: str, to: Path, kind: str) -> None:
    """Write a table of the store to a file."""
    with opened(_with_store(home).store) as db:
        rows = exports.export_table(db, what, to, kind)
    say(f"{rows} rows of {what} written to {to}")


def preview(home: Path, to: Path | None) -> None:
    """Show what the next digest would say; nothing is stored or sent."""
    settings = _with_store(home)
    pack = pack_of(settings)
    with opened(settings.store) as db:
        coverage, stories = tell.gather(db, pack, now())
    rendered = tell.lay_out(settings, pack, coverage, stories)
    if to is None:
        print(rendered.text)
    else:
        to.write_text(rendered.html, encoding="utf-8")
        say(f"{rendered.subject}: written to {to}")


def list_digests(home: Path, *, as_json: bool) -> None:
    """Print the digests that were composed, newest first, and where their mails stand."""
    with opened(_with_store(home).store) as db:
        listed, mails = digests.list_digests(db, 50), outbox.states(db).values()
    rows = [
        {
            "id": shown(line.id),
            "until": f"{line.until:%Y-%m-%d %H:%M}",
            "subject": line.subject,
            "articles": line.articles,
            "mails": ", ".join(f"{m.recipient}: {m.state}" for m in mails if m.digest == line.id),
        }
        for line in listed
    ]
    if as_json:
        print_json(rows)
    else:
        columns = ("id", "until", "subject", "articles", "mails")
        table(f"{len(rows)} digests (times in UTC)", columns, [tuple(row.values()) for row in rows])


def _with_store(home: Path) -> Settings:
    settings = load_settings(home)
    if not settings.store.exists():
        raise InputError(f"nothing is stored in {home} yet: `shamal run` does a first pass")
    return settings


def _show_article(stored: StoredArticle) -> None:
    article, flags = stored.article, stored.flags
    console = Console()
    console.print(f"[bold]{escape(article.title)}[/bold]")
    told = (article.outlet, article.language or "language unknown", str(article.access))
    console.print(escape(f"{', '.join(told)}, revision {stored.revision}: {article.url}"))
    relevance = flags.relevance
    reasons = "; ".join(relevance.reasons)
    console.print(escape(f"On topic: {relevance.on_topic} ({relevance.score:.2f}): {reasons}"))
    if stored.relation is not None:
        copy = (
            f"copy of {stored.relation.copy_of} ({stored.relation.kind}), " if stored.relation.copy_of else ""
        )
        console.print(escape(f"{copy}story {stored.relation.story}: {stored.relation.reason}"))
    if article.removed:
        table("Stripped", ("kind", "line"), [(r.kind, r.text[:_SENTENCE]) for r in article.removed])


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
