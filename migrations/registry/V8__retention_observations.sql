-- What retention has found to be no longer needed, and since when by the database's clock: only what
-- is found again some time later is deleted, so that a clock that has jumped deletes nothing.
create table retention_observation (
  experiment_id text collate "C" not null,
  reason text not null,
  first_seen_at timestamptz not null,
  constraint retention_observation_experiment_reason_pkey primary key (experiment_id, reason)
);
