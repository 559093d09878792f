-- How much came in and what became of it in each quarter of an hour, for a picture of the last day.
-- slot: its beginning in milliseconds since 1970.
CREATE TABLE activity (
  slot          bigint NOT NULL,
  target        text NOT NULL,
  accepted      bigint NOT NULL,
  delivered     bigint NOT NULL,
  retried       bigint NOT NULL,
  dead_lettered bigint NOT NULL,
  PRIMARY KEY (slot, target)
);
