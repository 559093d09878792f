-- What is handed back as pending was not attempted, so its claim does not count.
UPDATE deliveries
SET state = :state, due = :due, retries = :retries, history = :history,
  relay_failures = relay_failures + :relayFailed,
  holding = CASE WHEN order_key IS NULL THEN 0 ELSE :holds END,
  attempts = CASE WHEN :state = 'pending' THEN :attempts ELSE attempts END,
  result_code = :resultCode, message = :message, reference = :reference,
  claimed_by = NULL, claimed_run = NULL, claimed_at = NULL, completed_at = :completedAt, filed = 0
WHERE submission_id = :id AND target = :target AND state = 'sending'
  AND claimed_at = COALESCE(:claimedAt, claimed_at)
