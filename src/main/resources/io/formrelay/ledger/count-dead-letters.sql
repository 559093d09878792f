SELECT d.target, d.result_code, count(*) AS total
FROM deliveries d
WHERE d.state = 'dead-lettered'
  AND d.completed_at >= :from AND d.completed_at < :before
  AND (CAST(:target AS text) IS NULL OR d.target = :target)
  AND (CAST(:code AS text) IS NULL OR d.result_code = :code)
  AND d.result_code <> :without AND d.result_code <> :nor
GROUP BY d.target, d.result_code
ORDER BY d.target, d.result_code
