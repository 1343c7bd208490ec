-- What is remembered of feeds and hosts between two runs.

CREATE TABLE feeds (
    feed VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    entries UINTEGER NOT NULL,
    message VARCHAR NOT NULL,
    since TIMESTAMPTZ,
    last_good_at TIMESTAMPTZ,
    last_item_at TIMESTAMPTZ,
    asked_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    interval_seconds DOUBLE NOT NULL,
    read_at TIMESTAMPTZ,
    etag VARCHAR NOT NULL,
    last_modified VARCHAR NOT NULL,
    body_hash VARCHAR NOT NULL,
    newest UBIGINT[] NOT NULL,
    failures DOUBLE NOT NULL,
    moved_to VARCHAR NOT NULL,
    moves UINTEGER NOT NULL,
    archive VARCHAR NOT NULL,
    archive_sought_at TIMESTAMPTZ
);
COMMENT ON TABLE feeds IS 'How each feed is, how it is asked next, and when; one row for each.';
COMMENT ON COLUMN feeds.feed IS 'The id of the feed in its pack.';
COMMENT ON COLUMN feeds.url IS 'Its address in the pack; under another address the row does not count.';
COMMENT ON COLUMN feeds.outlet IS 'The outlet of the feed.';
COMMENT ON COLUMN feeds.state IS 'A value of news.records.Health.';
COMMENT ON COLUMN feeds.entries IS 'How many entries it held when it was last read.';
COMMENT ON COLUMN feeds.message IS 'What is wrong with it, in a sentence; empty where nothing is.';
COMMENT ON COLUMN feeds.since IS 'Since when it is in this state.';
COMMENT ON COLUMN feeds.last_good_at IS 'When it last answered as a feed; null where it never did.';
COMMENT ON COLUMN feeds.last_item_at IS 'The date of its newest item; null where none is dated.';
COMMENT ON COLUMN feeds.asked_at IS 'When it was last asked.';
COMMENT ON COLUMN feeds.due_at IS 'When it is to be asked next.';
COMMENT ON COLUMN feeds.interval_seconds IS 'The wait that its own rhythm asks for, before failures and jitter.';
COMMENT ON COLUMN feeds.read_at IS 'When it was last asked without validators and answered well.';
COMMENT ON COLUMN feeds.etag IS 'The ETag of its last reading; empty where it gave none.';
COMMENT ON COLUMN feeds.last_modified IS 'The Last-Modified of its last reading; empty where it gave none.';
COMMENT ON COLUMN feeds.body_hash IS 'A hash of the document last read.';
COMMENT ON COLUMN feeds.newest IS 'entries.id of its newest entries when last read, newest first.';
COMMENT ON COLUMN feeds.failures IS 'The weight of its failures in a row: hard 1, soft 0.5, temporary 0.25.';
COMMENT ON COLUMN feeds.moved_to IS 'Where it redirects to for good; empty where it does not.';
COMMENT ON COLUMN feeds.moves IS 'How many polls in a row were redirected there.';
COMMENT ON COLUMN feeds.archive IS 'Where its older articles are listed: wordpress or sitemap and an address, none, or empty where not sought.';
COMMENT ON COLUMN feeds.archive_sought_at IS 'When that was last sought.';

CREATE TABLE hosts (
    host VARCHAR NOT NULL,
    robots VARCHAR NOT NULL,
    robots_status UINTEGER NOT NULL,
    robots_at TIMESTAMPTZ,
    closed_until TIMESTAMPTZ
);
COMMENT ON TABLE hosts IS 'What hosts ask of us; one row for each that was asked.';
COMMENT ON COLUMN hosts.host IS 'The host, with its port where that is no usual one.';
COMMENT ON COLUMN hosts.robots IS 'Its robots.txt; empty where it has none.';
COMMENT ON COLUMN hosts.robots_status IS 'The HTTP status of the answer for robots.txt; 0 where there was no answer.';
COMMENT ON COLUMN hosts.robots_at IS 'When robots.txt was last asked for.';
COMMENT ON COLUMN hosts.closed_until IS 'Until when it asked us to stay away (Retry-After); null where it did not.';

ALTER TABLE feed_states ADD COLUMN answer VARCHAR DEFAULT 'read';
COMMENT ON COLUMN feed_states.answer IS 'What came of asking: a value of news.records.Answer.';
COMMENT ON COLUMN feed_states.state IS 'A value of news.records.Health.';
ALTER TABLE feed_states ADD COLUMN gap BOOLEAN DEFAULT false;
COMMENT ON COLUMN feed_states.gap IS 'Whether none of the newest entries of the reading before was still there: some may be missing.';

ALTER TABLE feed_states ADD COLUMN since TIMESTAMPTZ;
COMMENT ON COLUMN feed_states.since IS 'Since when it was in this state.';
ALTER TABLE feed_states ADD COLUMN last_good_at TIMESTAMPTZ;
COMMENT ON COLUMN feed_states.last_good_at IS 'When it had last answered as a feed; null where it never had.';
ALTER TABLE feed_states ADD COLUMN last_item_at TIMESTAMPTZ;
COMMENT ON COLUMN feed_states.last_item_at IS 'The date of its newest item; null where none was dated.';

ALTER TABLE entries ADD COLUMN retry_at TIMESTAMPTZ;
COMMENT ON COLUMN entries.retry_at IS 'When a deferred entry is to be tried again; null where it does not wait.';
