-- Times are milliseconds since 1970 in UTC. Rows are kept: a repeat is recognised by them.

CREATE TABLE submissions (
  id              text   NOT NULL PRIMARY KEY,
  idempotency_key text   UNIQUE,
  fingerprint     text   NOT NULL,
  source          text   NOT NULL,
  received_at     bigint NOT NULL,
  body            text   NOT NULL
);

-- place: the order among deliveries that share an order key; it only ever grows. It has no index
--        of its own, so that no plan walks the ended deliveries to find the first open one.
-- due:   when the delivery can be claimed; null while it is being sent, has ended, or waits
--        behind an earlier one of its order key. So a claim reads nothing but what it takes.
-- replay_key: the last wish for a replay, so that a crash does not carry it out twice.
-- body:  corrected fields of a replay, for this delivery alone.
CREATE TABLE deliveries (
  place         bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
  submission_id text    NOT NULL REFERENCES submissions (id),
  target        text    NOT NULL,
  state         text    NOT NULL
    CHECK (state IN ('pending', 'sending', 'retrying', 'succeeded', 'dead-lettered')),
  order_key     text,
  received_at   bigint  NOT NULL,
  due           bigint,
  attempts      integer NOT NULL DEFAULT 0,
  retries       integer NOT NULL DEFAULT 0,
  history       text    NOT NULL DEFAULT '[]',
  result_code   text,
  message       text,
  reference     text,
  claimed_by    text,
  claimed_run   text,
  claimed_at    bigint,
  completed_at  bigint,
  filed         integer NOT NULL DEFAULT 0 CHECK (filed IN (0, 1)),
  replay_key    text,
  body          text,
  PRIMARY KEY (submission_id, target),
  CHECK (due IS NULL OR state IN ('pending', 'retrying')),
  CHECK ((claimed_at IS NOT NULL) = (state = 'sending')),
  CHECK ((completed_at IS NOT NULL) = (state IN ('succeeded', 'dead-lettered')))
);

-- Every delivery is updated three times within seconds: vacuum by count, not by share.
ALTER TABLE deliveries SET (
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX deliveries_due ON deliveries (target, due, place) WHERE due IS NOT NULL;
CREATE INDEX deliveries_in_order ON deliveries (target, order_key, place)
  WHERE order_key IS NOT NULL AND completed_at IS NULL;
CREATE INDEX deliveries_open ON deliveries (target, received_at, completed_at)
  WHERE completed_at IS NULL;
CREATE INDEX deliveries_sending ON deliveries (target, claimed_by) WHERE state = 'sending';
CREATE INDEX deliveries_retrying ON deliveries (target) WHERE state = 'retrying';
CREATE INDEX deliveries_unfiled ON deliveries (completed_at, place)
  WHERE completed_at IS NOT NULL AND filed = 0;

-- Whose ledger this is, live or sandbox: one row, written when it is first used.
CREATE TABLE ledger_use (
  only_row integer NOT NULL PRIMARY KEY CHECK (only_row = 1),
  name     text NOT NULL
);
