SELECT d.submission_id, d.target, s.body, d.body AS corrected
FROM deliveries d
JOIN submissions s ON s.id = d.submission_id
WHERE (d.submission_id, d.target) > (:afterId, :afterTarget)
ORDER BY d.submission_id, d.target
LIMIT :most
