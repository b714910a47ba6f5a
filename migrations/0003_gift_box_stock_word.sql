-- A gift box is sold out on its card when one of its components runs short, and back when it no longer does.
-- No box holds more than 20 of one component: above that nothing is looked up, so an order stays cheap.
CREATE TRIGGER bundle_word AFTER UPDATE OF available ON variants
WHEN min(OLD.available, NEW.available) < 20 AND EXISTS (
  SELECT 1 FROM bundle_components b
  WHERE b.component_sku = NEW.sku AND (OLD.available < b.quantity) <> (NEW.available < b.quantity)
)
BEGIN
  UPDATE products SET sold_out = NOT EXISTS (
    SELECT 1 FROM variants v WHERE v.product_id = products.id AND v.sold_alone = 1 AND NOT EXISTS (
      SELECT 1 FROM json_each(v.components) c JOIN variants part ON part.sku = c.value ->> 'sku'
      WHERE part.available < (c.value ->> 'quantity'))
  ) WHERE json_extract(card, '$.bundle') = 1 AND id IN (
    SELECT v.product_id FROM bundle_components b JOIN variants v ON v.sku = b.bundle_sku
    WHERE b.component_sku = NEW.sku);
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
