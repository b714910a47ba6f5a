-- What one network may bind without paying ----------------------------------------
-- A phone is easily invented, a postal address is shared by strangers: neither keeps one visitor from taking the whole
-- stock. A network (an IPv4 address, or the /64 of an IPv6 address) may bind a tenth of what nobody has paid for.

-- How many unpaid orders a network has, and what they bind: {"TEA-GC-250": 3, "code:SPRING": 1}. One row a network, so
-- that an order writes one row, however many lines it has; it is gone with the network's last unpaid order.
CREATE TABLE network_claims (
  network_hmac TEXT NOT NULL PRIMARY KEY,
  orders INTEGER NOT NULL CONSTRAINT network_orders CHECK (orders > 0),
  bound TEXT NOT NULL CONSTRAINT network_bound_json CHECK (json_valid(bound))
) STRICT, WITHOUT ROWID;

-- Stock drawn for a new order: one statement a SKU counts it, writes the ledger and keeps a network within its budget,
-- a tenth (20 pieces at least) of what nobody has paid for; its only open order may take half. Past half of the budget
-- an order has ten minutes to be paid. An order that is overdue counts until it is closed, as its pieces are bound.
CREATE VIEW stock_draws AS
  SELECT sku, cause order_id, quantity, at, NULL network_hmac, NULL pay_before, NULL counted
  FROM stock_movements WHERE kind = 'reserved';
CREATE TRIGGER stock_drawn INSTEAD OF INSERT ON stock_draws
BEGIN
  SELECT CASE
    WHEN alone AND bound > max(budget, unsold / 2) THEN RAISE(ABORT, 'too_many_open:order')
    WHEN NOT alone AND bound > budget THEN RAISE(ABORT, 'too_many_open:network')
    WHEN bound * 2 > budget AND NEW.pay_before > NEW.at + 600000 THEN RAISE(ABORT, 'pay_sooner') END
  FROM (
    SELECT n.network_hmac IS NULL alone, v.available + v.unpaid unsold, max(20, (v.available + v.unpaid) / 10) budget,
      coalesce(n.bound ->> ('$."' || NEW.sku || '"'), 0) + NEW.quantity bound
    FROM variants v LEFT JOIN network_claims n ON n.network_hmac = NEW.network_hmac WHERE v.sku = NEW.sku)
  WHERE NEW.network_hmac IS NOT NULL;
  UPDATE variants SET available = available - NEW.quantity, unpaid = unpaid + NEW.quantity * NEW.counted
    WHERE sku = NEW.sku;
  INSERT INTO stock_movements (sku, cause, kind, quantity, at)
    VALUES (NEW.sku, NEW.order_id, 'reserved', NEW.quantity, NEW.at);
END;

-- Paid or closed, whichever way: nothing is bound any more, and the network is forgotten.
CREATE TRIGGER order_settled AFTER UPDATE OF paid_at, closed_at ON orders
WHEN OLD.paid_at IS NULL AND OLD.closed_at IS NULL AND (NEW.paid_at IS NOT NULL OR NEW.closed_at IS NOT NULL)
  AND NEW.channel <> 'institution'
BEGIN
  UPDATE variants SET unpaid = unpaid - (
      SELECT sum(l.quantity * (s.value ->> 'quantity')) FROM order_lines l CROSS JOIN json_each(l.stock) s
      WHERE l.order_id = NEW.id AND s.value ->> 'sku' = variants.sku)
    WHERE sku IN (SELECT s.value ->> 'sku' FROM order_lines l CROSS JOIN json_each(l.stock) s WHERE l.order_id = NEW.id);
  DELETE FROM network_claims WHERE network_hmac = NEW.network_hmac AND orders = 1;
  -- A patch with null takes the key out.
  UPDATE network_claims SET orders = orders - 1, bound = json_patch(bound, (
      SELECT json_group_object(sku, nullif((network_claims.bound ->> ('$."' || sku || '"')) - pieces, 0)) FROM (
        SELECT s.value ->> 'sku' sku, sum(l.quantity * (s.value ->> 'quantity')) pieces
        FROM order_lines l CROSS JOIN json_each(l.stock) s WHERE l.order_id = NEW.id GROUP BY 1
        UNION ALL SELECT 'code:' || NEW.code, 1 WHERE NEW.code IS NOT NULL)))
    WHERE network_hmac = NEW.network_hmac;
  UPDATE orders SET network_hmac = NULL WHERE id = NEW.id AND network_hmac IS NOT NULL;
