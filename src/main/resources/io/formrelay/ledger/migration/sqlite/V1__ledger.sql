-- Times are milliseconds since 1970 in UTC. Rows are kept: a repeat is recognised by them.

CREATE TABLE submissions (
  id              TEXT    NOT NULL PRIMARY KEY,
  idempotency_key TEXT    UNIQUE,
  fingerprint     TEXT    NOT NULL,
  source          TEXT    NOT NULL,
  received_at     INTEGER NOT NULL,
  body            TEXT    NOT NULL
);

-- place: the order among deliveries that share an order key; it only ever grows.
-- due:   when the delivery can be claimed; null while it is being sent, has ended, or waits
--        behind an earlier one of its order key. So a claim reads nothing but what it takes.
-- replay_key: the last wish for a replay, so that a crash does not carry it out twice.
-- body:  corrected fields of a replay, for this delivery alone.
CREATE TABLE deliveries (
  place         INTEGER PRIMARY KEY AUTOINCREMENT,
  submission_id TEXT    NOT NULL REFERENCES submissions (id),
  target        TEXT    NOT NULL,
  state         TEXT    NOT NULL
    CHECK (state IN ('pending', 'sending', 'retrying', 'succeeded', 'dead-lettered')),
  order_key     TEXT,
  received_at   INTEGER NOT NULL,
  due           INTEGER,
  attempts      INTEGER NOT NULL DEFAULT 0,
  retries       INTEGER NOT NULL DEFAULT 0,
  history       TEXT    NOT NULL DEFAULT '[]',
  result_code   TEXT,
  message       TEXT,
  reference     TEXT,
  claimed_by    TEXT,
  claimed_run   TEXT,
  claimed_at    INTEGER,
  completed_at  INTEGER,
  filed         INTEGER NOT NULL DEFAULT 0 CHECK (filed IN (0, 1)),
  replay_key    TEXT,
  body          TEXT,
  UNIQUE (submission_id, target),
  CHECK (due IS NULL OR state IN ('pending', 'retrying')),
  CHECK ((claimed_at IS NOT NULL) = (state = 'sending')),
  CHECK ((completed_at IS NOT NULL) = (state IN ('succeeded', 'dead-lettered')))
);

-- completed_at stands in deliveries_open so that SQLite counts without reading the rows.
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
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  name     TEXT NOT NULL
);
