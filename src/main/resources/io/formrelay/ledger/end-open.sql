-- A delivery that is to be erased ends first, so that the next of its order key becomes due.
UPDATE deliveries SET state = 'dead-lettered', due = NULL, completed_at = :now, filed = 1
WHERE submission_id = :id AND state IN ('pending', 'retrying')
