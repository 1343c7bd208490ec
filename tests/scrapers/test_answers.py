"""What a server answered, read without trusting it."""

import gzip

import httpcore
import pytest

from news.errors import FetchError, TemporaryFetchError
from scrapers.answers import Answer, answer_of, body_of, refuse_status, start, whole
from tests.scrapers.servers import NOW


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Answer:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer("news.example", status, named, [body])


def test_headers_of_any_bytes_are_kept_and_found_whatever_their_case() -> None:
    raw = httpcore.Response(200, headers=[(b"ETag", b'"\xff"'), (b"X-A", b"1"), (b"x-a", b"2")])
    got = answer_of("news.example", raw)
    assert got.headers == (("ETag", '"\xff"'), ("X-A", "1"), ("x-a", "2"))
    assert (got.header("etag"), got.header("x-a"), got.header("date")) == ('"\xff"', "1", "")


def test_a_location_may_be_plain_utf_8() -> None:
    assert answer(301, Location="/\u0623".encode().decode("latin-1")).location == "/\u0623"


def test_a_location_in_latin_1_is_read_too() -> None:
    assert answer(301, Location="/caf\xe9").location == "/caf\xe9"


@pytest.mark.parametrize("status", [403, 408, 425, 429, 500, 503])
def test_a_refusal_can_ask_us_to_wait(status: int) -> None:
    assert answer(status, Retry_After="7").asks_to_wait(NOW) == 7.0
    assert answer(status).asks_to_wait(NOW) is None


@pytest.mark.parametrize("status", [200, 301, 304, 401, 404, 410])
def test_other_answers_cannot(status: int) -> None:
    assert answer(status, Retry_After="7").asks_to_wait(NOW) is None


def test_a_body_is_read_whole_or_not_at_all() -> None:
    assert body_of(answer(body=b"news"), 4, whole) == b"news"
    for too_long in (answer(body=b"newsy"), answer(Content_Length="5")):
        with pytest.raises(FetchError, match=r"news\.example sends more than 4 bytes"):
            body_of(too_long, 4, whole)


def test_the_start_of_a_body_is_enough_where_only_that_is_asked() -> None:
    packed = answer(body=gzip.compress(b"n" * 10_000_000), Content_Encoding="gzip", Content_Length="9999999")
    got = body_of(packed, 1_000, start)
    assert 1_000 <= len(got) <= 1_000 + 65_536


def test_a_broken_body_is_temporary() -> None:
    with pytest.raises(TemporaryFetchError, match="cut short"):
        body_of(answer(body=gzip.compress(b"news")[:-9], Content_Encoding="gzip"), 100, whole)


@pytest.mark.parametrize("status", [200, 204, 304])
def test_documents_pass(status: int) -> None:
    refuse_status(answer(status), conditional=True)


@pytest.mark.parametrize(
    ("status", "later"), [(304, True), (500, True), (429, True), (404, False), (101, False)]
)
def test_other_statuses_are_refused(status: int, later: bool) -> None:
    with pytest.raises(FetchError, match=f"{status}") as caught:
        refuse_status(answer(status), conditional=False)
    assert isinstance(caught.value, TemporaryFetchError) == later
