"""What a server answered: a page, a redirect, a request to wait, or nothing that we can use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import httpcore

from news.errors import FetchError, TemporaryFetchError
from news.records import Page
from scrapers.bodies import BodyError, BrokenBodyError, in_words, start_of, unpacked
from scrapers.hosts import seconds_asked
from scrapers.robots import is_later

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
_BUSY = frozenset({403})  # with Retry-After it is a limit of rates, as GitHub and others have it

Read = Callable[["Answer", int], bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response whose body is still to be read. `headers` are in the order and case they came in."""

    host: str
    status: int
    headers: tuple[tuple[str, str], ...]
    chunks: Iterable[bytes]

    def header(self, name: str) -> str:
        """Return the value of a header, given in lower case; "" where there is none, of several the first."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def location(self) -> str:
        """Where a redirect leads; many servers write it in plain UTF-8."""
        value = self.header("location")
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return value

    def asks_to_wait(self, now: datetime) -> float | None:
        """Return the seconds that the server wants us to stay away, None where it wants nothing of the kind.

        Only a refusal can: a redirect for good that asks for it each time would never be followed.
        """
        if self.status in _BUSY or is_later(self.status):
            return seconds_asked(self.header("retry-after"), now)
        return None


def answer_of(host: str, response: httpcore.Response) -> Answer:
    """Return the answer of a host. Headers are Latin-1, which loses nothing of whatever they are."""
    headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
    return Answer(host, response.status, headers, response.iter_stream())


def whole(answer: Answer, limit: int) -> bytes:
    """Read a body of at most `limit` bytes; raises BodyError."""
    declared = answer.header("content-length")
    if declared.isdecimal() and int(declared) > limit:
        raise BodyError(f"more than {in_words(limit)}")
    return unpacked(answer.chunks, answer.header("content-encoding"), limit)


def start(answer: Answer, limit: int) -> bytes:
    """Read a body, of a long one the first `limit` bytes or a few more; raises BodyError."""
    return start_of(answer.chunks, answer.header("content-encoding"), limit)


def body_of(answer: Answer, limit: int, read: Read) -> bytes:
    """Return what `read` makes of a body; its failures become FetchErrors."""
    try:
        return read(answer, limit)
    except BrokenBodyError as error:
        raise TemporaryFetchError(f"{answer.host} sent {error}", answer.status) from error
    except BodyError as error:
        raise FetchError(f"{answer.host} sends {error}", answer.status) from error


def refuse_status(answer: Answer, *, conditional: bool) -> None:
    """Raise where an answer is no document; with `conditional` it may say that there is nothing new."""
    status, host = answer.status, answer.host
    if status == 304 and not conditional:
        raise TemporaryFetchError(f"{host} says that nothing is new (HTTP 304), but was not asked that", 304)
    if is_later(status):
        raise TemporaryFetchError(f"HTTP {status} from {host}", status)
    if not 200 <= status < 300 and status != 304:
        raise FetchError(f"HTTP {status} from {host}", status)


def page_of(answer: Answer, url: str, address: str, moved_to: str | None, body: bytes, now: datetime) -> Page:
    """Return the page that an answer is, with its body."""
    return Page(
        url=url,
        final_url=address,
        status=answer.status,
        content_type=answer.header("content-type"),
        body=body,
        fetched_at=now,
        headers=answer.headers,
        moved_to=moved_to,
    )
