"""Measures what placing new articles costs as the archive grows: `make growth`.

Builds stores of synthesised articles (100,000 and 1,000,000 unless told otherwise), and places 500 new ones,
150 of them copies, in a cold process on one core: once only finding copies, once stories as well. Prints CPU
and wall seconds from the start of the process, its peak memory, and what the fingerprints weigh on disk.
"""

import argparse
import os
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.filters import ROOT
from flows.place import comparable, held_for, place, similar
from flows.settle import CHUNK
from news.records import (
    Access,
    Article,
    FeedEntry,
    Flags,
    Mention,
    OnTopic,
    Outcome,
    PlaceMention,
    Relevance,
    Settled,
)
from packs.loader import find_pack, load_pack
from storage import ledger
from storage.database import opened
from stories.copies import Copy, HeldTexts
from stories.relations import in_time, read, relate

NOW = datetime(2026, 11, 1, 6, tzinfo=UTC)
SIZES = (100_000, 1_000_000)
NEW = 500
COPIES = 150
PER_DAY = 300  # articles: a region's feeds
PLACED = 3_000  # stored articles that were placed as a run places them; the others are filled in
OUTLETS = 120
_WORDS = 30_000
_LENGTHS = (90, 900)  # words
_SYLLABLES = tuple(first + last for first in "bdfglmnrstzkhj" for last in "aeiou")


