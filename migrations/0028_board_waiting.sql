-- Since when a board name waits to be read; of rows of before, since the adoption.
ALTER TABLE adoptions ADD COLUMN board_named_at INTEGER;
