-- The first schema. Ids are news.ids.content_id of what a row is about, shown as 16 hexadecimal digits.
-- No primary keys, indexes or foreign keys: batches with anti-joins are as fast over a million rows
-- (8 to 11 ms for 500 ids, with or without a key), and every write goes through this package.
-- Every UBIGINT is such an id; run numbers and counts are UINTEGER. Times are UTC.

CREATE TABLE runs (
    id UINTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    error VARCHAR
);
COMMENT ON TABLE runs IS 'One row for each run of a flow.';
COMMENT ON COLUMN runs.id IS 'The number of the run, counted from 1.';
COMMENT ON COLUMN runs.kind IS 'Which flow ran, such as monitor.';
COMMENT ON COLUMN runs.started_at IS 'When it began.';
COMMENT ON COLUMN runs.finished_at IS 'When it ended; null while it runs, and for ever if it was killed.';
COMMENT ON COLUMN runs.error IS 'Why it failed, in a sentence; null where it did not.';

CREATE TABLE outcomes (
    run UINTEGER NOT NULL,
    feed VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    entries UINTEGER NOT NULL
);
COMMENT ON TABLE outcomes IS 'How many entries of a feed ended how in a run; they add up to the entries the run saw.';
COMMENT ON COLUMN outcomes.run IS 'runs.id.';
COMMENT ON COLUMN outcomes.feed IS 'The id of the feed in its pack.';
COMMENT ON COLUMN outcomes.outcome IS 'A value of news.records.Outcome.';
COMMENT ON COLUMN outcomes.entries IS 'How many entries ended so; each entry counts once in a run.';

