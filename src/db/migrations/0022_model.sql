-- The built-in model of suggestions weighs a complaint in one step, not in two: what was learnt against the old one is
-- calculated again from the same labels.
UPDATE learnt SET upto = since, value = '' WHERE one = 1;
