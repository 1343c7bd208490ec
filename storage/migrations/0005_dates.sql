-- How sure the dates of articles are, and when articles were last changed.

ALTER TABLE articles ADD COLUMN published_certainty VARCHAR;
COMMENT ON COLUMN articles.published_certainty IS 'How sure published_at is: exact; zone_assumed: its zone was not told and is taken for UTC; day: midnight stands for a time not told; guessed. Null without a date, and for those of before this column.';
ALTER TABLE articles ADD COLUMN modified_at TIMESTAMPTZ;
COMMENT ON COLUMN articles.modified_at IS 'When its publisher last changed it, as feed or page says; never before published_at; null where neither says.';
ALTER TABLE entries ADD COLUMN published_certainty VARCHAR;
COMMENT ON COLUMN entries.published_certainty IS 'How sure published_at is, as articles.published_certainty has it.';
