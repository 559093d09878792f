-- What has not been tried yet is due when it came in, and no retry waits longer than the longest
-- delay: a later time is one of a clock that was wrong.
UPDATE deliveries
SET due = :now
WHERE target = :target AND due > :now AND (due > :latest OR state = 'pending')