class Newsroom:
    """Invents articles: words as frequent as in real texts, a few actors and places each."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        pack = load_pack(find_pack("northern-syria"))
        self._actors = [actor.id for actor in pack.actors]
        self._places = [place.id for place in pack.places]
        self._weights = list(accumulate(1 / rank for rank in range(1, _WORDS)))
        self._words = [self._word(rank) for rank in range(1, _WORDS)]

    def article(self, number: int, at: datetime) -> Settled:
        """Invent an article published at a time."""
        length = self._random.randint(*_LENGTHS)
        words = self._random.choices(self._words, cum_weights=self._weights, k=length)
        text = "\n\n".join(" ".join(words[at_ : at_ + 40]) + "." for at_ in range(0, length, 40))
        return self._settled(number, " ".join(words[3:11]), text, at)

    def copy(self, number: int, of: Settled, at: datetime) -> Settled:
        """Invent a copy under another outlet, with a credit, cut off in the middle."""
        assert of.article is not None
        paragraphs = of.article.text.split("\n\n")
        text = "\n\n".join(["Our desk", *paragraphs[: max(2, len(paragraphs) * 3 // 4)]])
        return self._settled(number, f"Copied: {of.article.title}", text, at)

    def _settled(self, number: int, title: str, text: str, at: datetime) -> Settled:
        outlet = f"Outlet {self._random.randrange(OUTLETS)}"
        url = f"https://outlet.example/{number}"
        article = Article(
            *(url, url, "feed", outlet, title, text, Access.FULL, at), published_at=at, language="en"
        )
        actors = tuple(Mention(actor, 0, 3, "who", "who", "exact") for actor in self._some(self._actors, 4))
        places = tuple(PlaceMention(place_, 0, 3, "where") for place_ in self._some(self._places, 4))
        flags = Flags(actors, (), places, (), Relevance(OnTopic.YES, 0.9), places[0].place)
        return Settled(FeedEntry("feed", outlet, url, url, title), Outcome.STORED, article, flags)

    def _some(self, among: Sequence[str], most: int) -> list[str]:
        return self._random.sample(among, self._random.randint(1, most))

    def _word(self, rank: int) -> str:
        word = "".join(self._random.choice(_SYLLABLES) for _ in range(1 + min(3, rank // 40)))
        return word.capitalize() if rank % 9 == 0 else word


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--do", choices=WAYS, help="what is measured: place the new articles of a folder")
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    if args.do is not None:
        WAYS[args.do](args.folder)
        return 0
    for size in args.sizes:
        with TemporaryDirectory() as folder:
            build(Path(folder), size)
            print(f"{NEW} new articles, {COPIES} of them copies, beside {size:,}:")
            for way in WAYS:
                print(f"  {way:9}", measured(way, Path(folder)))
            print(f"  fingerprints: {weight(Path(folder)) / size * 1e6 / 1e6:.0f} MB a million articles")
    return 0


def build(folder: Path, size: int) -> None:
    """Build a store: the newest articles as a run stores them, older ones filled in; and new articles."""
    newsroom, pack = Newsroom(1), load_pack(find_pack("northern-syria"))
    times = [NOW - timedelta(days=(PLACED - number) / PER_DAY) for number in range(PLACED)]
    stored = [newsroom.article(number, at) for number, at in enumerate(times)]
    with opened(folder / "store.duckdb") as db:
        run = ledger.start(db, "monitor", NOW)
        for at in range(0, PLACED, CHUNK):
            place(db, pack, run, stored[at : at + CHUNK], NOW)
        for sql in _FILL:
            db.run(sql, [size - PLACED, times[0], PER_DAY] if "$3" in sql else [size - PLACED])
    soon = [NOW + timedelta(minutes=number) for number in range(NEW)]
    new = [newsroom.copy(PLACED + n, stored[-1 - 7 * n], soon[n]) for n in range(COPIES)]
    new += [newsroom.article(PLACED + n, soon[n]) for n in range(COPIES, NEW)]
    (folder / "new.pickle").write_bytes(pickle.dumps(new))


def measured(way: str, folder: Path) -> str:
    """Run a way in a process of its own on one core; return what it took in words."""
    command = [sys.executable, "-m", "benchmarks.growth", "--do", way, "--folder", str(folder)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, preexec_fn=lambda: os.sched_setaffinity(0, {0}))
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{way} failed")
    cpu = used.ru_utime + used.ru_stime
    return f"{cpu:.2f} s CPU, {wall:.2f} s wall, peak {used.ru_maxrss / 1024:.0f} MiB"


def weight(folder: Path) -> int:
    """Return how many bytes the fingerprints are, in a file of their own."""
    alone = folder / "alone.duckdb"
    with opened(folder / "store.duckdb") as db:
        db.run(f"ATTACH '{alone}' AS alone")
        db.run("CREATE TABLE alone.fingerprints AS FROM fingerprints")
        db.run("DETACH alone")
    return alone.stat().st_size


def _start(_: Path) -> None:
    """Import all and do nothing."""


def _copies(folder: Path) -> None:
    """Find the copies among the new articles."""
    fates: list[Settled] = pickle.loads((folder / "new.pickle").read_bytes())
    new = read(comparable(fate.article, fate.flags) for fate in fates if fate.article and fate.flags)
    with opened(folder / "store.duckdb") as db:
        sightings, texts = similar(db, new)
    held = HeldTexts(sightings, texts)
    found = 0
    for text in in_time(new):
        found += isinstance(held.match(text), Copy)
        held.add(text)
    assert found == COPIES, f"{found} copies found"


def _all(folder: Path) -> None:
    """Place the new articles as a run does; nothing is stored, so that all ways see one archive."""
    fates: list[Settled] = pickle.loads((folder / "new.pickle").read_bytes())
    pack = load_pack(find_pack("northern-syria"))
    new = read(comparable(fate.article, fate.flags) for fate in fates if fate.article and fate.flags)
    with opened(folder / "store.duckdb") as db:
        for at in range(0, NEW, CHUNK):
            relate(new[at : at + CHUNK], held_for(db, new[at : at + CHUNK], NOW), pack.names)


WAYS = {"start": _start, "copies": _copies, "all": _all}
_FILL = (
    """
    INSERT INTO articles (id, url, canonical_url, feed, outlet, title, text, access, declared_not_free,
        language, published_at, fetched_at, first_seen_at, text_id, revision, on_topic, relevance,
        relevance_reasons, pack_version, folded)
    SELECT hash(i), 'https://old.example/' || i, 'https://old.example/' || i, 'feed', 'Outlet ' || i % 120,
        'Filled ' || i, repeat(md5(i::VARCHAR), 60), 'full', false, 'en',
        dated_at, dated_at, dated_at, i, 1, 'yes', 0.9, [], '1', ''
    FROM (SELECT i, $2::TIMESTAMPTZ - to_microseconds((i * 86400e6 / $3)::BIGINT) AS dated_at
        FROM range($1) AS _(i))
    """,
    "INSERT INTO relations SELECT hash(i), NULL, NULL, 0, hash(i), '', [] FROM range($1) AS _(i)",
    """
    INSERT INTO fingerprints
    SELECT CASE WHEN n % 20 = 0 THEN hash(floor(pow(random(), 3) * 20000)) ELSE hash(n) END & 4294967295,
        hash(n // 60) FROM range($1 * 60) AS _(n)
    """,
    """
    INSERT INTO mentions SELECT hash(n // 6), 1, false, 'actor ' || n % 37, 0, 3, 'who', 'who', 'exact', '1'
    FROM range($1 * 6) AS _(n)
    """,
)


if __name__ == "__main__":
    sys.exit(main())
