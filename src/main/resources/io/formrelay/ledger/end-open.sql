-- A delivery that is to be erased ends first, and holds nobody up, so that the next of its order
-- key becomes due.
UPDATE deliveries
SET holding = 0,
  state = CASE WHEN completed_at IS NULL THEN 'dead-lettered' ELSE state END,
  due = NULL,
  filed = 1,
  completed_at = COALESCE(completed_at, :now)
WHERE submission_id = :id AND state <> 'sending'
