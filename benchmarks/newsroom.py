"""Quality on the sample newsroom, whose truth is known to the letter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from benchmarks.filters import ROOT, filtered
from benchmarks.groups import pair_f1
from news.records import Known
from news.urls import host_of
from packs.loader import load_pack
from packs.newsroom import Newsroom, load_newsroom
from packs.sample_articles import SampleArticle
from scrapers.articles import read

FOLDER = ROOT / "packs" / "sample-newsroom"
SHAPES = ("amp", "arabic-theme", "bare", "elementor", "jsonld", "newspaper", "wordpress")
_NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)


def measure() -> dict[str, float]:
    """Measure extraction, mentions, copies and stories on the second edition."""
    edition = second_edition()
    articles = served(edition)
    rows = filtered("extract", (_row(edition, each) for each in articles), FOLDER.name)
    told = {row["id"]: row["text"] for row in rows}
    flagged = {row["id"]: row for row in filtered("flag", map(_text, articles))}
    grouped = {row["id"]: row for row in filtered("group", map(_text, articles))}
    copies = {id_: row["copy_of"] or id_ for id_, row in grouped.items()}
    return {
        **{f"newsroom {name}": value for name, value in lines(articles, told).items()},
        **_in_all_shapes(),
        "newsroom mentions f1": _mentions(articles, flagged),
        "newsroom copies f1": pair_f1(copies, _copies(articles)),
        "newsroom stories f1": pair_f1({k: r["story"] for k, r in grouped.items()}, _events(articles)),
    }


def second_edition(shape: str = "") -> Newsroom:
    """Return the newsroom at a fixed time, with all its articles, all in one shape where that is given."""
    return load_newsroom(FOLDER, _NOW, 2, shape)


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


def _in_all_shapes() -> dict[str, float]:
    """Measure lines with each article in each shape of page."""
    rules = load_pack(FOLDER).line_rules
    articles: list[SampleArticle] = []
    texts: dict[str, str] = {}
    for shape in SHAPES:
        edition = second_edition(shape)
        for article in served(edition):
            known = Known(article.outlet.name, article.title)
            shaped = replace(article, id=f"{shape} {article.id}")
            texts[shaped.id] = read(page(edition, article), article.url, rules, known).text
            articles.append(shaped)
    return {f"newsroom {name}, in all shapes": value for name, value in lines(articles, texts).items()}


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
