-- Search ------------------------------------------------------------------------
-- The words of what is on the shelf by price: a row number is price_from_fen × 1,000,000,000 + search_rank. FTS5 gives
-- what it finds in the order of its row numbers; any other order reads every match.
CREATE VIRTUAL TABLE price_search USING fts5 (words, tokenize = 'unicode61');
INSERT INTO price_search (rowid, words)
SELECT p.price_from_fen * 1000000000 + p.search_rank, s.words
FROM products p CROSS JOIN product_search s ON s.rowid = p.search_rank WHERE p.listed = 1;

-- Words of listings by their keys: the word or its pinyin, whole and without each of its letters. A slip and the word
-- it is a slip of share one. Words stay when the last listing that had them goes: what finds nothing is never offered.
CREATE TABLE search_words (
  key TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID;

-- Words staff keep as meaning the same, a line of them at a time; `expression` is the word as FTS5 is asked for it.
CREATE TABLE search_synonyms (
  word TEXT NOT NULL PRIMARY KEY,
  line INTEGER NOT NULL,
  place INTEGER NOT NULL,
  expression TEXT NOT NULL,
  CONSTRAINT synonym_place UNIQUE (line, place)
) STRICT, WITHOUT ROWID;

-- 1 while a product's words are as an older version wrote them: the cron writes them anew (search.words).
ALTER TABLE products ADD COLUMN words_old INTEGER DEFAULT 1 NOT NULL;
CREATE INDEX products_words_old ON products (search_rank) WHERE words_old = 1; -- cron, search.words
