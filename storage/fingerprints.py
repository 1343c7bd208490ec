"""In which articles sampled shingles stand: copies are looked up by them, a whole batch at a time."""

from collections.abc import Collection, Mapping

from news.ids import shown
from news.relations import Sightings
from storage.database import Database


def sightings(db: Database, hashes: Collection[int], common: int) -> Sightings:
    """Return where these samples stand; those in more than `common` articles are only named as such."""
    if not hashes:
        return Sightings()
    found = db.rows(
        """
        WITH hits AS MATERIALIZED (
            SELECT hash, article FROM fingerprints WHERE hash IN (SELECT unnest($1::UINTEGER[]))
        ),
        counts AS (SELECT hash, count(*) AS articles FROM hits GROUP BY hash)
        SELECT hash, CASE WHEN articles <= $2 THEN list(article ORDER BY article) END
        FROM hits JOIN counts USING (hash) GROUP BY hash, articles
        """,
        [list(hashes), common],
    )
    holders = {hash_: articles for hash_, articles in found if articles is not None}
    ids = {article: shown(article) for articles in holders.values() for article in articles}
    told = db.rows(
        "SELECT id, outlet, title FROM articles WHERE id IN (SELECT unnest(?::UBIGINT[]))", [list(ids)]
    )
    return Sightings(
        holders={hash_: tuple(ids[article] for article in articles) for hash_, articles in holders.items()},
        common=frozenset(hash_ for hash_, articles in found if articles is None),
        titles={ids[id_]: (outlet, title) for id_, outlet, title in told},
    )


def write(db: Database, samples: Mapping[int, Collection[int]]) -> None:
    """Write the samples of these articles, by id; those of an earlier revision of theirs go."""
    ids = list(samples)
    db.run("DELETE FROM unsampled WHERE article IN (SELECT unnest(?::UBIGINT[]))", [ids])
    if db.rows("SELECT 1 FROM fingerprints WHERE article IN (SELECT unnest(?::UBIGINT[])) LIMIT 1", [ids]):
        db.run("DELETE FROM fingerprints WHERE article IN (SELECT unnest(?::UBIGINT[]))", [ids])
    rows = [(hash_, article) for article, hashes in samples.items() for hash_ in sorted(hashes)]
    db.insert("fingerprints", ("hash", "article"), rows)


def lacking(db: Database, most: int) -> list[int]:
    """Return articles that were stored before samples were kept and have none yet, at most so many."""
    return [
        article for (article,) in db.rows("SELECT article FROM unsampled ORDER BY article LIMIT ?", [most])
    ]
