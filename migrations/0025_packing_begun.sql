-- When its slip was first printed: from then on its address stands on paper, and the buyer asks a person to change it.
ALTER TABLE orders ADD COLUMN packing_at INTEGER;
