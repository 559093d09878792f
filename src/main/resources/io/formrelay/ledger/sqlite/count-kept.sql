SELECT count(*) FROM submissions
