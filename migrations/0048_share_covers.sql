-- The square picture a shared link to a product shows: its address, and what it was drawn of. It counts only while the
-- product still is what was drawn; '' until one exists.
ALTER TABLE products ADD COLUMN share_cover TEXT NOT NULL DEFAULT '';
ALTER TABLE products ADD COLUMN share_cover_of TEXT NOT NULL DEFAULT '';

-- Drawn covers are kept as pictures are, but are none to choose from.
ALTER TABLE media ADD COLUMN kind TEXT NOT NULL DEFAULT 'picture';
CREATE INDEX media_pictures ON media (id) WHERE kind = 'picture'; -- /admin/media
