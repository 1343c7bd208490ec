-- What new articles are placed by: shingles of all texts, what original reports tell, and how stories hang together.

CREATE TABLE fingerprints (
    hash UINTEGER NOT NULL,
    article UBIGINT NOT NULL
);
COMMENT ON TABLE fingerprints IS 'Samples of the runs of four words in each text, by which copies are found: about 60 rows an article, 250 bytes. No index: a batch is joined in one scan.';
COMMENT ON COLUMN fingerprints.hash IS 'CRC-32 of the folded words (stories.fingerprints).';
COMMENT ON COLUMN fingerprints.article IS 'articles.id, of the current revision.';

CREATE TABLE unsampled AS SELECT id AS article FROM articles;
COMMENT ON TABLE unsampled IS 'Articles of before fingerprints were kept, that have yet to get theirs: the next runs see to it.';
COMMENT ON COLUMN unsampled.article IS 'articles.id.';

CREATE TABLE evidence (
    article UBIGINT NOT NULL,
    text_id UBIGINT NOT NULL,
    title UINTEGER[] NOT NULL,
    title_weights DOUBLE[] NOT NULL,
    lead UINTEGER[] NOT NULL,
    lead_weights DOUBLE[] NOT NULL,
    body UINTEGER[] NOT NULL,
    body_weights DOUBLE[] NOT NULL,
    names UINTEGER[] NOT NULL,
    names_weights DOUBLE[] NOT NULL,
    sounds UINTEGER[] NOT NULL,
    sounds_weights DOUBLE[] NOT NULL,
    numbers VARCHAR[] NOT NULL,
    counted VARCHAR[] NOT NULL,
    weekday UTINYINT,
    stored_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE evidence IS 'What original reports of the last days tell of their event, worked out once. What is not here is worked out again from the text when it is needed.';
COMMENT ON COLUMN evidence.article IS 'articles.id.';
COMMENT ON COLUMN evidence.text_id IS 'articles.text_id it was worked out from: a revision has another.';
COMMENT ON COLUMN evidence.title IS 'The terms of the headline, as CRC-32.';
COMMENT ON COLUMN evidence.title_weights IS 'Their weights, in the same order; the vector has length 1.';
COMMENT ON COLUMN evidence.lead IS 'The terms of the headline and the first words.';
COMMENT ON COLUMN evidence.lead_weights IS 'Their weights.';
COMMENT ON COLUMN evidence.body IS 'The terms of headline and text.';
COMMENT ON COLUMN evidence.body_weights IS 'Their weights.';
COMMENT ON COLUMN evidence.names IS 'The words written as names.';
COMMENT ON COLUMN evidence.names_weights IS 'Their weights.';
COMMENT ON COLUMN evidence.sounds IS 'The consonants of names, alike in every script.';
COMMENT ON COLUMN evidence.sounds_weights IS 'Their weights.';
COMMENT ON COLUMN evidence.numbers IS 'The figures of the text, in western digits.';
COMMENT ON COLUMN evidence.counted IS 'What each of them counts, as the text has it; may be empty.';
COMMENT ON COLUMN evidence.weekday IS 'The first weekday the text names, 0 for Monday; null where it names none.';
COMMENT ON COLUMN evidence.stored_at IS 'When it was worked out; older rows are let go.';

CREATE TABLE story_links (
    story UBIGINT NOT NULL,
    tie VARCHAR NOT NULL,
    earlier UBIGINT NOT NULL,
    article UBIGINT NOT NULL,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE story_links IS 'How stories are tied to earlier ones without being one with them.';
COMMENT ON COLUMN story_links.story IS 'relations.story.';
COMMENT ON COLUMN story_links.tie IS 'follows: goes on from it; meets: a report fits both, they may be one event.';
COMMENT ON COLUMN story_links.earlier IS 'relations.story of the earlier one.';
COMMENT ON COLUMN story_links.article IS 'articles.id of the report that tells so.';
COMMENT ON COLUMN story_links.reason IS 'What ties them, in words.';

CREATE TABLE relation_changes (
    article UBIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    copy_of_before UBIGINT,
    copy_of UBIGINT,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE relation_changes IS 'What was taken for an original until its own, earlier original came late: nothing that was told is changed in silence.';
COMMENT ON COLUMN relation_changes.article IS 'articles.id.';
COMMENT ON COLUMN relation_changes.changed_at IS 'When it was found.';
COMMENT ON COLUMN relation_changes.copy_of_before IS 'relations.copy_of until then; null where it was taken for an original.';
COMMENT ON COLUMN relation_changes.copy_of IS 'relations.copy_of since.';
COMMENT ON COLUMN relation_changes.reason IS 'Why, in words.';

ALTER TABLE relations ADD COLUMN passages VARCHAR[] DEFAULT [];
COMMENT ON COLUMN relations.passages IS 'The longest passages that a copy shares with what it copies, as the copy words them.';
ALTER TABLE articles ADD COLUMN scene VARCHAR;
COMMENT ON COLUMN articles.scene IS 'The id in its pack of the place where it plays: the locality it names first; null where it names none.';
