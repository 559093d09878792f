-- The first open delivery of an order key is due at once, the others wait for it, and all of them
-- for a dead letter that holds the key.
INSERT INTO deliveries (submission_id, target, state, order_key, received_at, due)
VALUES (
  :id,
  :target,
  'pending',
  :orderKey,
  :receivedAt,
  CASE
    WHEN EXISTS (
      SELECT 1 FROM deliveries
      WHERE target = :target AND order_key = :orderKey AND completed_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM deliveries
      WHERE target = :target AND order_key = :orderKey AND holding = 1
    ) THEN NULL
    ELSE :receivedAt
  END
)
