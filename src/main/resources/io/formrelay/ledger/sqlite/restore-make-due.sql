-- The first open one of an order key, where the one before it has ended by the restore.
UPDATE deliveries
SET due = :now
WHERE state = 'pending' AND due IS NULL AND NOT EXISTS (
  SELECT 1 FROM deliveries n
  WHERE n.target = deliveries.target AND n.order_key = deliveries.order_key
    AND n.completed_at IS NULL AND n.place < deliveries.place
)
