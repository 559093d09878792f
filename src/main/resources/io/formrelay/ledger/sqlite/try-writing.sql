-- Changes nothing and is written all the same: an update that changes nothing would be left out.
PRAGMA user_version = 0
