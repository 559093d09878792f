-- Written anew for the sake of its place: it goes behind the open ones of its order key.
INSERT OR REPLACE INTO deliveries (
  submission_id, target, state, order_key, received_at, due, attempts, retries, history,
  result_code, message, reference, body, replay_key
)
SELECT
  submission_id,
  target,
  'pending',
  CASE WHEN :body IS NULL THEN order_key ELSE :orderKey END,
  received_at,
  CASE
    WHEN EXISTS (
      SELECT 1 FROM deliveries n
      WHERE n.target = d.target AND n.completed_at IS NULL
        AND n.order_key = CASE WHEN :body IS NULL THEN d.order_key ELSE :orderKey END
    ) OR EXISTS (
      SELECT 1 FROM deliveries n
      WHERE n.target = d.target AND n.holding = 1
        AND n.order_key = CASE WHEN :body IS NULL THEN d.order_key ELSE :orderKey END
    ) THEN NULL
    ELSE :now
  END,
  attempts, 0, history, result_code, message, reference, COALESCE(:body, body),
  COALESCE(:key, replay_key)
FROM deliveries d
WHERE submission_id = :id AND target = :target AND state = 'dead-lettered'
  AND (:key IS NULL OR replay_key IS DISTINCT FROM :key)
  AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = :id AND s.idempotency_key = :key)
