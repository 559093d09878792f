-- Dead letters in the order of their ends, and what a filter asks of them, without reading their rows.
CREATE INDEX deliveries_dead ON deliveries (completed_at, place, target, result_code)
  WHERE state = 'dead-lettered';

-- What an operator paused stays paused over a restart.
CREATE TABLE operator_pauses (
  target text NOT NULL PRIMARY KEY,
  since  bigint NOT NULL
);
