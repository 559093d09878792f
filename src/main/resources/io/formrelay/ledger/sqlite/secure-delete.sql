-- What is deleted is overwritten, also in pages that are free afterwards.
PRAGMA secure_delete = 1
