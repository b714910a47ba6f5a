-- Families -----------------------------------------------------------------------
-- Staff add and name them; every shop page tells them, so that a copy stands beside the content version: a page still
-- costs one row.
ALTER TABLE content_version ADD COLUMN families TEXT DEFAULT '[]' NOT NULL
  CONSTRAINT content_families_json CHECK (json_valid(families));

-- The only writers of content_version.families.
CREATE TRIGGER families_added_shown AFTER INSERT ON families BEGIN
  UPDATE content_version SET version = version + 1, families = (
    SELECT json_group_array(json_object('code', f.code, 'nameZh', f.name_zh, 'nameEn', f.name_en))
    FROM (SELECT code, name_zh, name_en FROM families ORDER BY position, code) f) WHERE id = 1;
END;
CREATE TRIGGER families_kept_shown AFTER UPDATE ON families BEGIN
  UPDATE content_version SET version = version + 1, families = (
    SELECT json_group_array(json_object('code', f.code, 'nameZh', f.name_zh, 'nameEn', f.name_en))
    FROM (SELECT code, name_zh, name_en FROM families ORDER BY position, code) f) WHERE id = 1;
END;

-- A shop begins with the programme's own.
INSERT INTO families (code, position, name_zh, name_en) VALUES
  ('tea', 0, '朵贝茶', 'Duobei tea'),
  ('chive', 1, '普定韭黄', 'Puding chives'),
  ('cili', 2, '春归刺梨汁', 'Chungui cili'),
  ('honey', 3, '夜郎蜂蜜', 'Yelang honey'),
  ('noodle', 4, '苗干妈面条', 'Noodles'),
  ('gift', 5, '礼盒', 'Gift boxes')
ON CONFLICT (code) DO UPDATE SET position = position;
