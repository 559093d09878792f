-- When nothing holds an order key any more, its first open delivery becomes due.
UPDATE deliveries
SET due = :due
WHERE target = :target AND order_key = :orderKey AND completed_at IS NULL
  AND state = 'pending' AND due IS NULL
  AND place = (
    SELECT n.place FROM deliveries n
    WHERE n.target = :target AND n.order_key = :orderKey AND n.completed_at IS NULL
    ORDER BY n.place
    LIMIT 1
  )
  AND NOT EXISTS (
    SELECT 1 FROM deliveries h
    WHERE h.target = :target AND h.order_key = :orderKey AND h.holding = 1
  )
