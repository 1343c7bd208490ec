"""Selectors are followed as CSS means them, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from news.selectors import paths


@pytest.mark.parametrize(
    ("selector", "xpath"),
    [
        ("P", [".//p"]),
        ("#story > b", [".//*[@id='story']/b"]),
        ("[hidden], p:empty, i", [".//*[@hidden]", "", ".//i"]),
        ("", [""]),
        ("a" * 201, [""]),
    ],
)
def test_each_alternative_becomes_a_path_or_none(selector: str, xpath: list[str]) -> None:
    assert paths(selector) == xpath


@given(st.text(alphabet=".#[]=~^$*\"'>, ab-1|:()", max_size=60))
def test_every_path_is_one_that_can_be_walked(selector: str) -> None:
    assert all(etree.XPath(path) for path in paths(selector) if path)
