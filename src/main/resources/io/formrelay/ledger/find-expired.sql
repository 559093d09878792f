-- Oldest end first, from where the last look stopped. A dead letter that others wait behind is kept.
SELECT submission_id, completed_at, place FROM deliveries
WHERE state = :state AND filed = 1 AND holding = 0 AND completed_at < :before
  AND (completed_at, place) > (:afterAt, :afterPlace)
ORDER BY completed_at, place
LIMIT :most
