UPDATE deliveries d
SET state = 'pending', place = DEFAULT, retries = 0, relay_failures = 0, holding = 0,
  completed_at = NULL, filed = 0,
  body = COALESCE(:body, body), replay_key = COALESCE(:key, replay_key),
  order_key = CASE WHEN CAST(:body AS text) IS NULL THEN order_key ELSE :orderKey END,
  due = CASE
    WHEN EXISTS (
      SELECT 1 FROM deliveries n
      WHERE n.target = d.target AND n.completed_at IS NULL
        AND n.order_key = CASE WHEN CAST(:body AS text) IS NULL THEN d.order_key ELSE :orderKey END
    ) OR EXISTS (
      SELECT 1 FROM deliveries n
      WHERE n.target = d.target AND n.holding = 1
        AND n.order_key = CASE WHEN CAST(:body AS text) IS NULL THEN d.order_key ELSE :orderKey END
    ) THEN NULL
    ELSE CAST(:now AS bigint)
  END
WHERE submission_id = :id AND target = :target AND state = 'dead-lettered'
  AND (CAST(:key AS text) IS NULL OR replay_key IS DISTINCT FROM :key)
  AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = :id AND s.idempotency_key = :key)
