"""robots.txt as RFC 9309 has it: fetched at most a few times a day, read by protego, obeyed."""

import codecs
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from protego import Protego

from news.errors import FetchError, RobotsError, TemporaryFetchError
from news.records import HostMemory
from scrapers.admission import Address
from scrapers.hosts import Hosts, NotAskedError

AGENT = "Shamal"  # the name that publishers can write rules for
MOST_BYTES = 500 * 1024  # RFC 9309 wants at least so much to be read
_LATER = frozenset({408, 425, 429})  # below 500, and yet the server only says: not now

_LONGEST_DELAY = 60.0  # seconds; with longer ones the news of a feed would be hours late
_FRESH = timedelta(hours=12)  # older ones are asked for anew,
_USABLE = timedelta(hours=24)  # and serve until then where that fails
_AGENT_LINE = re.compile(r"\s*user[-\s]*agent(?=[:\s])[:\s]*([^#]*)(#.*)?", re.IGNORECASE)
_PATIENCE = timedelta(minutes=10)  # between two tries for one that cannot be had


class Robots:
    """Keeps to the robots.txt of each host, for several threads.

    `ask` fetches the body of one, its first `MOST_BYTES` at least, in so many seconds, and raises as
    `Web.get` does.
    `slow_down` is told a host and the seconds of its crawl delay, at most a minute.
    """

    def __init__(
        self,
        hosts: Hosts,
        clock: Callable[[], datetime],
        ask: Callable[[Address, float], bytes],
        slow_down: Callable[[str, float], None],
    ) -> None:
        self._hosts = hosts
        self._clock = clock
        self._ask = ask
        self._slow_down = slow_down
        self._rules: dict[str, tuple[str, Protego | None]] = {}  # with the text they were read from
        self._tried: dict[str, tuple[datetime, str]] = {}  # when one could not be had, and why
        self._slow: dict[str, float] = {}
        self._asking: dict[str, Lock] = {}

    def check(self, address: Address, seconds: float) -> None:
        """Raise RobotsError where an address is forbidden, TemporaryFetchError where that cannot be known.

        A robots.txt that has to be asked for may take so many seconds.
        """
        host = address.authority
        memory = self._hosts.memory(host)
        if not self._serves(memory):
            with self._asking.setdefault(host, Lock()):  # of several threads that come at once, one asks
                memory = self._hosts.memory(host)
                if not self._serves(memory):
                    memory = self._asked(address, memory, seconds)
        if _failed(memory):
            status = memory.robots_status or None
            _, why = self._tried.get(host, (None, f"HTTP {status}" if status else "no answer"))
            raise TemporaryFetchError(f"robots.txt of {host} cannot be had: {why}", status)
        rules = self._rules_of(address.host, memory)
        if rules is not None and not rules.can_fetch(address.url, AGENT):
            raise RobotsError(f"robots.txt of {host} does not allow {address.url[:200]}")

    def slow(self) -> dict[str, float]:
        """Return the hosts that ask for a longer crawl delay than we keep, with the seconds they ask for."""
        return dict(self._slow)

    def _serves(self, memory: HostMemory) -> bool:
        if memory.robots_at is None:
            return False
        now = self._clock()
        age = now - memory.robots_at
        if _failed(memory):
            return timedelta(0) <= age < _PATIENCE
        tried = self._tried.get(memory.host)
        waits = tried is not None and now - tried[0] < _PATIENCE
        return timedelta(0) <= age < (_USABLE if waits else _FRESH)

    def _asked(self, address: Address, old: HostMemory, seconds: float) -> HostMemory:
        host = address.authority
        try:
            return self._hosts.keep_robots(
                host, rules_text(self._ask(address.sibling("/robots.txt"), seconds)), 200
            )
        except NotAskedError:
            raise
        except TemporaryFetchError as error:
            self._tried[host] = (self._clock(), str(error))
            if not _failed(old) and self._serves(old):
                return old
            later = error.status is not None and is_later(error.status)
            return self._hosts.keep_robots(host, "", (error.status or 0) if later else 0)
        except FetchError as error:  # 4xx, or redirects that lead nowhere: there are no rules
            return self._hosts.keep_robots(host, "", error.status or 404)

    def _rules_of(self, name: str, memory: HostMemory) -> Protego | None:
        text, rules = self._rules.get(memory.host, (None, None))
        if text is memory.robots:
            return rules
        rules = Protego.parse(concerning_us(memory.robots)) if memory.robots else None
        delay = (rules and rules.crawl_delay(AGENT)) or 0.0
        if delay > _LONGEST_DELAY:
            self._slow[memory.host] = delay
        if delay > 0:
            self._slow_down(name, min(delay, _LONGEST_DELAY))
        self._rules[memory.host] = (memory.robots, rules)
        return rules


def rules_text(body: bytes) -> str:
    """Return the text of a robots.txt, "" where the document is a web page or no text at all.

    Of one above `MOST_BYTES` the first whole lines are taken: half a line would say something else ("/" of
    "/search").
    """
    if len(body) > MOST_BYTES:
        body = body[:MOST_BYTES].rpartition(b"\n")[0]
    body = body.removeprefix(codecs.BOM_UTF8)
    if b"\0" in body or body.lstrip().startswith(b"<"):
        return ""
    return body.decode("utf-8", errors="replace")


def concerning_us(text: str) -> str:
    """Return a robots.txt in which all agents but us and "*" are one.

    protego copies each rule to each agent of its group: 100 KB of agents and rules took it 12 s.
    """
    return "\n".join(_named(line) for line in text.splitlines())


def is_later(status: int) -> bool:
    """Tell whether an HTTP status says that another try may have more luck."""
    return status >= 500 or status in _LATER


def _named(line: str) -> str:
    found = _AGENT_LINE.fullmatch(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    us = re.split(r"[/\s]", name, maxsplit=1)[0] == AGENT.lower()
    return f"User-agent: {AGENT if us else '*' if name == '*' else 'another'}"


def _failed(memory: HostMemory) -> bool:
    return memory.robots_at is not None and (not memory.robots_status or is_later(memory.robots_status))
