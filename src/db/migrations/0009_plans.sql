-- From which week on which plan is practised, by the plan's id. Before the first row it is the one that comes first.

CREATE TABLE plan_choice (
    week TEXT NOT NULL PRIMARY KEY,
    plan TEXT NOT NULL
) STRICT, WITHOUT ROWID;
