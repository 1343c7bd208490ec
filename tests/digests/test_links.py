import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.links import link


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,x",
        "//a.example/x",
        "https://bank.example@evil.example/", "https://evil.example\\@bank.example/",
        "https://evil.example/a b",
        "https://evil.example/<b>", "https://evil.example/\u202egpj.exe", "https://ex\x00ample.com/", "",
        "http://127.0.0.1:8080/", "http://127.1/", "http://2130706433/", "http://0x7f.0x1/", "http://[::1]/",
        "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest", "http://localhost/", "http://nas.local/",
        "http://db.internal/", "http://intranet/", "https://a.example:port/", "https://-a.example/", "https://a..b/",
        "https://a.example/" + "x" * 3_000, "http://[", "https://１２７.０.０.１/",
    ],
)  # fmt: skip
def test_what_may_harm_or_lead_home_is_no_link(url: str) -> None:
    assert link(url) == ""


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://News.example/a?b=1#c", "https://news.example/a?b=1#c"),
        ("http://news.example:8080/%D8%AE", "http://news.example:8080/%D8%AE"),
        ("https://مثال.example/خبر", "https://xn--mgbh0fb.example/%D8%AE%D8%A8%D8%B1"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),
        ("https://fußball.example/", "https://xn--fuball-cta.example/"),
    ],
)
def test_a_link_is_ascii_and_shows_look_alikes(url: str, written: str) -> None:
    assert link(url) == written


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_whatever_follows_a_host_is_plain_or_refused(tail: str) -> None:
    written = link(f"https://news.example/{tail}")
    assert written == "" or (written.startswith("https://news.example/") and written.isascii())
    assert not set(written) & set(' <>"\\\r\n\t`')
