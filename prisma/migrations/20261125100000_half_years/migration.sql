-- Counts are kept by half-year too (grain H), so that a report of a year, and what leads up to it, is read
-- from few rows.
ALTER TABLE figure_count DROP CONSTRAINT figure_count_grain_check;
ALTER TABLE figure_count ADD CONSTRAINT figure_count_grain_check CHECK (grain IN ('D', 'M', 'H'));

CREATE FUNCTION half_year_of(p_day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN make_date(extract(year FROM p_day)::integer, CASE WHEN extract(month FROM p_day) < 7 THEN 1 ELSE 7 END, 1);

-- The times that a day counts in, each by its first day.
CREATE FUNCTION grains_of(p_day date) RETURNS TABLE (grain text, day date) LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  VALUES ('D', p_day), ('M', date_trunc('month', p_day::timestamp)::date), ('H', half_year_of(p_day))
$$;

CREATE OR REPLACE FUNCTION add_to_figures(p_ids uuid[], p_sign integer) RETURNS void LANGUAGE sql
  SET search_path = pg_catalog, public
AS $$
  INSERT INTO figure_count AS kept (figure, grain, day, key, number)
  SELECT f.figure, g.grain, g.day, f.key, p_sign * sum(f.number)
  FROM (
    SELECT figure, day, array_to_string(keys, '|') AS key, count(*) AS number FROM figure_row WHERE case_id = ANY (p_ids) GROUP BY 1, 2, 3
  ) f
  CROSS JOIN LATERAL grains_of(f.day) g
  GROUP BY f.figure, g.grain, g.day, f.key
  ON CONFLICT (figure, grain, day, key) DO UPDATE SET number = kept.number + excluded.number
$$;

CREATE OR REPLACE FUNCTION count_all_figures() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM figure_state FOR UPDATE;
  DELETE FROM figure_count;
  INSERT INTO figure_count (figure, grain, day, key, number)
  SELECT f.figure, g.grain, g.day, f.key, sum(f.number)
  FROM (SELECT figure, day, array_to_string(keys, '|') AS key, count(*) AS number FROM figure_row GROUP BY 1, 2, 3) f
  CROSS JOIN LATERAL grains_of(f.day) g
  GROUP BY f.figure, g.grain, g.day, f.key
  -- So that the rows of a figure lie together.
  ORDER BY f.figure, g.grain, g.day, f.key;
END
$$;

-- What is counted already.
DO $$
BEGIN
  PERFORM FROM figure_state FOR UPDATE;
  INSERT INTO figure_count (figure, grain, day, key, number)
  SELECT figure, 'H', half_year_of(day), key, sum(number) FROM figure_count WHERE grain = 'M' GROUP BY 1, 3, 4;
END
$$;
