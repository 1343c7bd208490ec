-- Where every fetched page lies in the archive, and why a version of an article differs from the one before.

CREATE TABLE captures (
    entry UBIGINT NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    status UINTEGER NOT NULL,
    content_type VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    start_at UBIGINT NOT NULL,
    length UBIGINT NOT NULL
);
COMMENT ON TABLE captures IS 'Every page that was fetched for an entry and lies in the archive, whatever became of it.';
COMMENT ON COLUMN captures.entry IS 'entries.id of the entry that led to it.';
COMMENT ON COLUMN captures.url IS 'The address that was asked for.';
COMMENT ON COLUMN captures.final_url IS 'The address that answered, after redirects.';
COMMENT ON COLUMN captures.fetched_at IS 'When it was fetched.';
COMMENT ON COLUMN captures.status IS 'The HTTP status of the answer.';
COMMENT ON COLUMN captures.content_type IS 'What the answer said it was; empty where it did not say.';
COMMENT ON COLUMN captures.sha256 IS 'The SHA-256 of the body, in 64 hexadecimal digits.';
COMMENT ON COLUMN captures.file IS 'The WARC file it lies in, as seen from the folder of the archive.';
COMMENT ON COLUMN captures.start_at IS 'The byte of the file at which its record begins, from 0.';
COMMENT ON COLUMN captures.length IS 'How many bytes its record has, as gzipped.';

ALTER TABLE revisions ADD COLUMN cause VARCHAR DEFAULT 'publisher';
COMMENT ON COLUMN revisions.cause IS 'publisher: it was published so; extraction: the same page was read better.';
ALTER TABLE revisions ADD COLUMN stored_at TIMESTAMPTZ;
COMMENT ON COLUMN revisions.stored_at IS 'When this version was stored; null for those of before this column.';
COMMENT ON COLUMN digest_articles.revision IS 'revisions.revision of the publisher''s last version as of then; its page may have been read better since.';
