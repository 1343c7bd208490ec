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
    newsroom = load_newsroom(FOLDER, _NOW, edition=2)
    served = [a for a in newsroom.articles if a.paragraphs and a.status == 200 and a.kind != "amp-link"]
    read = {row["id"]: row for row in filtered("extract", (_page(newsroom, article) for article in served))}
    flagged = {row["id"]: row for row in filtered("flag", map(_text, served))}
    grouped = {row["id"]: row for row in filtered("group", map(_text, served))}
    return {
        **_extraction(served, read),
        "newsroom mentions f1": _mentions(served, flagged),
        "newsroom copies f1": _pairs_f1(_copies(served), {k: r["copy_of"] or k for k, r in grouped.items()}),
        "newsroom stories f1": _pairs_f1(_events(served), {k: r["story"] for k, r in grouped.items()}),
    }


def _page(newsroom: Newsroom, article: SampleArticle) -> dict[str, Any]:
    path = article.url.split("/", 3)[3]
    body = newsroom.respond(host_of(article.url), f"/{path}").body
    return {"id": article.id, "url": article.url, "html": body.decode()}


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


def _extraction(served: Iterable[SampleArticle], read: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    wanted = found = kept = clean = 0
    for article in served:
        true = {" ".join(line.split()) for line in article.text.split("\n\n")}
        lines = {" ".join(line.split()) for line in read[article.id]["text"].split("\n\n")}
        wanted, found = wanted + len(true), found + len(true & lines)
        kept, clean = kept + len(lines), clean + len(lines & true)
    return {"newsroom article lines kept": found / wanted, "newsroom lines that are article": clean / kept}


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
