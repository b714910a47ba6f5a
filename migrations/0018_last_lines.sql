-- What no verb does, and the database did not refuse. Nothing here holds against INSERT OR REPLACE: D1 runs no delete
-- trigger for the row it replaces, so test/architecture.test.ts keeps it out of the code.

-- The word of stock -------------------------------------------------------------
-- A box may hold 20 of one component, so its last five are counted among the component's last 119: with the old limit
-- of 36 a kept page of a box of seven or more went on saying a number that was no longer true. Above that nothing is
-- looked up, so an order stays cheap.
DROP TRIGGER few_word;
CREATE TRIGGER few_word AFTER UPDATE OF available ON variants
WHEN OLD.available <> NEW.available AND (OLD.available = 0) = (NEW.available = 0) AND (
  min(OLD.available, NEW.available) <= 5
  OR min(OLD.available, NEW.available) < 120 AND EXISTS (
    SELECT 1 FROM bundle_components b WHERE b.component_sku = NEW.sku
      AND min(OLD.available, NEW.available) / b.quantity <= 5
      AND OLD.available / b.quantity <> NEW.available / b.quantity)
)
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;

-- Stock and prices ----------------------------------------------------------------
-- Below nothing, `available` + `unpaid` would say less than there is, and a network's share of it with that.
CREATE TRIGGER unpaid_pieces BEFORE UPDATE OF unpaid ON variants WHEN NEW.unpaid < 0
BEGIN
  SELECT RAISE(ABORT, 'unpaid_pieces');
END;
CREATE TRIGGER unpaid_pieces_first BEFORE INSERT ON variants WHEN NEW.unpaid < 0
BEGIN
  SELECT RAISE(ABORT, 'unpaid_pieces');
END;

-- A price for a time is lower than the usual one and has both ends. A usual price that later falls below it is not
-- refused: the promotion then holds no longer (src/catalog/promotion.ts).
CREATE TRIGGER promo_lower BEFORE UPDATE OF promo_price_fen, promo_from, promo_until ON variants
WHEN NEW.promo_price_fen IS NOT NULL
  AND (NEW.promo_price_fen >= NEW.price_fen OR NEW.promo_from IS NULL OR NEW.promo_until IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'promo_lower');
END;

-- Reconciling adds the ledger up: a row that changes or goes would change what was sold. The opening row is where a
-- SKU's ledger begins and no movement: it may be set right.
CREATE TRIGGER movement_stays BEFORE UPDATE ON stock_movements
WHEN OLD.cause <> 'opening' OR NEW.cause <> 'opening' OR NEW.sku <> OLD.sku
BEGIN
  SELECT RAISE(ABORT, 'movement_stays');
END;
CREATE TRIGGER movement_kept BEFORE DELETE ON stock_movements WHEN OLD.cause <> 'opening'
BEGIN
  SELECT RAISE(ABORT, 'movement_stays');
END;

-- Pages and orders ----------------------------------------------------------------
-- "Every saved text is a row for ever."
CREATE TRIGGER page_revision_stays BEFORE UPDATE ON page_revisions
BEGIN
  SELECT RAISE(ABORT, 'page_revision_stays');
END;
CREATE TRIGGER page_revision_kept BEFORE DELETE ON page_revisions
BEGIN
  SELECT RAISE(ABORT, 'page_revision_stays');
END;

-- An order's events are its history and the lock of its next step: one taken away could be taken again.
CREATE TRIGGER order_event_stays BEFORE UPDATE ON order_events
BEGIN
  SELECT RAISE(ABORT, 'order_event_stays');
END;
CREATE TRIGGER order_event_kept BEFORE DELETE ON order_events
BEGIN
  SELECT RAISE(ABORT, 'order_event_stays');
END;

-- A use given back was taken off `used` and stays given back; one that went away or changed its code would leave the
-- count wrong. The phone alone changes, when its owner is forgotten.
CREATE TRIGGER redemption_stays BEFORE UPDATE OF code, order_id, discount_fen, given_back_at ON code_redemptions
WHEN (OLD.given_back_at IS NOT NULL AND NEW.given_back_at IS NULL)
  OR (NEW.code, NEW.order_id, NEW.discount_fen) IS NOT (OLD.code, OLD.order_id, OLD.discount_fen)
BEGIN
  SELECT RAISE(ABORT, 'redemption_stays');
END;
CREATE TRIGGER redemption_kept BEFORE DELETE ON code_redemptions
BEGIN
  SELECT RAISE(ABORT, 'redemption_stays');
END;

-- Money in --------------------------------------------------------------------
-- What was paid, for which order and when are the provider's words: the limit of all refunds is read from them.
CREATE TRIGGER attempt_paid_stays BEFORE UPDATE OF order_id, amount_fen, paid_at ON payment_attempts
WHEN OLD.paid_at IS NOT NULL
  AND (NEW.order_id <> OLD.order_id OR NEW.amount_fen <> OLD.amount_fen OR NEW.paid_at <> OLD.paid_at)
BEGIN
  SELECT RAISE(ABORT, 'attempt_stays_paid');
END;

-- "One row, for ever": it says that an order is paid.
CREATE TRIGGER capture_stays BEFORE UPDATE ON captures
BEGIN
  SELECT RAISE(ABORT, 'capture_stays');
END;
CREATE TRIGGER capture_kept BEFORE DELETE ON captures
BEGIN
  SELECT RAISE(ABORT, 'capture_stays');
END;

