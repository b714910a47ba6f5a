-- What the programme states about itself, with date and source.
CREATE TABLE impact_facts (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  value_zh TEXT NOT NULL,
  value_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,
  as_of TEXT NOT NULL,
  source_zh TEXT NOT NULL,
  source_en TEXT NOT NULL,
  visible INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The home page (/) quotes the first visible facts.
CREATE INDEX facts_by_position ON impact_facts (visible, position);

-- Our own sums, from paid lines; a refund is a negative entry.
CREATE TABLE impact_entries (
  cause TEXT NOT NULL,
  line INTEGER NOT NULL,
  at INTEGER NOT NULL,
  month TEXT NOT NULL,
  family TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  province TEXT NOT NULL,
  channel TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  area_cmu INTEGER NOT NULL DEFAULT 0,
  adoptions INTEGER NOT NULL DEFAULT 0,
  tea_g INTEGER NOT NULL DEFAULT 0,
  pieces INTEGER NOT NULL DEFAULT 0,
  -- 1 on the first line of a sale, -1 on the first line of its taking back; family_orders the same for each family of it.
  orders INTEGER NOT NULL DEFAULT 0,
  family_orders INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (cause, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE impact_sums (
  scope TEXT NOT NULL PRIMARY KEY,
  amount_fen INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  area_cmu INTEGER NOT NULL DEFAULT 0,
  adoptions INTEGER NOT NULL DEFAULT 0,
  tea_g INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO impact_sums (scope, amount_fen, orders) VALUES ('all', 0, 0);

-- Sums for the overview of the back office: what a day sold, whole and by family, province and channel. A trigger keeps
-- them, so that reading 30 days costs the same however many orders there were. Money taken back counts on its own day.
CREATE TABLE sales_by_day (
  dimension TEXT NOT NULL,
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  orders INTEGER NOT NULL,
  pieces INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (dimension, day, value)
) STRICT, WITHOUT ROWID;

-- Entries of tea sent carry no money and move nothing here. 28,800 s: the day is that of Shanghai.
CREATE TRIGGER sale_summed AFTER INSERT ON impact_entries
WHEN NEW.orders <> 0 OR NEW.family_orders <> 0 OR NEW.pieces <> 0 OR NEW.amount_fen <> 0
BEGIN
  INSERT INTO sales_by_day (dimension, day, value, orders, pieces, amount_fen) VALUES
    ('all', date(NEW.at / 1000 + 28800, 'unixepoch'), 'all', NEW.orders, NEW.pieces, NEW.amount_fen),
    ('family', date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.family, NEW.family_orders, NEW.pieces, NEW.amount_fen),
    ('province', date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.province, NEW.orders, NEW.pieces, NEW.amount_fen),
    ('channel', date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.channel, NEW.orders, NEW.pieces, NEW.amount_fen)
  ON CONFLICT (dimension, day, value) DO UPDATE SET orders = orders + excluded.orders,
    pieces = pieces + excluded.pieces, amount_fen = amount_fen + excluded.amount_fen;
END;

-- The ledger only grows: a sum kept by a trigger is right as long as nothing behind it changes.
CREATE TRIGGER impact_entry_stays BEFORE UPDATE ON impact_entries
BEGIN
  SELECT RAISE(ABORT, 'impact_entry_stays');
END;
CREATE TRIGGER impact_entry_kept BEFORE DELETE ON impact_entries
BEGIN
  SELECT RAISE(ABORT, 'impact_entry_stays');
END;
