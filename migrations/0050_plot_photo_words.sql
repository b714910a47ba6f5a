-- What a plot's photo shows, for those who do not see it: the words given with the upload, kept beside its address.
ALTER TABLE plots ADD COLUMN picture_alt_zh TEXT;
ALTER TABLE plots ADD COLUMN picture_alt_en TEXT;
UPDATE plots SET (picture_alt_zh, picture_alt_en) = (
  SELECT m.alt_zh, m.alt_en FROM media m
  WHERE substr(plots.picture, 8) LIKE m.hash || '.%' OR instr(m.sizes, '"' || substr(plots.picture, 8) || '"') > 0
  ORDER BY m.id DESC LIMIT 1)
WHERE picture LIKE '/media/%';
