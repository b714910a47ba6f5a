-- How a product is brewed or cooked, JSON {steps: [{sign, zh, en, noteZh, noteEn}], otherZh, otherEn, sample}: the
-- steps in order, each with the name of its drawing; `sample` while its producer has not confirmed the figures.
ALTER TABLE products ADD COLUMN guide TEXT NOT NULL DEFAULT '{}'
  CONSTRAINT product_guide CHECK (json_valid(guide) AND json_type(guide) = 'object');
