import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx
import pytest

from flows.loopback import Loopback, served
from packs.newsroom import Response

PAGE = Response(200, "text/html; charset=utf-8", "<p>إدلب</p>".encode(), (("ETag", '"first"'),))


def a_page(_host: str, _path: str) -> Response:
    return PAGE


def a_long_page(_host: str, _path: str) -> Response:
    return Response(200, "text/plain", b"x" * 5_000_000)


def a_refusal(_host: str, _path: str) -> Response:
    return Response(503, "text/html", b"later", (("Retry-After", "600"),))


def an_echo(host: str, path: str) -> Response:
    return Response(200, "text/plain", f"{host} {path}".encode())


@pytest.fixture
def page() -> Iterator[Loopback]:
    with served(a_page) as site:
        yield site


def direct(site: Loopback) -> HTTPConnection:
    address = urlsplit(site.url)
    return HTTPConnection(address.hostname or "", address.port, timeout=5)


def through_proxy(site: Loopback, url: str) -> httpx.Response:
    with httpx.Client(proxy=site.url, trust_env=False, timeout=5) as client:
        return client.get(url)


def test_a_page_arrives_with_its_type_length_and_tag(page: Loopback) -> None:
    answer = httpx.get(page.url, trust_env=False)
    assert (answer.status_code, answer.text) == (200, "<p>إدلب</p>")
    assert answer.headers["content-length"] == str(len(PAGE.body))
    assert answer.headers["etag"] == '"first"'


def test_it_is_reached_on_this_machine_only(page: Loopback) -> None:
    assert urlsplit(page.url).hostname == "127.0.0.1"


def test_as_a_proxy_it_answers_for_any_name() -> None:
    with served(an_echo) as site:
        assert (
            through_proxy(site, "http://courier.example/feed?p=3&x=a").text == "courier.example /feed?p=3&x=a"
        )
        assert through_proxy(site, "http://courier.example").text == "courier.example /"


def test_as_a_site_it_answers_for_the_host_it_is_asked_for() -> None:
    with served(an_echo) as site:
        answer = httpx.get(f"{site.url}/a", headers={"Host": "courier.example"}, trust_env=False)
        assert answer.text == "courier.example /a"


def test_statuses_and_headers_are_passed_on() -> None:
    with served(a_refusal) as site:
        answer = httpx.get(site.url, trust_env=False)
        assert (answer.status_code, answer.headers["retry-after"], answer.text) == (503, "600", "later")


def test_a_connection_is_kept_for_further_requests_of_every_kind(page: Loopback) -> None:
    connection = direct(page)
    bodies = []
    for method, headers in (("GET", {}), ("HEAD", {}), ("GET", {"If-None-Match": '"first"'}), ("GET", {})):
        connection.request(method, "/", headers=headers)
        answer = connection.getresponse()
        bodies.append((answer.status, answer.read()))
        assert not answer.will_close
    connection.close()
    assert bodies == [(200, PAGE.body), (200, b""), (304, b""), (200, PAGE.body)]


def test_a_tag_that_is_out_of_date_brings_the_page(page: Loopback) -> None:
    assert httpx.get(page.url, headers={"If-None-Match": '"other"'}, trust_env=False).status_code == 200


def test_what_is_served_may_change_while_it_runs(page: Loopback) -> None:
    connection = direct(page)
    connection.request("GET", "/")
    assert connection.getresponse().read() == PAGE.body
    page.respond = an_echo
    connection.request("GET", "/news", headers={"Host": "courier.example"})
    assert connection.getresponse().read() == b"courier.example /news"
    connection.close()


def test_it_ends_at_once_and_leaves_no_thread_though_a_client_holds_on() -> None:
    before = threading.active_count()
    with served(an_echo) as site:
        connection = direct(site)
        connection.request("GET", "/")
        connection.getresponse().read()
    assert threading.active_count() == before
    assert connection.sock is not None
    assert connection.sock.recv(1) == b""
    connection.close()
    with pytest.raises(ConnectionRefusedError):
        direct(site).connect()


def test_a_client_that_leaves_early_disturbs_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with served(a_long_page) as site:
        address = urlsplit(site.url)
        with socket.create_connection((address.hostname, address.port), timeout=5) as hasty:
            hasty.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            hasty.recv(10)
        assert len(httpx.get(site.url, trust_env=False).content) == 5_000_000
    assert capfd.readouterr().err == ""
