-- What the access of an article was judged by.

ALTER TABLE articles ADD COLUMN access_evidence VARCHAR[] DEFAULT [];
COMMENT ON COLUMN articles.access_evidence IS 'The signs that access was judged by, each a short phrase; those of a whole text did not suffice.';
