"""Quality on the sample newsroom, whose truth is known to the letter."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from benchmarks.filters import ROOT, filtered
from news.urls import host_of
from packs.newsroom import Newsroom, load_newsroom
from packs.sample_articles import SampleArticle

FOLDER = ROOT / "packs" / "sample-newsroom"
_NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)


def measure() -> dict[str, float]:
    """Measure extraction, mentions, copies and stories on the second edition."""
    edition = second_edition()
    articles = served(edition)
    read = {row["id"]: row["text"] for row in filtered("extract", (_row(edition, each) for each in articles))}
    flagged = {row["id"]: row for row in filtered("flag", map(_text, articles))}
    grouped = {row["id"]: row for row in filtered("group", map(_text, articles))}
    copies = {id_: row["copy_of"] or id_ for id_, row in grouped.items()}
    return {
        **{f"newsroom {name}": value for name, value in lines(articles, read).items()},
        "newsroom mentions f1": _mentions(articles, flagged),
        "newsroom copies f1": _pairs_f1(_copies(articles), copies),
        "newsroom stories f1": _pairs_f1(_events(articles), {k: r["story"] for k, r in grouped.items()}),
    }


def second_edition() -> Newsroom:
    """Return the newsroom at a fixed time, with all its articles."""
    return load_newsroom(FOLDER, _NOW, edition=2)


def served(edition: Newsroom) -> list[SampleArticle]:
    """Return the articles whose pages hold a text."""
    return [a for a in edition.articles if a.paragraphs and a.status == 200 and a.kind != "amp-link"]


def page(edition: Newsroom, article: SampleArticle) -> bytes:
    """Return an article's page as it is served."""
    path = article.url.split("/", 3)[3]
    return edition.respond(host_of(article.url), f"/{path}").body


def lines(articles: Iterable[SampleArticle], texts: Mapping[str, str]) -> dict[str, float]:
    """Return how many lines of these articles are kept in texts by id, and how many there are article."""
    wanted = found = kept = clean = 0
    for article in articles:
        true = {" ".join(line.split()) for line in article.text.split("\n\n")}
        read = {" ".join(line.split()) for line in texts[article.id].split("\n\n")}
        wanted, found = wanted + len(true), found + len(true & read)
        kept, clean = kept + len(read), clean + len(read & true)
    return {"article lines kept": found / wanted, "lines that are article": clean / kept}


def _row(edition: Newsroom, article: SampleArticle) -> dict[str, Any]:
    return {"id": article.id, "url": article.url, "html": page(edition, article).decode()}


def _text(article: SampleArticle) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published_at": article.published_at.isoformat(),
        "outlet": article.outlet.name,
    }


def _mentions(served: Iterable[SampleArticle], flagged: Mapping[str, Mapping[str, Any]]) -> float:
    hits = said = true = 0
    for article in served:
        row = flagged[article.id]
        actors = {mention["actor"] for mention in (*row["mentions"], *row["title_mentions"])}
        hits, said, true = hits + len(actors & article.actors), said + len(actors), true + len(article.actors)
    return 2 * hits / (said + true)


def _copies(served: Iterable[SampleArticle]) -> dict[str, str]:
    return {article.id: article.copy_of or article.id for article in served}


def _events(served: Iterable[SampleArticle]) -> dict[str, str]:
    return {article.id: article.event or article.id for article in served}


def _pairs_f1(true: Mapping[str, str], said: Mapping[str, str]) -> float:
    wanted, found = _pairs(true), _pairs(said)
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted or found else 1.0


def _pairs(labels: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(a, b) for a, b in combinations(sorted(labels), 2) if labels[a] == labels[b]}
