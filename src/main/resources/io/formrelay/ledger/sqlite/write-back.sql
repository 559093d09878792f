-- Beside those who write and read: what it cannot write back yet stays in the log.
PRAGMA wal_checkpoint(PASSIVE)
