-- A dead letter that holds its order key keeps its place, before those that wait behind it.
UPDATE deliveries
SET state = 'pending', due = :now, retries = 0, relay_failures = 0, holding = 0,
  completed_at = NULL, filed = 0,
  body = COALESCE(:body, body), replay_key = COALESCE(:key, replay_key)
WHERE submission_id = :id AND target = :target AND state = 'dead-lettered' AND holding = 1
  AND (CAST(:body AS text) IS NULL OR order_key = :orderKey)
  AND (CAST(:key AS text) IS NULL OR replay_key IS DISTINCT FROM :key)
  AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = :id AND s.idempotency_key = :key)
