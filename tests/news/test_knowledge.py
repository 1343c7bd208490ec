"""What an editor says of a host is said of its pages, and of those of the hosts below it."""

import pytest

from news.knowledge import Cues, Pack, Selectors, Thresholds

ALL, ARABIC = Selectors("post.example", (".box",)), Selectors("ar.post.example", (".sunduq",))
PACK = Pack("p", "P", "1", (), (), (), (), Cues(), Thresholds(), selectors=(ALL, ARABIC))


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://post.example/a", ALL),
        ("http://WWW.Post.example:80/a?b", ALL),
        ("https://m.ar.post.example/", ARABIC),
        ("https://ar.post.example", ARABIC),
        ("https://outpost.example/", None),
        ("https://post.example.org/", None),
        ("", None),
        ("no address", None),
        ("http://[", None),
    ],
)
def test_the_nearest_host_counts(url: str, wanted: Selectors | None) -> None:
    assert PACK.selectors_for(url) == wanted
