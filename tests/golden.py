"""Golden results: what is read from one sample page of each outlet and shape. `make golden` writes them."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.newsroom import FOLDER
from news.knowledge import Pack
from news.records import Known
from news.urls import host_of
from packs.loader import load_pack
from packs.newsroom import Newsroom, load_newsroom
from packs.sample_articles import SampleArticle
from scrapers.articles import read

RESULTS = Path(__file__).parent / "golden"
_NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)


@cache
def newsroom() -> Newsroom:
    """Return the sample newsroom as it was at a fixed time."""
    return load_newsroom(FOLDER, _NOW)


@cache
def pack() -> Pack:
    """Return the sample newsroom's pack, with its rules for boilerplate and its selectors."""
    return load_pack(FOLDER)


def chosen() -> list[SampleArticle]:
    """Return one article of each outlet, language, paywall and kind of page."""
    kinds: dict[tuple[str, str, str, str], SampleArticle] = {}
    for article in newsroom().articles:
        if article.status == 200 and article.kind != "amp-link":
            key = (article.outlet.id, article.language, article.paywall, article.page)
            kinds.setdefault(key, article)
    return list(kinds.values())


def result(article: SampleArticle) -> dict[str, Any]:
    """Return what is read from an article's page, as plain values."""
    page = newsroom().respond(host_of(article.url), "/" + article.url.split("/", 3)[3])
    known = Known(article.outlet.name, article.title, selectors=pack().selectors_for(article.url))
    reading = read(page.body, article.url, pack().line_rules, known)
    told: dict[str, Any] = json.loads(json.dumps(asdict(reading), default=str))
    return {**told, "text": reading.text.split("\n\n")}


def file_of(article: SampleArticle) -> Path:
    """Return where the golden result of an article lies."""
    return RESULTS / f"{article.id.replace('/', '--')}.json"


def main() -> None:
    """Write all golden results; look at the difference before it is committed."""
    RESULTS.mkdir(exist_ok=True)
    for old in RESULTS.glob("*.json"):
        old.unlink()
    for article in chosen():
        text = json.dumps(result(article), ensure_ascii=False, indent=1)
        file_of(article).write_text(text + "\n", encoding="utf-8")
        print(file_of(article).name)


if __name__ == "__main__":
    main()
