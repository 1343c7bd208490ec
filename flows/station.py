"""All that a run works with, made from a home folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from actors.flags import Flagger
from flows.settings import Settings, load_settings
from flows.show import say
from news.knowledge import Pack
from news.records import HostMemory
from packs.loader import find_pack, load_pack
from scrapers.web import HttpWeb, Web
from scrapers.workers import Call, Workers
from storage import hosts
from storage.archive import Archive
from storage.database import opened

WORKERS = 2  # processes that parse; more than the cores of a small server gain nothing


@dataclass(frozen=True, slots=True)
class Station:
    """Settings, knowledge, the door to the network, and where documents are parsed and kept.

    `archive` is None where pages are not to be kept.
    """

    settings: Settings
    pack: Pack
    flagger: Flagger
    web: Web
    call: Call
    archive: Archive | None = None


def now() -> datetime:
    """Return the time, in UTC: the one clock of Shamal."""
    return datetime.now(UTC)


def pack_of(settings: Settings) -> Pack:
    """Load the pack that the settings name, with the operator's own feeds laid over it."""
    return load_pack(find_pack(settings.pack), settings.own_feeds)


@contextmanager
def station(home: Path) -> Iterator[Station]:
    """Make a station from a home folder; at the end its doors are closed, and hosts' wishes remembered."""
    settings = load_settings(home)
    pack = pack_of(settings)
    settings.ready_to_fetch(pack.feeds)
    archive = Archive(settings.archived, f"Shamal/{version('shamal')}") if settings.archive.enabled else None
    with ExitStack() as doors:
        web = doors.enter_context(web_of(settings))
        call = doors.enter_context(Workers(WORKERS))
        yield Station(settings, pack, Flagger(pack), web, call, archive)


@contextmanager
def web_of(settings: Settings) -> Iterator[HttpWeb]:
    """Open the door to the network as the operator wants it, with what hosts asked of us before."""
    known: tuple[HostMemory, ...] = ()
    if settings.store.exists():
        with opened(settings.store) as db:
            known = hosts.memories(db)
    with HttpWeb(
        user_agent=f"Shamal/{version('shamal')} (news monitor; {settings.contact})",
        clock=now,
        spacing_seconds=settings.fetch.spacing_seconds,
        proxy=settings.fetch.proxy,
        private_hosts=settings.fetch.private_hosts,
        known_hosts=known,
    ) as web:
        try:
            yield web
        finally:
            if asked := web.host_memories():
                with opened(settings.store) as db:
                    hosts.remember(db, asked)
            for host, seconds in sorted(web.slow_hosts().items()):
                say(f"{host} asks for {seconds:.0f} s between two requests; a minute is kept")
