-- What is asked of all differences, again and again, is answered without their rows. None of its columns changes when a
-- difference is seen again.
CREATE INDEX kdp_difference_state ON kdp_difference (unit, state, kind, first_at);

-- The last ones of a place and kind.
CREATE INDEX kdp_difference_place ON kdp_difference (operation, path, kind, last_at);

-- The units of an account in their order, so that what belongs to them is summed without sorting it.
CREATE INDEX kdp_route_reseller_unit ON kdp_route (reseller, unit);
DROP INDEX kdp_route_reseller;
