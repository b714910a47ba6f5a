-- The word of stock counts the last five ("仅剩 3 件"): pages change with each of them, of a box as of its components.
-- Where the last goes or the first comes back, stock_word and bundle_word have counted the change already. No box holds
-- more than six of one component: above that nothing is looked up, so an order stays cheap.
CREATE TRIGGER few_word AFTER UPDATE OF available ON variants
WHEN OLD.available <> NEW.available AND (OLD.available = 0) = (NEW.available = 0) AND (
  min(OLD.available, NEW.available) <= 5
  OR min(OLD.available, NEW.available) < 36 AND EXISTS (
    SELECT 1 FROM bundle_components b WHERE b.component_sku = NEW.sku
      AND min(OLD.available, NEW.available) / b.quantity <= 5
      AND OLD.available / b.quantity <> NEW.available / b.quantity)
)
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
