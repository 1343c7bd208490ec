from news.records import HostMemory
from storage import hosts
from storage.database import Database
from tests.storage.samples import HOUR, NOW


def test_what_a_host_asked_comes_back_until_it_asks_otherwise(db: Database) -> None:
    polite = HostMemory("enab.example", "User-agent: *\nDisallow: /admin\n", 200, NOW)
    tired = HostMemory("shaam.example:8080", closed_until=NOW + HOUR)
    assert hosts.memories(db) == ()
    hosts.remember(db, [polite, tired])
    assert hosts.memories(db) == (polite, tired)
    rested = HostMemory("shaam.example:8080", robots_status=404, robots_at=NOW + HOUR)
    hosts.remember(db, [rested])
    assert hosts.memories(db) == (polite, rested)
