-- When each experiment was trained, without reading all that was heard about it.
create index event_subject_type_index on event (subject, type);
