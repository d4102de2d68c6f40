-- What the log of experiments says, as tables. Nothing is decided here: drop this schema and the
-- registry makes it again from the first record on.

-- Where the projection goes on reading; kept in the transaction of what it has read.
create table position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  constraint position_topic_partition_pkey primary key (topic, partition),
  constraint position_next_offset_check check (next_offset >= 0)
);

-- Every fact, once, by its event id. The number orders the facts of one subject.
create table event (
  id text not null,
  number bigint generated always as identity,
  subject text not null,
  type text not null,
  at timestamptz not null,
  data text not null,
  constraint event_id_pkey primary key (id),
  constraint event_subject_number_nkey unique (subject, number)
);

create table dataset (
  digest text not null,
  name text not null,
  origin text not null,
  train_count integer not null,
  test_count integer not null,
  test_label_counts jsonb not null,
  ingested_at timestamptz not null,
  constraint dataset_digest_pkey primary key (digest)
);
create index dataset_ingested_at_index on dataset (ingested_at desc, digest desc);

-- What a request asked for is absent where it was rejected.
create table experiment (
  id text collate "C" not null,
  model text,
  state text not null,
  dataset text,
  dataset_digest text,
  attempt integer,
  requested_at timestamptz not null,
  updated_at timestamptz not null,
  epoch integer,
  epochs integer,
  hyperparameters jsonb,
  evaluation jsonb,
  tags jsonb,
  losses jsonb,
  mlflow_run_id text,
  mlflow_url text,
  failure jsonb,
  violations jsonb,
  constraint experiment_id_pkey primary key (id),
  constraint experiment_state_check check (state in (
    'REQUESTED', 'QUEUED', 'TRAINING', 'SAMPLING', 'EVALUATING',
    'COMPLETED', 'REJECTED', 'FAILED', 'CANCELLED'))
);
create index experiment_requested_at_index on experiment (requested_at desc, id desc);
create index experiment_model_requested_at_index on experiment (model, requested_at desc, id desc);
create index experiment_state_requested_at_index on experiment (state, requested_at desc, id desc);

create table metric_point (
  experiment_id text collate "C" not null,
  name text not null,
  step bigint not null,
  measured_at timestamptz not null,
  value double precision not null,
  constraint metric_point_experiment_name_step_measured_pkey
    primary key (experiment_id, name, step, measured_at),
  constraint metric_point_experiment_fkey
    foreign key (experiment_id) references experiment on delete cascade
);

-- Files; those with an epoch are checkpoints.
create table artifact (
  experiment_id text collate "C" not null,
  name text not null,
  digest text not null,
  size bigint not null,
  epoch integer,
  constraint artifact_experiment_name_pkey primary key (experiment_id, name),
  constraint artifact_experiment_fkey
    foreign key (experiment_id) references experiment on delete cascade
);

create table score (
  experiment_id text collate "C" not null,
  evaluation text not null,
  metric text not null,
  extractor text not null,
  profile text not null,
  value double precision not null,
  extractor_digest text not null,
  dataset_digest text not null,
  split text not null,
  reference_count integer not null,
  sample_count integer not null,
  constraint score_experiment_evaluation_metric_extractor_profile_pkey
    primary key (experiment_id, evaluation, metric, extractor, profile),
  constraint score_experiment_fkey
    foreign key (experiment_id) references experiment on delete cascade
);