-- Money back ------------------------------------------------------------------
-- The limit of a refund is its attempt's: named by another order's refund, it would pay for that order.
CREATE TRIGGER refund_of_attempt BEFORE INSERT ON refunds
WHEN NEW.order_id <> (SELECT order_id FROM payment_attempts WHERE id = NEW.attempt_id)
BEGIN
  SELECT RAISE(ABORT, 'refund_of_attempt');
END;
-- The limits look when a row is written; afterwards nothing they looked at changes. How a refund goes on (state,
-- number, failed) is no part of it.
CREATE TRIGGER refund_stays BEFORE UPDATE OF id, order_id, attempt_id, amount_fen, reason, created_at, staff_id ON refunds
BEGIN
  SELECT RAISE(ABORT, 'refund_stays');
END;
CREATE TRIGGER refund_kept BEFORE DELETE ON refunds
BEGIN
  SELECT RAISE(ABORT, 'refund_stays');
END;
-- `failed` frees the money for another refund: money that arrived is not freed, whatever the state says.
CREATE TRIGGER refund_stays_succeeded BEFORE UPDATE OF failed ON refunds
WHEN OLD.state = 'succeeded' AND NEW.failed <> 0
BEGIN
  SELECT RAISE(ABORT, 'refund_stays_settled');
END;

-- What a refund was for counts against its own order, whose number stands in each row so that the limits need no join;
-- and what the limits let pass stays as it was written.
CREATE TRIGGER refund_line_of_order BEFORE INSERT ON refund_lines
WHEN NEW.order_id <> (SELECT order_id FROM refunds WHERE id = NEW.refund_id)
BEGIN
  SELECT RAISE(ABORT, 'refund_line_of_order');
END;
CREATE TRIGGER refund_line_stays BEFORE UPDATE ON refund_lines
BEGIN
  SELECT RAISE(ABORT, 'refund_line_stays');
END;
CREATE TRIGGER refund_line_kept BEFORE DELETE ON refund_lines
BEGIN
  SELECT RAISE(ABORT, 'refund_line_stays');
END;
CREATE TRIGGER freight_of_order BEFORE INSERT ON refund_freight
WHEN NEW.order_id <> (SELECT order_id FROM refunds WHERE id = NEW.refund_id)
BEGIN
  SELECT RAISE(ABORT, 'freight_of_order');
END;
CREATE TRIGGER freight_stays BEFORE UPDATE ON refund_freight
BEGIN
  SELECT RAISE(ABORT, 'freight_stays');
END;
CREATE TRIGGER freight_kept BEFORE DELETE ON refund_freight
BEGIN
  SELECT RAISE(ABORT, 'freight_stays');
END;
CREATE TRIGGER allowance_of_order BEFORE INSERT ON refund_allowances
WHEN NEW.order_id <> (SELECT order_id FROM refunds WHERE id = NEW.refund_id)
BEGIN
  SELECT RAISE(ABORT, 'allowance_of_order');
END;
CREATE TRIGGER allowance_stays BEFORE UPDATE ON refund_allowances
BEGIN
  SELECT RAISE(ABORT, 'allowance_stays');
END;
CREATE TRIGGER allowance_kept BEFORE DELETE ON refund_allowances
BEGIN
  SELECT RAISE(ABORT, 'allowance_stays');
END;

-- goodwill_stands keeps a decision from being changed; who decided is not made unsaid by taking the row away either.
CREATE TRIGGER goodwill_kept BEFORE DELETE ON goodwill_requests WHEN OLD.decided_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'goodwill_stands');
END;

-- Parcels ---------------------------------------------------------------------
-- As with money back: pieces sent count against the parcel's own order, for ever.
CREATE TRIGGER shipped_of_order BEFORE INSERT ON shipment_lines
WHEN NEW.order_id <> (SELECT order_id FROM shipments WHERE id = NEW.shipment_id)
BEGIN
  SELECT RAISE(ABORT, 'shipped_of_order');
END;
CREATE TRIGGER shipped_stays BEFORE UPDATE ON shipment_lines
BEGIN
  SELECT RAISE(ABORT, 'shipped_stays');
END;
CREATE TRIGGER shipped_kept BEFORE DELETE ON shipment_lines
BEGIN
  SELECT RAISE(ABORT, 'shipped_stays');
END;

-- A garden's season -----------------------------------------------------------
-- Counters are raised and lowered by `open` itself (plot_changed): a two would count a plot twice.
CREATE TRIGGER plot_open BEFORE UPDATE OF open ON plots WHEN NEW.open NOT IN (0, 1)
BEGIN
  SELECT RAISE(ABORT, 'plot_open');
END;
CREATE TRIGGER plot_open_first BEFORE INSERT ON plots WHEN NEW.open NOT IN (0, 1)
BEGIN
  SELECT RAISE(ABORT, 'plot_open');
END;

-- As correction_in_season: what a closed season was short of is settled with its adopters.
CREATE TRIGGER harvest_in_season BEFORE INSERT ON harvests
WHEN EXISTS (SELECT 1 FROM garden_seasons g
  WHERE g.garden = NEW.garden AND g.season = NEW.season AND g.closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'harvest_in_season');
END;

-- Sending added the grams to adoptions.sent_g, which the refund rule reads: they stay what was added.
CREATE TRIGGER dispatch_grams_stay BEFORE UPDATE OF adoption_id, grams ON dispatches
WHEN OLD.shipped_at IS NOT NULL AND (NEW.adoption_id, NEW.grams) IS NOT (OLD.adoption_id, OLD.grams)
BEGIN
  SELECT RAISE(ABORT, 'dispatch_sent_once');
END;
