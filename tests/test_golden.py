"""A golden page of each outlet and shape is read as it was when somebody last looked at the result."""

import json

import pytest

from packs.sample_articles import SampleArticle
from tests.golden import RESULTS, chosen, file_of, result


@pytest.mark.parametrize("article", chosen(), ids=lambda article: article.id)
def test_the_page_is_read_as_before(article: SampleArticle) -> None:
    assert result(article) == json.loads(file_of(article).read_text(encoding="utf-8")), "see `make golden`"


def test_no_golden_result_is_left_over() -> None:
    assert set(RESULTS.glob("*.json")) == {file_of(article) for article in chosen()}
