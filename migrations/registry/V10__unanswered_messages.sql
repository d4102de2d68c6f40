-- Which fact answers a message, and since when it is there: a message whose answer does not come is
-- sent again. Messages that nothing answers (the watchdog's own requests) settle when they are sent.
alter table outbox
  add column answer text,
  add column subject text collate "C",
  add column evaluation text,
  add column settled_at timestamptz,
  add column times integer not null default 1,
  add constraint outbox_answer_check check (answer in ('experiment', 'evaluation', 'log')),
  add constraint outbox_times_check check (times >= 1);
update outbox set settled_at = published_at;
create index outbox_unsettled_index on outbox (number) where settled_at is null;
create index outbox_settled_at_index on outbox (settled_at);
