-- What was being sent when the backup was taken is sent again, its order kept.
UPDATE deliveries
SET state = CASE WHEN state = 'sending' THEN 'retrying' ELSE state END,
  due = CASE WHEN state = 'sending' THEN :now ELSE due END,
  claimed_by = NULL, claimed_run = NULL, claimed_at = NULL
WHERE target = :target AND completed_at IS NULL
