-- When each experiment was trained, without reading all that was heard about it.
create index event_subject_type_index on event (subject, type);

-- A curve's least value, where it lies, and its mean, without reading the points themselves.
create index metric_point_value_index on metric_point (experiment_id, name, value, step);
