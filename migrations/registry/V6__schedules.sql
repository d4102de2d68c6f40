-- Experiments that are asked for by the clock.
create table schedule (
  name text collate "C" not null,
  cron text not null,
  zone text,
  template jsonb not null,
  enabled boolean not null,
  skip_while_running boolean not null,
  only_if_data_changed boolean not null,
  planned_from timestamptz not null,
  constraint schedule_name_pkey primary key (name)
);

-- Every time that a schedule was due or triggered, and what came of it. It outlives the schedule.
create table firing (
  schedule text collate "C" not null,
  planned_at timestamptz not null,
  kind text not null,
  fired_at timestamptz not null,
  experiment_id text collate "C",
  request jsonb,
  skipped text,
  trigger_key text,
  constraint firing_schedule_planned_pkey primary key (schedule, planned_at),
  constraint firing_experiment_nkey unique (experiment_id),
  constraint firing_trigger_nkey unique (schedule, trigger_key),
  constraint firing_kind_check check (kind in ('PLANNED', 'CATCH_UP', 'MANUAL')),
  constraint firing_outcome_check
    check ((skipped is null) = (experiment_id is not null and request is not null))
);

-- Here once, so that whoever changes or deletes it has the last word.
insert into schedule
  (name, cron, template, enabled, skip_while_running, only_if_data_changed, planned_from)
values (
  'nightly', '0 2 * * *', '{"model": "mnist-cvae", "promotion": {"alias": "champion"}}',
  false, true, false, now());

-- What Quartz keeps to wake one registry of several: its own tables, under the names it wants.
create table qrtz_job_details (
  sched_name varchar(120) not null,
  job_name varchar(200) not null,
  job_group varchar(200) not null,
  description varchar(250),
  job_class_name varchar(250) not null,
  is_durable boolean not null,
  is_nonconcurrent boolean not null,
  is_update_data boolean not null,
  requests_recovery boolean not null,
  job_data bytea,
  constraint qrtz_job_details_pkey primary key (sched_name, job_name, job_group)
);

create table qrtz_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  job_name varchar(200) not null,
  job_group varchar(200) not null,
  description varchar(250),
  next_fire_time bigint,
  prev_fire_time bigint,
  priority integer,
  trigger_state varchar(16) not null,
  trigger_type varchar(8) not null,
  start_time bigint not null,
  end_time bigint,
  calendar_name varchar(200),
  misfire_instr smallint,
  job_data bytea,
  constraint qrtz_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint qrtz_triggers_job_fkey foreign key (sched_name, job_name, job_group)
    references qrtz_job_details
);
create index qrtz_triggers_next_index
  on qrtz_triggers (sched_name, trigger_state, next_fire_time);

create table qrtz_simple_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  repeat_count bigint not null,
  repeat_interval bigint not null,
  times_triggered bigint not null,
  constraint qrtz_simple_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint qrtz_simple_triggers_trigger_fkey
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_cron_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  cron_expression varchar(120) not null,
  time_zone_id varchar(80),
  constraint qrtz_cron_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint qrtz_cron_triggers_trigger_fkey
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_simprop_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  str_prop_1 varchar(512),
  str_prop_2 varchar(512),
  str_prop_3 varchar(512),
  int_prop_1 integer,
  int_prop_2 integer,
  long_prop_1 bigint,
  long_prop_2 bigint,
  dec_prop_1 numeric,
  dec_prop_2 numeric,
  bool_prop_1 boolean,
  bool_prop_2 boolean,
  constraint qrtz_simprop_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint qrtz_simprop_triggers_trigger_fkey
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_blob_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  blob_data bytea,
  constraint qrtz_blob_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint qrtz_blob_triggers_trigger_fkey
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_calendars (
  sched_name varchar(120) not null,
  calendar_name varchar(200) not null,
  calendar bytea not null,
  constraint qrtz_calendars_pkey primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps (
  sched_name varchar(120) not null,
  trigger_group varchar(200) not null,
  constraint qrtz_paused_trigger_grps_pkey primary key (sched_name, trigger_group)
);

create table qrtz_fired_triggers (
  sched_name varchar(120) not null,
  entry_id varchar(95) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  instance_name varchar(200) not null,
  fired_time bigint not null,
  sched_time bigint not null,
  priority integer not null,
  state varchar(16) not null,
  job_name varchar(200),
  job_group varchar(200),
  is_nonconcurrent boolean,
  requests_recovery boolean,
  constraint qrtz_fired_triggers_pkey primary key (sched_name, entry_id)
);
create index qrtz_fired_triggers_instance_index
  on qrtz_fired_triggers (sched_name, instance_name);

create table qrtz_scheduler_state (
  sched_name varchar(120) not null,
  instance_name varchar(200) not null,
  last_checkin_time bigint not null,
  checkin_interval bigint not null,
  constraint qrtz_scheduler_state_pkey primary key (sched_name, instance_name)
);

create table qrtz_locks (
  sched_name varchar(120) not null,
  lock_name varchar(40) not null,
  constraint qrtz_locks_pkey primary key (sched_name, lock_name)
);
