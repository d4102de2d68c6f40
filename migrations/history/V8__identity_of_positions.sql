-- Which log a position was taken in: where these do not match the log, the reader begins again.
alter table position
  add column topic_id text,
  add column leader_epoch integer not null default -1,
  add column last_event_id text;
