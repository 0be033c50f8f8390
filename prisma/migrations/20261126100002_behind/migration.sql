-- What is behind a number, without looking at everything that is: a page of cases from the days on which the
-- first of them count, which the kept counts know; and how much of the number is of no case any more.

-- What happened to a case and on which day, "outcome 2026-10-03": for the index alone.
CREATE FUNCTION happened_on(p_steps jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT coalesce(array_agg(DISTINCT (s ->> 'kind') || ' ' || (s ->> 'on')), '{}') FROM jsonb_array_elements(p_steps) s);

CREATE INDEX counted_case_happened_on_idx ON counted_case USING gin (happened_on(steps)) WITH (fastupdate = off);
CREATE INDEX counted_case_erased_idx ON counted_case USING gist (during) WHERE reference IS NULL;
CREATE INDEX counted_case_hidden_idx ON counted_case (id) WHERE is_hidden;
CREATE INDEX referral_kept_idx ON referral (id)
  WHERE restricted OR hidden_from <> '{}' OR hidden_from_accounts <> '{}';

-- The days on which a number counts, the first first: as many as have p_most things.
CREATE FUNCTION days_behind(p_figure text, p_from date, p_until date, p_keys text[], p_open_on date, p_most bigint)
  RETURNS date[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
DECLARE
  v_prefix text := array_to_string(p_keys, '|');
  v_days date[] := '{}';
  v_things bigint := 0;
  v_day date;
  v_number bigint;
BEGIN
  FOR v_day IN
    SELECT generate_series(greatest(p_from, min(c.day)), least(p_until, max(c.day)), '1 day')
    FROM figure_count c WHERE c.figure = p_figure AND c.grain = 'D'
  LOOP
    -- Of what is open the key is the day on which it ended.
    SELECT sum(c.number) INTO v_number FROM (
      SELECT number FROM figure_count
      WHERE figure = p_figure AND grain = 'D' AND day = v_day AND p_open_on IS NULL
        AND (p_keys = '{}' OR key = v_prefix OR starts_with(key, v_prefix || '|'))
      UNION ALL
      SELECT number FROM figure_count
      WHERE figure = p_figure AND grain = 'D' AND day = v_day AND p_open_on IS NOT NULL AND key = ''
      UNION ALL
      SELECT number FROM figure_count
      WHERE figure = p_figure AND grain = 'D' AND day = v_day AND key > p_open_on::text
    ) c;
    CONTINUE WHEN v_number IS NULL;
    v_days := v_days || v_day;
    v_things := v_things + v_number;
    EXIT WHEN v_things >= p_most;
  END LOOP;
  RETURN v_days;
END
$$;

-- Cases to which a step happened on one of some days, or without a step that came on one: so many at most.
CREATE FUNCTION cases_on(p_step text, p_days date[], p_most integer) RETURNS uuid[] LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  -- By the index, whatever it seems to cost, and with room to know each row: else all that is on the same
  -- pages is read for its steps.
  SET enable_seqscan = off SET work_mem = '64MB'
AS $$
BEGIN
  IF p_step IS NULL THEN
    RETURN ARRAY (SELECT c.id FROM counted_case c WHERE c.received_on = ANY (p_days) LIMIT p_most);
  END IF;
  RETURN ARRAY (
    SELECT c.id FROM counted_case c
    WHERE happened_on(c.steps) && ARRAY (SELECT p_step || ' ' || on_day FROM unnest(p_days) AS on_day)
    LIMIT p_most
  );
END
$$;

-- Since which day cases count, and how often: those that count on some days; or those of p_ids that do.
CREATE FUNCTION counted_behind(
  p_figure text, p_from date, p_until date, p_keys text[], p_open_on date, p_days date[], p_ids uuid[]
)
  RETURNS TABLE (case_id uuid, day date, things bigint)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  -- With the name of the figure as a constant, so that only its own rows are looked at.
  RETURN QUERY EXECUTE format(
    'SELECT f.case_id, min(f.day), count(*) FROM figure_row f WHERE f.figure = %L AND f.day BETWEEN $1 AND $2'
    '  AND ($3 = %L OR f.keys[1:cardinality($3)] = $3)'
    '  AND ($4 IS NULL OR f.keys[cardinality(f.keys)] = %L OR f.keys[cardinality(f.keys)] > $4::text)'
    '  %s GROUP BY f.case_id',
    p_figure, '{}', '', CASE WHEN p_ids IS NULL THEN 'AND f.day = ANY ($5)' ELSE 'AND f.case_id = ANY ($6)' END
  ) USING p_from, p_until, p_keys, p_open_on, p_days, p_ids;
END
$$;

-- The last day of a time that is counted: a duty that is due tomorrow is in no number yet. For a lead alone.
CREATE FUNCTION counted_until(p_until date) RETURNS date LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_actor_role() IS DISTINCT FROM 'safeguarding_lead' THEN
    RAISE EXCEPTION 'Only a safeguarding lead sees what is behind a number' USING ERRCODE = '42501';
  END IF;
  RETURN least(p_until, (SELECT london_day(as_of) FROM figure_state));
END
$$;

-- What is behind a number: a page of the cases, for a lead alone, who may open each by their own rights only.
-- p_step: of a figure that counts steps, which. p_keys: the first codes. p_open_on: of a figure of what is
-- open, the day on which it was. What was erased since is counted still, and is not here; what is kept from
-- somebody since the last count is not told of any more. A page begins after a day and an id.
DROP FUNCTION cases_behind(text, date, date, text[], date, date, uuid, integer);
CREATE FUNCTION cases_behind(
  p_figure text, p_step text, p_from date, p_until date, p_keys text[], p_open_on date,
  p_after_day date, p_after_id uuid, p_most integer
)
  RETURNS TABLE (id uuid, source text, reference text, received_on date, day date, things bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_until date := counted_until(p_until);
  v_from date := greatest(p_from, p_after_day);
  v_enough bigint := p_most;
  v_left integer := p_most;
  v_found integer;
  v_days date[];
BEGIN
  LOOP
    -- More days each time: of those that came before too many cases are not told of.
    v_enough := 2 * v_enough;
    v_days := days_behind(p_figure, v_from, v_until, p_keys, p_open_on, v_enough);
    RETURN QUERY
      SELECT c.id, c.source, c.reference, c.received_on, b.day, b.things
      FROM counted_behind(p_figure, p_from, v_until, p_keys, p_open_on, v_days,
        CASE WHEN p_step IS NOT NULL THEN cases_on(p_step, v_days, NULL) END) b
      JOIN counted_case c ON c.id = b.case_id
      WHERE b.day = ANY (v_days) AND c.reference IS NOT NULL
        AND NOT EXISTS (SELECT FROM referral r WHERE r.id = c.id AND is_kept(r))
        AND (p_after_day IS NULL OR (b.day, c.id) > (p_after_day, p_after_id))
      ORDER BY b.day, c.id LIMIT v_left;
    GET DIAGNOSTICS v_found = ROW_COUNT;
    v_left := v_left - v_found;
    EXIT WHEN v_left = 0 OR v_days = '{}';
    v_from := v_days[cardinality(v_days)] + 1;
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION cases_behind(text, text, date, date, text[], date, date, uuid, integer) TO referral_service;

-- How much of a number is of cases that are told of no more, erased or kept from somebody since; and how
-- many cases there are behind the rest, where at most p_most have to be looked at for that.
CREATE FUNCTION count_behind(
  p_figure text, p_step text, p_from date, p_until date, p_keys text[], p_open_on date, p_most integer
)
  RETURNS TABLE (gone bigint, cases bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_until date := counted_until(p_until);
  v_gone uuid[] := ARRAY (
    SELECT c.id FROM counted_case c
    WHERE c.reference IS NULL AND v_until >= p_from AND c.during && daterange(p_from, v_until, '[]')
    UNION ALL
    SELECT r.id FROM referral r
    WHERE is_kept(r) AND NOT EXISTS (SELECT FROM counted_case c WHERE c.id = r.id AND c.is_hidden)
  );
  v_gone_cases bigint;
  v_ids uuid[];
BEGIN
  SELECT coalesce(sum(b.things), 0), count(*) INTO gone, v_gone_cases
    FROM counted_behind(p_figure, p_from, v_until, p_keys, p_open_on, NULL, v_gone) b;
  IF p_most > 0 THEN
    v_ids := cases_on(p_step, days_behind(p_figure, p_from, v_until, p_keys, p_open_on, NULL), p_most + 1);
    IF cardinality(v_ids) <= p_most THEN
      cases := (SELECT count(*) FROM counted_behind(p_figure, p_from, v_until, p_keys, p_open_on, NULL, v_ids)) - v_gone_cases;
    END IF;
  END IF;
  RETURN NEXT;
END
$$;
GRANT EXECUTE ON FUNCTION count_behind(text, text, date, date, text[], date, integer) TO referral_service;
