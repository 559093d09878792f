SELECT
  d.place, d.submission_id, d.target, s.source, d.received_at, COALESCE(d.body, s.body) AS body,
  d.state, d.retries, d.relay_failures, d.history, d.claimed_at, d.completed_at, d.result_code, d.message,
  d.reference, d.due
FROM deliveries d
JOIN submissions s ON s.id = d.submission_id
WHERE d.target = :target AND d.due <= :now
ORDER BY d.due, d.place
LIMIT :most
