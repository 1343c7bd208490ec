-- How far the older articles of feeds were fetched.

CREATE TABLE backfills (
    feed VARCHAR NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    until TIMESTAMPTZ NOT NULL,
    archive VARCHAR NOT NULL,
    cursor VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    entries UINTEGER NOT NULL
);
COMMENT ON TABLE backfills IS 'Walks through the archives of sites for articles older than their feeds; one row for each feed and span of time.';
COMMENT ON COLUMN backfills.feed IS 'The id of the feed in its pack.';
COMMENT ON COLUMN backfills.since IS 'Articles from this time on are wanted.';
COMMENT ON COLUMN backfills.until IS 'Articles up to this time are wanted.';
COMMENT ON COLUMN backfills.archive IS 'Where they are listed: wordpress or sitemap, and addresses.';
COMMENT ON COLUMN backfills.cursor IS 'Where in that list the walk goes on; empty at its start.';
COMMENT ON COLUMN backfills.started_at IS 'When the walk began.';
COMMENT ON COLUMN backfills.updated_at IS 'When a batch of entries was last settled.';
COMMENT ON COLUMN backfills.finished_at IS 'When the walk came to its end; null where it has not.';
COMMENT ON COLUMN backfills.entries IS 'How many entries the list has given so far.';
