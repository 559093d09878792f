-- holding:        a dead letter behind which the later deliveries of its order key wait.
-- relay_failures: the attempts in which the relay itself failed, since the delivery was accepted or
--                 last replayed.
ALTER TABLE deliveries ADD COLUMN holding INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN relay_failures INTEGER NOT NULL DEFAULT 0;

CREATE INDEX deliveries_holding ON deliveries (target, order_key, submission_id)
  WHERE holding = 1;
