"""A thousand pages that something went wrong with: each is read in good time, and gives a reading."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from news.knowledge import LineRule
from news.records import Access, Known, Reading
from news.texts import clean
from scrapers.articles import read
from scrapers.worker import Limits
from tests.scrapers.mutants import SHAPES, mutants
from tests.scrapers.towns import ARABIC, PARAGRAPHS, URL, page

PACK = Path(__file__).parents[1] / "packs/northern-syria/boilerplate.toml"
RULES = [
    LineRule(table["kind"], pattern, **{k: v for k, v in table.items() if k not in ("kind", "patterns")})
    for table in tomllib.loads(PACK.read_text("utf-8"))["line"]
    for pattern in table["patterns"]
]
SEED = 4
MOST_SECONDS = Limits().cpu_seconds / 4  # of computing; a page that takes a worker's limit is given up
FEWEST_TEXTS = 0.6  # share of the mutants with a text: an error that is kept quiet takes the text with it


def reading(body: bytes) -> Reading:
    return read(body, URL, RULES, Known("Outlet", "From the feed"))


def faults(found: Reading) -> list[str]:
    """Return what is wrong with a reading whatever its page is."""
    texts = [found.title, found.text, found.byline or "", *(line.text for line in found.removed)]
    checks = {
        "text without access": bool(found.text) == (found.access in (Access.FULL, Access.PARTIAL)),
        "no title": bool(found.title),
        "text is not clean": found.text == clean(found.text),
        "text that cannot be stored": all("\0" not in text and text.encode() is not None for text in texts),
        "a time without certainty": (found.published_at is None) == (found.published_certainty is None),
        "a time without zone": found.published_at is None or found.published_at.tzinfo is not None,
    }
    return [name for name, passed in checks.items() if not passed]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__.strip("_"))
def test_the_pages_are_read_when_nothing_is_wrong(shape: Callable[[], bytes]) -> None:
    found = reading(shape())
    assert faults(found) == []
    assert PARAGRAPHS[0] in found.text or ARABIC[0] in found.text


@pytest.mark.parametrize("many", [156, pytest.param(1_000, marks=pytest.mark.slow)])
def test_mutants_give_a_reading_each_in_good_time(many: int) -> None:
    wrong: dict[str, list[str]] = {}
    texts = 0
    for name, body in mutants(many, SEED):
        start = time.process_time()
        found = reading(body)
        took = time.process_time() - start
        texts += bool(found.text)
        said = faults(found) + ([f"took {took:.1f} s"] if took > MOST_SECONDS else [])
        if said:
            wrong[name] = said
    assert wrong == {}
    assert texts > FEWEST_TEXTS * many


def test_mutants_are_the_same_for_the_same_seed_and_read_the_same() -> None:
    once, again = list(mutants(40, SEED)), list(mutants(40, SEED))
    assert once == again
    assert [reading(body) for _, body in once] == [reading(body) for _, body in again]
    assert once != list(mutants(40, SEED + 1))


def test_a_page_that_ends_behind_its_article_has_all_of_it() -> None:
    body = page().encode()
    for end in range(body.index(PARAGRAPHS[-1].encode()) + len(PARAGRAPHS[-1].encode()), len(body), 7):
        assert reading(body[:end]).text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "wrong", ["\0", "<b" * 50, "</div></div></p>", "<p class=a class=b id= id='>' ", "<![CDATA["]
)
def test_what_is_wrong_behind_the_article_takes_nothing_from_it(wrong: str) -> None:
    found = reading(page(after=f"{wrong}<p>Tags: bread</p>").encode()).text.split("\n\n")
    assert found[: len(PARAGRAPHS)] == list(PARAGRAPHS)
