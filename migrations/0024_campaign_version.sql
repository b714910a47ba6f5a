-- The campaign page is kept as a copy as long as the content version stands: everything it says raises it.
CREATE TRIGGER campaign_shown AFTER UPDATE ON campaigns
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER garden_shown AFTER INSERT ON gardens
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
-- `updated_at` is of no page that is kept: an update of a garden leaves the copies alone.
CREATE TRIGGER garden_reshown AFTER UPDATE OF slug, position, name_zh, name_en, place_zh, place_en, origin_code, story_zh,
  story_en, keeper_zh, keeper_en, scene, listed, sample ON gardens
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER garden_size_shown AFTER INSERT ON garden_tiers
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER garden_size_reshown AFTER UPDATE OF plots ON garden_tiers WHEN NEW.plots <> OLD.plots
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER offer_shown AFTER INSERT ON offers WHEN NEW.published_at IS NOT NULL
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER offer_reshown AFTER UPDATE OF published_at, superseded_at ON offers
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER season_size_shown AFTER INSERT ON season_tiers
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER season_size_reshown AFTER UPDATE OF adopted ON season_tiers WHEN NEW.adopted <> OLD.adopted
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER season_closing_shown AFTER UPDATE OF closed_at ON garden_seasons
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
