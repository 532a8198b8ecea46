-- What is asked of all differences, again and again, is answered without their rows. None of its columns changes when a
-- difference is seen again.
CREATE INDEX kdp_difference_state ON kdp_difference (unit, state, kind, first_at);
