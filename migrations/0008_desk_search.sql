-- The last four digits, which people read out; the whole number stays sealed.
ALTER TABLE orders ADD COLUMN phone_tail TEXT;
-- Only paid orders are searched this way, so that placing one writes no more rows.
CREATE INDEX orders_paid_tail ON orders (phone_tail, id) WHERE paid_at IS NOT NULL; -- /admin/orders?q=
CREATE INDEX orders_paid_name ON orders (recipient_name, id) WHERE paid_at IS NOT NULL; -- /admin/orders?q=

CREATE TABLE order_notes (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  note TEXT NOT NULL CONSTRAINT note_length CHECK (length(note) BETWEEN 1 AND 500)
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_of_order ON order_notes (order_id, id); -- /admin/orders/:number
