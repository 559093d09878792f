-- How much came in and what became of it in each quarter of an hour, for a picture of the last day.
-- slot: its beginning in milliseconds since 1970.
CREATE TABLE activity (
  slot          INTEGER NOT NULL,
  target        TEXT NOT NULL,
  accepted      INTEGER NOT NULL,
  delivered     INTEGER NOT NULL,
  retried       INTEGER NOT NULL,
  dead_lettered INTEGER NOT NULL,
  PRIMARY KEY (slot, target)
);
