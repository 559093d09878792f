-- The first open one of an order key, where the one before it has ended by the restore; but not
-- behind a dead letter that holds the key.
UPDATE deliveries
SET due = :now
WHERE state = 'pending' AND due IS NULL AND NOT EXISTS (
  SELECT 1 FROM deliveries n
  WHERE n.target = deliveries.target AND n.order_key = deliveries.order_key
    AND n.completed_at IS NULL AND n.place < deliveries.place
) AND NOT EXISTS (
  SELECT 1 FROM deliveries h
  WHERE h.target = deliveries.target AND h.order_key = deliveries.order_key AND h.holding = 1
)
