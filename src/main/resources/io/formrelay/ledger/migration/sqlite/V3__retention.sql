-- What has ended and is filed, oldest first: so finding what is to be purged reads nothing else.
CREATE INDEX deliveries_ended ON deliveries (state, completed_at) WHERE filed = 1;
