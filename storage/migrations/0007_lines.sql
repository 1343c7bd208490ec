-- What is remembered of outlets: which lines stand on many of their pages, and how long their articles are.

CREATE TABLE outlet_pages (
    outlet VARCHAR NOT NULL,
    article UBIGINT NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    words UINTEGER,
    weighed BOOLEAN NOT NULL
);
COMMENT ON TABLE outlet_pages IS 'Pages whose lines are counted: one row for each article that was read from its page lately.';
COMMENT ON COLUMN outlet_pages.outlet IS 'The outlet whose page it is.';
COMMENT ON COLUMN outlet_pages.article IS 'articles.id.';
COMMENT ON COLUMN outlet_pages.seen_at IS 'When the page was fetched last.';
COMMENT ON COLUMN outlet_pages.words IS 'How many words its text had then; null where the text was not whole.';
COMMENT ON COLUMN outlet_pages.weighed IS 'Whether the outlet''s lines were judged since these were counted.';

CREATE TABLE line_sightings (
    line UBIGINT NOT NULL,
    article UBIGINT NOT NULL
);
COMMENT ON TABLE line_sightings IS 'On which pages a line stands: one row for each line and article, however often it was read.';
COMMENT ON COLUMN line_sightings.line IS 'The id of the line''s folded words (news.texts.line_id).';
COMMENT ON COLUMN line_sightings.article IS 'outlet_pages.article.';

CREATE TABLE recurring_lines (
    outlet VARCHAR NOT NULL,
    line UBIGINT NOT NULL,
    text VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    pending BOOLEAN NOT NULL,
    learnt_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE recurring_lines IS 'Lines that were found to stand on many pages of an outlet, and what they count as.';
COMMENT ON COLUMN recurring_lines.outlet IS 'The outlet.';
COMMENT ON COLUMN recurring_lines.line IS 'The id of the line''s folded words (news.texts.line_id).';
COMMENT ON COLUMN recurring_lines.text IS 'The line, as one page has it.';
COMMENT ON COLUMN recurring_lines.standing IS 'A value of news.recurrence.Standing.';
COMMENT ON COLUMN recurring_lines.pending IS 'Whether articles that bear it have yet to be read again with what it counts as now.';
COMMENT ON COLUMN recurring_lines.learnt_at IS 'When it was first found to recur.';
COMMENT ON COLUMN recurring_lines.last_seen_at IS 'When the newest page that bears it was fetched.';
