-- Pictures of a product in the order shown, JSON [{name, zh, en}]: an illustration's name or an address, and what it
-- shows in words. A product without any shows its illustrations.
ALTER TABLE products ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]'
  CONSTRAINT product_pictures CHECK (json_valid(pictures) AND json_type(pictures) = 'array');
-- Where the story was taken from (ux U31).
ALTER TABLE products ADD COLUMN story_source_zh TEXT NOT NULL DEFAULT '普定县消费帮扶项目资料'
  CONSTRAINT story_sourced_zh CHECK (story_source_zh <> '');
ALTER TABLE products ADD COLUMN story_source_en TEXT NOT NULL DEFAULT 'material of the Puding programme'
  CONSTRAINT story_sourced_en CHECK (story_source_en <> '');