END;

-- Uses of a code: a tenth of those that are left or bound by the network itself, 20 at least. The order's own use has
-- been counted by then.
CREATE TRIGGER code_of_network BEFORE INSERT ON network_claims WHEN NEW.bound LIKE '%"code:%'
BEGIN
  SELECT RAISE(ABORT, 'too_many_open:network_code') FROM (
    SELECT c.limit_total - c.used remaining, s.value + coalesce((
      SELECT n.bound ->> ('$."' || s.key || '"') FROM network_claims n WHERE n.network_hmac = NEW.network_hmac), 0) bound
    FROM json_each(NEW.bound) s CROSS JOIN promo_codes c ON c.code = substr(s.key, 6) WHERE s.key LIKE 'code:%')
  WHERE bound > max(20, (remaining + bound) / 10);
END;

-- Plots that a network holds or has in unpaid orders: a tenth of those its garden sells, six at least. A claim that is
-- over binds nothing, because anybody may take the plot. Half of six is three: below that the index
-- alone is read.
CREATE TRIGGER plots_of_network BEFORE INSERT ON plot_claims
WHEN NEW.network_hmac IS NOT NULL AND NEW.expires_at IS NOT NULL AND (
  SELECT count(*) FROM plot_claims WHERE network_hmac = NEW.network_hmac AND season = NEW.season AND plot <> NEW.plot) >= 3
BEGIN
  SELECT CASE
    WHEN bound > budget THEN RAISE(ABORT, 'too_many_open:network_plots')
    WHEN bound * 2 > budget AND NEW.order_id IS NOT NULL AND NEW.expires_at > NEW.claimed_at + 600000
    THEN RAISE(ABORT, 'pay_sooner') END
  FROM (
    SELECT 1 + (
        SELECT count(*) FROM plot_claims c CROSS JOIN plots p ON p.code = c.plot AND p.garden = own.garden
        WHERE c.network_hmac = NEW.network_hmac AND c.season = NEW.season AND c.expires_at > NEW.claimed_at
          AND c.plot <> NEW.plot) bound,
      max(6, (SELECT coalesce(sum(plots), 0) FROM garden_tiers WHERE garden = own.garden) / 10) budget
    FROM plots own WHERE own.code = NEW.plot);
END;

-- What one phone may -----------------------------------------------------------
-- Three unpaid orders, and three unpaid plots counted over them: whoever has the phone can be told which order to pay.
-- A postal address has no such limit: colleagues and neighbours share one. Staff agreed to an institution's order one
-- by one: it neither counts as an open order nor is it refused as one.
CREATE TRIGGER order_open_limit BEFORE INSERT ON orders
WHEN NEW.channel <> 'institution'
  AND (SELECT count(*) FROM orders WHERE phone_hmac = NEW.phone_hmac AND paid_at IS NULL AND closed_at IS NULL
    AND pay_before > NEW.placed_at AND channel <> 'institution') >= 3
BEGIN
  SELECT RAISE(ABORT, 'too_many_open:phone');
END;
CREATE TRIGGER order_plots_limit BEFORE INSERT ON orders
WHEN NEW.plots > 0 AND NEW.plots
  + (SELECT coalesce(sum(plots), 0) FROM orders WHERE phone_hmac = NEW.phone_hmac AND paid_at IS NULL
      AND closed_at IS NULL AND pay_before > NEW.placed_at) > 3
BEGIN
  SELECT RAISE(ABORT, 'too_many_open:phone_plots');
END;
