-- What a version must show before an alias may point to it.
create table gate (
  model text not null,
  alias text not null,
  rule jsonb not null,
  decided_by text not null,
  decided_at timestamptz not null,
  constraint gate_model_alias_pkey primary key (model, alias),
  constraint gate_model_fkey foreign key (model) references model
);

-- How each evaluation of a model came out, as the reader that decides has heard it: a decision
-- follows from the log and not from how far the history is. Empty scores are a failure.
create table scorecard (
  experiment_id text collate "C" not null,
  evaluation text not null,
  scores jsonb not null,
  failure text,
  constraint scorecard_experiment_evaluation_pkey primary key (experiment_id, evaluation)
);

-- Experiments whose model shall take an alias by itself, decided once. The version is not known
-- before there is one; what is awaited is the alias's holder, scored again as the challenger was.
create table challenge (
  experiment_id text collate "C" not null,
  model text not null,
  alias text not null,
  evaluation jsonb not null,
  version integer,
  state text not null,
  awaited_experiment_id text collate "C",
  awaited_evaluation text,
  promoted boolean,
  findings jsonb,
  decided_at timestamptz,
  constraint challenge_experiment_pkey primary key (experiment_id),
  constraint challenge_state_check check (state in ('waiting', 'decided')),
  constraint challenge_decided_check check ((state = 'decided') = (promoted is not null))
);
create index challenge_awaited_index on challenge (awaited_experiment_id, awaited_evaluation)
  where state = 'waiting';

alter table version
  add column archived_at timestamptz,
  add column archived_by text,
  add column archived_reason text;

-- Where an alias was removed it points nowhere.
alter table promotion alter column to_version drop not null;
alter table promotion
  add column kind text not null default 'promoted',
  add column findings jsonb,
  add constraint promotion_kind_check
    check (kind in ('promoted', 'forced', 'automatic', 'rolled-back', 'removed')),
  add constraint promotion_to_version_check check ((kind = 'removed') = (to_version is null));
alter table promotion alter column kind drop default;
create index promotion_model_alias_index on promotion (model, alias, sequence);

create trigger promotion_remains before truncate on promotion
  for each statement execute function refuse_change();

-- Scorecards that were heard before there was a table for them are heard again; versions that are
-- registered already stay what they are.
delete from position;
