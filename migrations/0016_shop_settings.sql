-- What staff set for the whole shop: contact and licences, banner, deadlines, refunds, and the freight line that its
-- templates say. It belongs to settings; shop pages read the copy beside the version, in one row.
CREATE TABLE shop_settings (
  id INTEGER PRIMARY KEY NOT NULL CONSTRAINT shop_settings_single CHECK (id = 1),
  shop TEXT NOT NULL CONSTRAINT shop_settings_json CHECK (json_valid(shop))
) STRICT;
INSERT INTO shop_settings (id, shop) SELECT 1, shop FROM content_version WHERE id = 1;

-- The only writer of content_version.shop.
CREATE TRIGGER shop_settings_shown AFTER UPDATE ON shop_settings BEGIN
  UPDATE content_version SET shop = NEW.shop, version = version + 1 WHERE id = 1;
END;
