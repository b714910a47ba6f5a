-- Whether the campaign sells, beside each garden: an order of a plot reads it with the garden's row. Triggers keep it.
ALTER TABLE gardens ADD COLUMN selling INTEGER NOT NULL DEFAULT 1;
UPDATE gardens SET selling = coalesce((SELECT open FROM campaigns LIMIT 1), 1);
CREATE TRIGGER campaign_switched AFTER UPDATE OF open ON campaigns
BEGIN
  UPDATE gardens SET selling = NEW.open;
END;
CREATE TRIGGER garden_joins_campaign AFTER INSERT ON gardens
BEGIN
  UPDATE gardens SET selling = coalesce((SELECT open FROM campaigns LIMIT 1), 1) WHERE code = NEW.code;
END;
