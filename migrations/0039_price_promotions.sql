-- A price with a start and an end: which price holds is reckoned from the clock, nothing has to be switched.
-- `promo_was_charged`: somebody paid the usual price before it was saved; only then may it be shown struck through.
ALTER TABLE variants ADD COLUMN promo_price_fen INTEGER
  CONSTRAINT variant_promo_price CHECK (promo_price_fen > 0);
ALTER TABLE variants ADD COLUMN promo_from INTEGER;
ALTER TABLE variants ADD COLUMN promo_until INTEGER
  CONSTRAINT variant_promo_order CHECK (promo_until > promo_from);
ALTER TABLE variants ADD COLUMN promo_was_charged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE variants ADD COLUMN promo_set_at INTEGER;
CREATE INDEX variants_promo ON variants (promo_until) WHERE promo_price_fen IS NOT NULL; -- content_version.price_turns

-- One at a time for each SKU: of two people who save one at the same moment the second breaks here.
CREATE TRIGGER promo_overlaps BEFORE UPDATE OF promo_set_at ON variants
WHEN NEW.promo_price_fen IS NOT NULL AND OLD.promo_price_fen IS NOT NULL AND OLD.promo_until > NEW.promo_set_at
BEGIN
  SELECT RAISE(ABORT, 'promo_overlaps');
END;

-- The instants at which a price will change, as a JSON list: copies of shop pages end there. It stands in the row that
-- every shop page reads anyway.
ALTER TABLE content_version ADD COLUMN price_turns TEXT NOT NULL DEFAULT '[]'
  CONSTRAINT content_turns_json CHECK (json_valid(price_turns));
