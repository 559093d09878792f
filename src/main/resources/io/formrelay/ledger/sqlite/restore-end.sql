UPDATE deliveries
SET state = :state, due = NULL, holding = 0, history = :history, attempts = max(attempts, :attempts),
  result_code = :resultCode, message = :message, reference = :reference,
  claimed_by = NULL, claimed_run = NULL, claimed_at = NULL, completed_at = :completedAt, filed = 1
WHERE submission_id = :id AND target = :target