CREATE TABLE feed_states (
    run UINTEGER NOT NULL,
    feed VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    entries UINTEGER NOT NULL,
    message VARCHAR NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE feed_states IS 'How each feed answered in each run.';
COMMENT ON COLUMN feed_states.run IS 'runs.id.';
COMMENT ON COLUMN feed_states.feed IS 'The id of the feed in its pack.';
COMMENT ON COLUMN feed_states.outlet IS 'The outlet of the feed.';
COMMENT ON COLUMN feed_states.state IS 'ok, failed or empty.';
COMMENT ON COLUMN feed_states.entries IS 'How many entries the feed gave.';
COMMENT ON COLUMN feed_states.message IS 'What went wrong, in a sentence; empty where nothing did.';
COMMENT ON COLUMN feed_states.asked_at IS 'When the run that asked recorded the answer.';

CREATE TABLE entries (
    id UBIGINT NOT NULL,
    feed VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    guid VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    published_at TIMESTAMPTZ,
    updated_at TIMESTAMPTZ,
    languages VARCHAR[] NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL,
    article UBIGINT,
    attempts UINTEGER NOT NULL,
    note VARCHAR NOT NULL,
    run UINTEGER NOT NULL
);
COMMENT ON TABLE entries IS 'What feeds told us of articles, as they told it last, and what became of it.';
COMMENT ON COLUMN entries.id IS 'The id of feed and guid (or URL, where the feed gives no guid).';
COMMENT ON COLUMN entries.feed IS 'The id of the feed in its pack.';
COMMENT ON COLUMN entries.outlet IS 'The outlet of the feed.';
COMMENT ON COLUMN entries.url IS 'The address the feed gave.';
COMMENT ON COLUMN entries.guid IS 'The entry''s own id in the feed; may be empty.';
COMMENT ON COLUMN entries.title IS 'The title in the feed.';
COMMENT ON COLUMN entries.summary IS 'The summary in the feed.';
COMMENT ON COLUMN entries.published_at IS 'When the feed says it was published; null where it does not say.';
COMMENT ON COLUMN entries.updated_at IS 'When the feed says it was changed; null where it does not say.';
COMMENT ON COLUMN entries.languages IS 'The languages the feed writes in.';
COMMENT ON COLUMN entries.first_seen_at IS 'When we first saw the entry.';
COMMENT ON COLUMN entries.settled_at IS 'When this row last changed.';
COMMENT ON COLUMN entries.outcome IS 'What became of it: a value of news.records.Outcome. Later known does not replace it.';
COMMENT ON COLUMN entries.article IS 'articles.id of the article it led to; null where there is none.';
COMMENT ON COLUMN entries.attempts IS 'How often it was deferred in a row; 0 where it does not wait.';
COMMENT ON COLUMN entries.note IS 'Why it ended so, in a sentence; may be empty.';
COMMENT ON COLUMN entries.run IS 'runs.id of the last run that saw it; a run counts an entry once.';

CREATE TABLE articles (
    id UBIGINT NOT NULL,
    url VARCHAR NOT NULL,
    canonical_url VARCHAR NOT NULL,
    feed VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    access VARCHAR NOT NULL,
    declared_not_free BOOLEAN NOT NULL,
    byline VARCHAR,
    language VARCHAR,
    published_at TIMESTAMPTZ,
    fetched_at TIMESTAMPTZ NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    text_id UBIGINT NOT NULL,
    revision UINTEGER NOT NULL,
    on_topic VARCHAR NOT NULL,
    relevance DOUBLE NOT NULL,
    relevance_reasons VARCHAR[] NOT NULL,
    pack_version VARCHAR NOT NULL,
    folded VARCHAR NOT NULL
);
COMMENT ON TABLE articles IS 'Every article we hold, copies included, in its current revision.';
COMMENT ON COLUMN articles.id IS 'The id of the canonical URL; it outlives every revision.';
COMMENT ON COLUMN articles.url IS 'The address it was read at.';
COMMENT ON COLUMN articles.canonical_url IS 'The address that all variants of its URL share.';
COMMENT ON COLUMN articles.feed IS 'The feed that led to it first.';
COMMENT ON COLUMN articles.outlet IS 'The outlet of that feed.';
COMMENT ON COLUMN articles.title IS 'Its title, clean.';
COMMENT ON COLUMN articles.text IS 'Its text, clean; paragraphs are parted by an empty line.';
COMMENT ON COLUMN articles.access IS 'How much of it the server gave: a value of news.records.Access.';
COMMENT ON COLUMN articles.declared_not_free IS 'Whether the page says of itself that it is not free to read.';
COMMENT ON COLUMN articles.byline IS 'Who wrote it, as the page says; null where it does not say.';
COMMENT ON COLUMN articles.language IS 'The language of the text, as an ISO code; null where unknown.';
COMMENT ON COLUMN articles.published_at IS 'When it was published; null where neither feed nor page dates it.';
COMMENT ON COLUMN articles.fetched_at IS 'When the current revision was fetched.';
COMMENT ON COLUMN articles.first_seen_at IS 'When its first revision was stored.';
COMMENT ON COLUMN articles.text_id IS 'The id of title and text: another revision has another.';
COMMENT ON COLUMN articles.revision IS 'The number of the current revision, counted from 1.';
COMMENT ON COLUMN articles.on_topic IS 'yes, marginal or no: whether it is about the watched region.';
COMMENT ON COLUMN articles.relevance IS 'The score behind on_topic, 0 to 1.';
COMMENT ON COLUMN articles.relevance_reasons IS 'What spoke for and against, in words.';
COMMENT ON COLUMN articles.pack_version IS 'The version of the pack it was flagged with.';
COMMENT ON COLUMN articles.folded IS 'Title and text as news.texts.fold writes them, for searching across spellings.';

CREATE TABLE revisions (
    article UBIGINT NOT NULL,
    revision UINTEGER NOT NULL,
    text_id UBIGINT NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE revisions IS 'Every version of every article, the first and the current one included.';
COMMENT ON COLUMN revisions.article IS 'articles.id.';
COMMENT ON COLUMN revisions.revision IS 'The number of the version, counted from 1.';
COMMENT ON COLUMN revisions.text_id IS 'The id of title and text.';
COMMENT ON COLUMN revisions.title IS 'The title of this version.';
COMMENT ON COLUMN revisions.text IS 'The text of this version.';
COMMENT ON COLUMN revisions.fetched_at IS 'When this version was fetched.';

CREATE TABLE removed_lines (
    article UBIGINT NOT NULL,
    revision UINTEGER NOT NULL,
    position UINTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);
COMMENT ON TABLE removed_lines IS 'Lines that were taken for boilerplate and stripped from a text, so that it can be checked.';
COMMENT ON COLUMN removed_lines.article IS 'articles.id.';
COMMENT ON COLUMN removed_lines.revision IS 'revisions.revision.';
COMMENT ON COLUMN removed_lines.position IS 'The order in which they were removed, counted from 1.';
COMMENT ON COLUMN removed_lines.kind IS 'The kind of boilerplate.';
COMMENT ON COLUMN removed_lines.text IS 'The line.';

CREATE TABLE mentions (
    article UBIGINT NOT NULL,
    revision UINTEGER NOT NULL,
    in_title BOOLEAN NOT NULL,
    actor VARCHAR NOT NULL,
    start_at UINTEGER NOT NULL,
    end_at UINTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    pack_version VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS 'Every naming of a tracked actor, with its evidence.';
COMMENT ON COLUMN mentions.article IS 'articles.id.';
COMMENT ON COLUMN mentions.revision IS 'revisions.revision of the text it was found in.';
COMMENT ON COLUMN mentions.in_title IS 'Whether the offsets count in the title; otherwise in the text.';
COMMENT ON COLUMN mentions.actor IS 'The id of the actor in its pack.';
COMMENT ON COLUMN mentions.start_at IS 'The offset of its first character (code point), from 0.';
COMMENT ON COLUMN mentions.end_at IS 'The offset after its last character.';
COMMENT ON COLUMN mentions.surface IS 'The words as they stand there.';
COMMENT ON COLUMN mentions.alias IS 'The spelling in the pack that it was found by.';
COMMENT ON COLUMN mentions.rule IS 'The rule that let it count.';
COMMENT ON COLUMN mentions.pack_version IS 'The version of the pack that found it.';

CREATE TABLE place_mentions (
    article UBIGINT NOT NULL,
    revision UINTEGER NOT NULL,
    in_title BOOLEAN NOT NULL,
    place VARCHAR NOT NULL,
    start_at UINTEGER NOT NULL,
    end_at UINTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    pack_version VARCHAR NOT NULL
);
COMMENT ON TABLE place_mentions IS 'Every naming of a known place.';
COMMENT ON COLUMN place_mentions.article IS 'articles.id.';
COMMENT ON COLUMN place_mentions.revision IS 'revisions.revision of the text it was found in.';
COMMENT ON COLUMN place_mentions.in_title IS 'Whether the offsets count in the title; otherwise in the text.';
COMMENT ON COLUMN place_mentions.place IS 'The id of the place in its pack.';
COMMENT ON COLUMN place_mentions.start_at IS 'The offset of its first character (code point), from 0.';
COMMENT ON COLUMN place_mentions.end_at IS 'The offset after its last character.';
COMMENT ON COLUMN place_mentions.surface IS 'The words as they stand there.';
COMMENT ON COLUMN place_mentions.pack_version IS 'The version of the pack that found it.';

CREATE TABLE relations (
    article UBIGINT NOT NULL,
    copy_of UBIGINT,
    kind VARCHAR,
    similarity DOUBLE NOT NULL,
    story UBIGINT NOT NULL,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE relations IS 'Where each article belongs: what it copies, and its story. A copy is linked, never deleted.';
COMMENT ON COLUMN relations.article IS 'articles.id.';
COMMENT ON COLUMN relations.copy_of IS 'articles.id of the article it copies; null where it copies none.';
COMMENT ON COLUMN relations.kind IS 'What kind of copy it is; null where it is none.';
COMMENT ON COLUMN relations.similarity IS 'The share of the shorter text that stands in the other, 0 to 1.';
COMMENT ON COLUMN relations.story IS 'The id of its story.';
COMMENT ON COLUMN relations.reason IS 'What joined it to its story, in words.';

CREATE TABLE digests (
    id UBIGINT NOT NULL,
    subscription VARCHAR NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    until TIMESTAMPTZ NOT NULL,
    subject VARCHAR NOT NULL,
    html VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    csv VARCHAR NOT NULL,
    planned_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE digests IS 'Every digest as it was composed.';
COMMENT ON COLUMN digests.id IS 'The id of subscription, window and text.';
COMMENT ON COLUMN digests.subscription IS 'The subscription it was made for.';
COMMENT ON COLUMN digests.since IS 'The begin of its window, inclusive.';
COMMENT ON COLUMN digests.until IS 'The end of its window, exclusive.';
COMMENT ON COLUMN digests.subject IS 'The subject of its mail.';
COMMENT ON COLUMN digests.html IS 'Its HTML part.';
COMMENT ON COLUMN digests.text IS 'Its text part.';
COMMENT ON COLUMN digests.csv IS 'Its table of all articles.';
COMMENT ON COLUMN digests.planned_at IS 'When it was stored, with its messages.';

CREATE TABLE digest_articles (
    digest UBIGINT NOT NULL,
    article UBIGINT NOT NULL,
    revision UINTEGER NOT NULL
);
COMMENT ON TABLE digest_articles IS 'Which revision of which article stands in which digest: what has been told is not told again.';
COMMENT ON COLUMN digest_articles.digest IS 'digests.id.';
COMMENT ON COLUMN digest_articles.article IS 'articles.id.';
COMMENT ON COLUMN digest_articles.revision IS 'revisions.revision.';

CREATE TABLE outbox (
    message_id VARCHAR NOT NULL,
    digest UBIGINT NOT NULL,
    sender VARCHAR NOT NULL,
    recipient VARCHAR NOT NULL,
    content BLOB NOT NULL
);
COMMENT ON TABLE outbox IS 'Every mail, as the exact bytes that are sent.';
COMMENT ON COLUMN outbox.message_id IS 'Its Message-ID.';
COMMENT ON COLUMN outbox.digest IS 'digests.id.';
COMMENT ON COLUMN outbox.sender IS 'The address it is sent from.';
COMMENT ON COLUMN outbox.recipient IS 'The one address it is sent to.';
COMMENT ON COLUMN outbox.content IS 'The message, headers and body.';

CREATE TABLE outbox_log (
    message_id VARCHAR NOT NULL,
    step UINTEGER NOT NULL,
    state VARCHAR NOT NULL,
    logged_at TIMESTAMPTZ NOT NULL,
    note VARCHAR NOT NULL
);
COMMENT ON TABLE outbox_log IS 'What happened to each mail; rows are only added, and the one with the highest step counts.';
COMMENT ON COLUMN outbox_log.message_id IS 'outbox.message_id.';
COMMENT ON COLUMN outbox_log.step IS 'Counted from 1 for each mail; clocks may go back, steps do not.';
COMMENT ON COLUMN outbox_log.state IS 'planned, sending, sent, retry or dead.';
COMMENT ON COLUMN outbox_log.logged_at IS 'When it came to this state.';
COMMENT ON COLUMN outbox_log.note IS 'What the server said, or why; may be empty.';
