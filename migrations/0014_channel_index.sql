-- The desk looks through paid orders only (orders_paid_channel): this index has no reader.
DROP INDEX orders_by_channel;
