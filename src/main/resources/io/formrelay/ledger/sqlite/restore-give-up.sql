UPDATE deliveries
SET state = 'dead-lettered', due = NULL, result_code = :resultCode, message = :message,
  claimed_by = NULL, claimed_run = NULL, claimed_at = NULL, completed_at = :now, filed = 0
WHERE target = :target AND completed_at IS NULL
