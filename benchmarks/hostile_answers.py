"""Ways to answer, well or badly, of which the behaviours of the drill are made."""

from collections.abc import Callable
from urllib.parse import unquote

from benchmarks.hostile_pages import ARTICLES, article, feed, item, page
from benchmarks.hostile_servers import Answer, Line, Request

Make = Callable[[], bytes | str]
HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml"
_PAUSE = 0.5  # seconds between the pieces of slow answers: far below any limit of a single read
OK = b"HTTP/1.1 200 OK\r\n"
TYPED = OK + b"Content-Type: text/html\r\n"
CHUNKED = TYPED + b"Transfer-Encoding: chunked\r\n\r\n"


def document(
    make: Make, *headers: str, kind: str = HTML, status: str = "200 OK", length: int | None = None
) -> Answer:
    """Answer with a whole document, made when asked for; `length` is told instead of the true one."""

    def answer(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
        made = make()
        body = made if isinstance(made, bytes) else made.encode()
        count = len(body) if length is None else length
        told = "".join(f"{header}\r\n" for header in (f"Content-Type: {kind}", *headers))
        line.send(f"HTTP/1.1 {status}\r\n{told}Content-Length: {count}\r\n\r\n".encode() + body)

    return answer


def packed(make: Callable[[], bytes], encoding: str) -> Answer:
    """Answer with a body that says to be packed in this way."""
    return document(make, f"Content-Encoding: {encoding}")


def rss(make: Make) -> Answer:
    """Answer with a feed."""
    return document(make, kind=RSS)


def quoting(make: Callable[[str], str]) -> Answer:
    """Answer with a feed that is made of what stands behind the question mark."""

    def answer(line: Line, request: Request) -> None:
        rss(lambda: make(unquote(request.target.partition("?")[2])))(line, request)

    return answer


def raw(said: bytes) -> Answer:
    """Send these bytes and hang up."""
    return lambda line, _: line.send(said)


def parted(start: bytes, rest: bytes) -> Answer:
    """Send bytes in two pieces that do not arrive together, and hang up."""

    def answer(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
        line.send(start)
        line.pause(0.3)
        line.send(rest)

    return answer


def robots(text: str | bytes, *, status: str = "200 OK", kind: str = "text/plain") -> Answer:
    """Answer with a robots.txt."""
    return document(lambda: text, kind=kind, status=status)


def redirect(where: str, status: str = "302 Found") -> Answer:
    """Send the client elsewhere; {port} stands for the port it asked."""

    def answer(line: Line, request: Request) -> None:
        location = where.replace("{port}", request.port)
        document(lambda: b"", f"Location: {location}", status=status)(line, request)

    return answer


def drip(start: bytes, piece: bytes) -> Answer:
    """Send a start, and then a piece now and then for ever."""

    def answer(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
        line.send(start)
        while True:
            line.send(piece)
            line.pause(_PAUSE)

    return answer


def flood(start: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """Send a start, and then a piece for ever, as fast as the client takes it.

    With a pause after each 64 KiB where the client would only be kept busy until its time is over.
    """
    many = piece * max(1, 65_536 // len(piece))

    def answer(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
        line.send(start)
        while True:
            line.send(many)
            line.pause(pause)

    return answer


def silence(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
    """Take the request, and say nothing."""
    line.pause(60.0)


def late(seconds: float, answer: Answer) -> Answer:
    """Answer after some seconds."""

    def later(line: Line, request: Request) -> None:
        line.pause(seconds)
        answer(line, request)

    return later


def broken_off(start: bytes) -> Answer:
    """Send a start, and reset the connection."""

    def answer(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
        line.send(start)
        line.pause(0.2)  # so that the start arrives
        line.reset()

    return answer


def hops(line: Line, request: Request) -> None:
    """Redirect from /hops/1 to /hops/2 and so on, 300 times."""
    number = int(request.target.rsplit("/", 1)[1])
    redirect(f"/hops/{number + 1}" if number < 300 else "/page")(line, request)


def slow_hops(line: Line, request: Request) -> None:
    """Redirect likewise, each time after 6 seconds."""
    line.pause(6.0)
    number = int(request.target.rsplit("/", 1)[1])
    redirect(f"/slow-hops/{number + 1}")(line, request)


def news(line: Line, request: Request) -> None:
    """Answer with a feed whose articles are there: /news/a has /article/a/0 and so on."""
    name = request.target.rsplit("/", 1)[1]
    links = (f"http://{request.host}:{request.port}/article/{name}/{number}" for number in range(ARTICLES))
    rss(lambda: feed(item(n, f"Report {name}/{n}", link) for n, link in enumerate(links)))(line, request)


def report(line: Line, request: Request) -> None:
    """Answer with the article of an address."""
    document(lambda: article(request.target.removeprefix("/article/")))(line, request)


def leading_to(*paths: str) -> Answer:
    """Answer with a feed whose articles are these paths."""

    def answer(line: Line, request: Request) -> None:
        links = (f"http://{request.host}:{request.port}{path}" for path in paths)
        rss(lambda: feed(item(n, f"Trap {n}", link) for n, link in enumerate(links)))(line, request)

    return answer


def host_hops(line: Line, request: Request) -> None:
    """Redirect from late.hostile.example to late1.hostile.example and so on, each with its own robots.txt."""
    number = int("0" + request.host.split(".")[0].removeprefix("late"))
    redirect(f"http://late{number + 1}.hostile.example:{{port}}/host-hops")(line, request)


def echo(line: Line, request: Request) -> None:
    """Show the client its own request."""
    asked = request.text.replace("\r\n", "</p><p>")
    document(lambda: page(body=f"<p>{asked}</p>"))(line, request)


def agreed(line: Line, request: Request) -> None:
    """Show the client what protocol it agreed on in TLS."""
    said = f"agreed on [{line.protocol()}]"
    document(lambda: page(body=f"<p>{said}</p>"))(line, request)
