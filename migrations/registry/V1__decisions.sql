-- What this installation has decided. This is the truth: back it up, and never rebuild it.

-- Where the reader that decides goes on reading.
create table position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  constraint position_topic_partition_pkey primary key (topic, partition),
  constraint position_next_offset_check check (next_offset >= 0)
);

-- Requests that came by REST, from the moment the broker had them.
create table submission (
  experiment_id text collate "C" not null,
  request jsonb not null,
  model text not null,
  requested_at timestamptz not null,
  constraint submission_experiment_pkey primary key (experiment_id)
);
create index submission_requested_at_index on submission (requested_at desc, experiment_id desc);

-- The row whose lock numbers a model's versions and facts.
create table model (
  name text not null,
  versions integer not null default 0,
  sequence bigint not null default 0,
  constraint model_name_pkey primary key (name),
  constraint model_versions_check check (versions >= 0),
  constraint model_sequence_check check (sequence >= 0)
);

create table version (
  model text not null,
  number integer not null,
  experiment_id text collate "C" not null,
  checkpoint_name text not null,
  checkpoint_digest text not null,
  checkpoint_size bigint not null,
  dataset_digest text not null,
  registered_at timestamptz not null,
  constraint version_model_number_pkey primary key (model, number),
  constraint version_experiment_model_nkey unique (experiment_id, model),
  constraint version_number_check check (number >= 1),
  constraint version_model_fkey foreign key (model) references model
);

create table alias (
  model text not null,
  name text not null,
  version integer not null,
  sequence bigint not null,
  decided_by text not null,
  verified boolean not null,
  reason text,
  decided_at timestamptz not null,
  constraint alias_model_name_pkey primary key (model, name),
  constraint alias_version_fkey foreign key (model, version) references version
);

create table promotion (
  model text not null,
  sequence bigint not null,
  alias text not null,
  from_version integer,
  to_version integer not null,
  decided_by text not null,
  verified boolean not null,
  reason text,
  decided_at timestamptz not null,
  constraint promotion_model_sequence_pkey primary key (model, sequence),
  constraint promotion_from_version_fkey
    foreign key (model, from_version) references version,
  constraint promotion_to_version_fkey foreign key (model, to_version) references version
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;

create trigger promotion_stays before update or delete on promotion
  for each row execute function refuse_change();

-- Facts decided here and not yet, or already, on the log.
create table outbox (
  number bigint generated always as identity,
  event_id text not null,
  message text not null,
  published_at timestamptz,
  constraint outbox_number_pkey primary key (number),
  constraint outbox_event_nkey unique (event_id)
);
create index outbox_unpublished_index on outbox (number) where published_at is null;
