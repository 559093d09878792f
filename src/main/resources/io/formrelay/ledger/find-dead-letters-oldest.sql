SELECT
  d.place, d.submission_id, d.target, s.source, d.received_at, d.completed_at, d.attempts,
  d.result_code, d.message, d.reference, COALESCE(d.body, s.body) AS body
FROM deliveries d
JOIN submissions s ON s.id = d.submission_id
WHERE d.state = 'dead-lettered'
  AND d.completed_at >= :from AND d.completed_at < :before
  AND (d.completed_at, d.place) > (:at, :place)
  AND (CAST(:target AS text) IS NULL OR d.target = :target)
  AND (CAST(:code AS text) IS NULL OR d.result_code = :code)
  AND d.result_code <> :without AND d.result_code <> :nor
ORDER BY d.completed_at, d.place
LIMIT :most
