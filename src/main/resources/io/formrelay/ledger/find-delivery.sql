SELECT
  d.submission_id, d.target, s.source, d.received_at, COALESCE(d.body, s.body) AS body, d.state,
  d.retries, d.relay_failures, d.history, d.claimed_at, d.completed_at, d.result_code, d.message,
  d.reference
FROM deliveries d
JOIN submissions s ON s.id = d.submission_id
WHERE d.submission_id = :id AND d.target = :target
