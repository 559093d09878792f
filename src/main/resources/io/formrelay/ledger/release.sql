-- Only where the claim was committed after all: else it is not being sent, or not by that claim.
UPDATE deliveries
SET state = :state, due = :due, attempts = attempts - 1,
  claimed_by = NULL, claimed_run = NULL, claimed_at = NULL
WHERE submission_id = :id AND target = :target
  AND state = 'sending' AND claimed_run = :run AND claimed_at = :claimedAt
