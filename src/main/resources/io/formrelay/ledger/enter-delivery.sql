-- The first open delivery of an order key is due at once, the others wait for it.
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
    ) THEN NULL
    ELSE :receivedAt
  END
)
