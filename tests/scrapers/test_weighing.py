"""The drafts of a page, weighed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.blocks import blocks
from scrapers.declarations import Said
from scrapers.drafts import Draft, extracted, placed
from scrapers.features import Ground
from scrapers.weighing import Weighed, best, weigh
from tests.scrapers.towns import ARABIC, HEADLINE, PARAGRAPHS, TEASERS, URL, page, paragraphs, tree

NOTHING = Said()
WHOLE = "\n\n".join(PARAGRAPHS)


def weighed(markup: str, said: Said = NOTHING) -> Weighed:
    root = tree(markup)
    return best(root, URL, blocks(root), said)


def fast(markup: str) -> Weighed:
    root = tree(markup)
    shown = blocks(root)
    return weigh(extracted(root, URL, shown, fast=True), Ground(shown, NOTHING))


def article_lines(found: Weighed) -> list[str]:
    return [line for line in found.draft.lines if line not in (HEADLINE, "By Hani Salem")]


@pytest.mark.parametrize("texts", [PARAGRAPHS, ARABIC], ids=["en", "ar"])
def test_the_best_draft_of_a_plain_article_is_the_article(texts: tuple[str, ...]) -> None:
    found = weighed(page(paragraphs(texts)))
    assert article_lines(found) == list(texts)
    assert found.agreement > 0.9
    assert all(likely > 0.5 for number, likely in found.likelihoods.items() if found.draft.told[number])


def test_the_densest_region_serves_where_the_extractor_takes_what_is_around_the_article() -> None:
    markup = page().replace("article-body", "comment-text")
    assert not set(fast(markup).draft.lines) & set(PARAGRAPHS)
    assert article_lines(weighed(markup)) == list(PARAGRAPHS)


def test_the_extractor_serves_where_the_densest_region_is_a_part() -> None:
    body = "".join(f"<div class='row'><div><p>{text}</p></div></div>" for text in PARAGRAPHS)
    assert article_lines(weighed(page(body))) == list(PARAGRAPHS)


def test_an_article_in_two_halves_is_found_whole() -> None:
    halves = (
        f"{paragraphs(PARAGRAPHS[:2])}</div><div>Advert</div><div class='more'>{paragraphs(PARAGRAPHS[2:])}"
    )
    assert [line for line in weighed(page(halves)).draft.lines if line in PARAGRAPHS] == list(PARAGRAPHS)


def test_the_declared_text_serves_where_the_page_shows_none() -> None:
    found = weighed("<html><body><div id='app'></div></body></html>", Said(body=WHOLE))
    assert found.draft.lines == PARAGRAPHS
    assert not any(found.draft.places)


def test_the_declared_text_serves_where_the_page_shows_its_beginning_only() -> None:
    found = weighed(page(f"<p>{PARAGRAPHS[0]}</p>"), Said(body=WHOLE))
    assert found.draft.lines == PARAGRAPHS


def test_the_declared_text_serves_not_where_it_is_hardly_longer_or_short() -> None:
    assert article_lines(weighed(page(), Said(body=f"{WHOLE}\n\nBy Hani Salem"))) == list(PARAGRAPHS)
    empty = "<html><body><div id='app'></div></body></html>"
    assert weighed(empty, Said(body="Flour reached the town.")).draft.lines == ()


def test_a_draft_of_the_article_agrees_better_than_one_of_what_is_around_it() -> None:
    shown = blocks(tree(page()))
    right = weigh(placed(PARAGRAPHS, shown), Ground(shown, NOTHING))
    half = weigh(placed(PARAGRAPHS[:2], shown), Ground(shown, NOTHING))
    wrong = weigh(placed(TEASERS, shown), Ground(shown, NOTHING))
    assert right.agreement > half.agreement > wrong.agreement


def test_blocks_of_the_draft_are_weighed_and_text_near_paragraphs() -> None:
    shown = blocks(tree(page(f"{paragraphs()}<p>They spoke of it until night.</p>")))
    found = weigh(placed(["Life", *PARAGRAPHS[:4]], shown), Ground(shown, NOTHING))
    texts = {shown[number].text for number in found.likelihoods}
    assert texts >= {*PARAGRAPHS, "Life", "They spoke of it until night."}
    assert not texts & {"News", *TEASERS}


def test_a_page_without_text_has_an_empty_draft() -> None:
    found = weighed("<html><body><img src='x.png'></body></html>")
    assert (found.draft.lines, found.likelihoods, found.agreement) == ((), {}, 0)


LINES = st.lists(
    st.sampled_from((*PARAGRAPHS, *TEASERS, HEADLINE, "Outlet", f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"))
    | st.text(max_size=40),
    max_size=10,
)


@given(LINES, st.sampled_from((page(), page(""), "<html><body></body></html>")))
def test_agreement_and_likelihoods_lie_between_0_and_1(lines: list[str], markup: str) -> None:
    shown = blocks(tree(markup))
    found = weigh(placed(lines, shown), Ground(shown, Said(headlines=(HEADLINE,))))
    assert 0 <= found.agreement <= 1
    assert all(0 <= likely <= 1 for likely in found.likelihoods.values())
    assert {number for number, told in enumerate(found.draft.told) if told} <= set(found.likelihoods)


@given(st.sets(st.integers(0, len(blocks(tree(page()))) - 1)))
def test_so_they_do_for_drafts_of_any_blocks(chosen: set[int]) -> None:
    places = tuple(range(number, number + 1) for number in sorted(chosen))
    shown = blocks(tree(page()))
    found = weigh(
        Draft(tuple(shown[place[0]].text for place in places), shown, places), Ground(shown, NOTHING)
    )
    assert 0 <= found.agreement <= 1
    assert chosen <= set(found.likelihoods)
