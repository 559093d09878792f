-- When the first delivery of an order key has ended, the next one becomes due, unless a dead letter
-- holds the key.
UPDATE deliveries
SET due = :due
WHERE target = :target AND state = 'pending' AND due IS NULL AND submission_id IN (
  SELECT (
    SELECT n.submission_id FROM deliveries n
    WHERE n.target = e.target AND n.order_key = e.order_key AND n.completed_at IS NULL
    ORDER BY n.place
    LIMIT 1
  )
  FROM jsonb_array_elements_text(CAST(:ended AS jsonb)) id
  JOIN deliveries e ON e.submission_id = id AND e.target = :target
  WHERE e.order_key IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM deliveries h
    WHERE h.target = e.target AND h.order_key = e.order_key AND h.holding = 1
  )
)
