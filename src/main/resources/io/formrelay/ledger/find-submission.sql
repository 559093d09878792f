SELECT
  s.id, s.received_at, s.source, d.target, d.state, d.attempts, d.due, d.result_code, d.message,
  d.reference
FROM submissions s
JOIN deliveries d ON d.submission_id = s.id
WHERE s.id = :id
ORDER BY d.target
