-- Producers with what they may show: address, licences and certificates, the right to the geographical indication.
-- `permits` is read whole with its row: [{"kind", "number", "validUntil"}]; the first to end stands beside it.
ALTER TABLE producers ADD COLUMN address_zh TEXT NOT NULL DEFAULT '';
ALTER TABLE producers ADD COLUMN address_en TEXT NOT NULL DEFAULT '';
ALTER TABLE producers ADD COLUMN permits TEXT NOT NULL DEFAULT '[]' CONSTRAINT producer_permits_json CHECK (json_valid(permits));
ALTER TABLE producers ADD COLUMN permits_until TEXT;
ALTER TABLE producers ADD COLUMN gi_authorised INTEGER NOT NULL DEFAULT 0;
-- One of the firms of the 穿洞 tea park.
ALTER TABLE producers ADD COLUMN tea_park INTEGER NOT NULL DEFAULT 0;
-- The lock of editing: a save names the number after the one it read.
ALTER TABLE producers ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER producer_edits BEFORE UPDATE OF edits ON producers WHEN NEW.edits <> OLD.edits + 1
BEGIN
  SELECT RAISE(ABORT, 'producer_edits');
END;

-- The thirteen firms are known by their number only (domain §1): a row without a name is never shown to shoppers.
INSERT OR IGNORE INTO producers (id, name_zh, name_en, gi_certificate, sample, tea_park)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 13)
SELECT printf('prc_park_%02d', i), '', '', NULL, 0, 1 FROM n;

CREATE INDEX products_of_producer ON products (producer_id, listed, slug); -- /producers, /admin/producers/:id
CREATE INDEX producers_permits_until ON producers (permits_until) WHERE permits_until IS NOT NULL; -- /admin, what ends soon
