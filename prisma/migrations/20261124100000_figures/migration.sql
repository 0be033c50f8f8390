-- What the figures of the board are counted from: one row for each case, without anything of who the
-- person is, kept up to date by a job; and how many there are of each, by day and by month.

-- A referral of the service, or one of a list that was imported. Not by the name referral_id: when a
-- referral is erased its row here stays, and forgets which referral it was.
CREATE TABLE counted_case (
  id uuid NOT NULL,
  -- service or list.
  source text NOT NULL,
  reference text,
  received_on date NOT NULL,
  organisation text NOT NULL,
  organisation_type text NOT NULL,
  -- How the report came: lib/imports/options.ts.
  report text NOT NULL,
  exploitation_types text[] NOT NULL,
  age_group text NOT NULL,
  age_when_exploited text NOT NULL,
  area text NOT NULL,
  location text NOT NULL,
  priority text NOT NULL,
  -- nrm, duty_to_notify, support, police or waiting: the one that says most of where it goes.
  route text NOT NULL,
  queues text[] NOT NULL,
  -- Kept from somebody: in no figure.
  is_hidden boolean NOT NULL,
  is_repeat boolean NOT NULL,
  closed_on date,
  -- Which facts the referrer did not know.
  unknowns text[] NOT NULL,
  -- What happened to it: kind, on (a day in London), minutes and detail.
  steps jsonb NOT NULL,
  CONSTRAINT counted_case_pkey PRIMARY KEY (id)
);
CREATE INDEX counted_case_received_on_idx ON counted_case (received_on);

-- How many: of a figure, on a day or in a month (grain D or M; then the day is its first).
CREATE TABLE figure_count (
  figure text NOT NULL,
  grain text NOT NULL CHECK (grain IN ('D', 'M')),
  day date NOT NULL,
  -- Its codes, with a bar between them.
  key text NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT figure_count_pkey PRIMARY KEY (figure, grain, day, key)
);

-- Up to which entry of the audit trail everything is counted, and when that was.
CREATE TABLE figure_state (
  id integer NOT NULL DEFAULT 1 CHECK (id = 1),
  sequence bigint NOT NULL DEFAULT 0,
  as_of timestamptz(3),
  CONSTRAINT figure_state_pkey PRIMARY KEY (id)
);
INSERT INTO figure_state DEFAULT VALUES;

ALTER TABLE counted_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE figure_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE figure_state ENABLE ROW LEVEL SECURITY;
-- The rows of cases are for the functions below alone.
GRANT SELECT ON figure_count, figure_state TO referral_service;
CREATE POLICY lead_reads ON figure_count FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');
CREATE POLICY lead_reads ON figure_state FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');

CREATE FUNCTION london_day(p_at timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (p_at AT TIME ZONE 'Europe/London')::date;

-- Minutes as the figures tell them: up, to a quarter of an hour within a day, to an hour within thirty
-- days, else to a day. So that a median needs few rows, however many cases there are.
CREATE FUNCTION rounded_minutes(p_minutes numeric) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN p_minutes IS NULL THEN NULL
    WHEN p_minutes <= 1440 THEN ceil(greatest(p_minutes, 0) / 15) * 15
    WHEN p_minutes <= 43200 THEN ceil(p_minutes / 60) * 60
    ELSE ceil(p_minutes / 1440) * 1440
  END::integer;

CREATE FUNCTION minutes_between(p_from timestamptz, p_until timestamptz) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN rounded_minutes((extract(epoch FROM p_until - p_from) / 60)::numeric);

-- Everything that happened to some referrals, as steps.
CREATE FUNCTION steps_of(p_ids uuid[]) RETURNS TABLE (
  id uuid, kind text, "on" date, minutes integer, detail text
) LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  WITH r AS (SELECT * FROM referral WHERE referral.id = ANY (p_ids)),
  look AS (
    SELECT r.id, min(seen.at) AS at FROM r, LATERAL (
      SELECT e.at FROM event e WHERE e.referral_id = r.id AND e.type = 'referral.viewed'
        AND e.role IN ('police_triage_officer', 'police_supervisor', 'beacon_worker', 'first_responder_desk', 'safeguarding_lead')
        AND e.account_id <> r.account_id
      UNION ALL
      SELECT a.at FROM act a WHERE a.referral_id = r.id AND a.item_id IS NOT NULL
    ) seen GROUP BY r.id
  ),
  contact AS (
    SELECT c.referral_id AS id, min(c.at) AS at FROM contact_attempt c JOIN r ON r.id = c.referral_id
    WHERE c.outcome = 'reached' GROUP BY c.referral_id
  ),
  accepted AS (
    SELECT i.referral_id AS id, min(i.accepted_at) AS at FROM item i JOIN r ON r.id = i.referral_id
    WHERE i.accepted_at IS NOT NULL GROUP BY i.referral_id
  ),
  stop AS (
    SELECT a.referral_id AS id, a.at, a.type || ':' || (a.codes ->> 'reason') AS why,
      (SELECT min(b.at) FROM act b WHERE b.item_id = a.item_id AND b.at > a.at AND b.undone_at IS NULL
        AND b.type IN ('answer', 'resume', 'accept', 'decline', 'close', 'move')) AS ended
    FROM act a JOIN r ON r.id = a.referral_id
    WHERE a.type IN ('hold', 'ask') AND a.undone_at IS NULL AND a.codes ->> 'reason' IS NOT NULL
  )
  SELECT l.id, 'looked', london_day(l.at), minutes_between(r.submitted_at, l.at),
    CASE WHEN l.at <= r.due_at THEN 'in_time' ELSE 'late' END
  FROM look l JOIN r USING (id)
  UNION ALL
  SELECT c.id, 'reached', london_day(c.at), minutes_between(r.submitted_at, c.at), NULL
  FROM contact c JOIN r USING (id)
  UNION ALL
  SELECT a.id, 'accepted', london_day(a.at), minutes_between(r.submitted_at, a.at), NULL
  FROM accepted a JOIN r USING (id)
  UNION ALL
  SELECT i.referral_id, 'handed_over', london_day(i.accepted_at), minutes_between(i.entered_at, i.accepted_at), o.slug
  FROM item i JOIN r ON r.id = i.referral_id JOIN organisation o ON o.id = i.handler_id
  WHERE i.queue = 'NRM' AND i.accepted_at IS NOT NULL AND i.handler_id <> i.organisation_id
  UNION ALL
  SELECT o.referral_id, 'outcome', o.decided_on, NULL, o.track || ':' || o.value
  FROM outcome o JOIN r ON r.id = o.referral_id
  UNION ALL
  SELECT d.referral_id, 'duty', london_day(d.due_at), NULL,
    d.kind || '|' || coalesce(o.slug, d.owner_queue, 'none') || '|' || CASE
      WHEN d.settled_at IS NULL THEN 'unmet'
      WHEN d.settled_as = 'not_needed' THEN 'not_needed'
      WHEN d.settled_at <= d.due_at THEN 'in_time'
      ELSE 'late'
    END
  FROM duty d JOIN r ON r.id = d.referral_id LEFT JOIN organisation o ON o.id = d.owner_organisation_id
  UNION ALL
  SELECT c.referral_id, 'consent', london_day(c.recorded_at), NULL, c.purpose || ':' || c.answer
  FROM consent_entry c JOIN r ON r.id = c.referral_id
  UNION ALL
  SELECT s.referral_id, 'released', london_day(s.answered_at), NULL, s.kind
  FROM release s JOIN r ON r.id = s.referral_id WHERE s.answer = 'released'
  UNION ALL
  SELECT v.referral_id, 'went_ahead', london_day(v.recorded_at), NULL, v.purpose
  FROM consent_override v JOIN r ON r.id = v.referral_id
  UNION ALL
  SELECT a.referral_id, 'overruled', london_day(a.at), NULL, coalesce(a.codes ->> 'rule', 'none') || '|' || a.role
  FROM act a JOIN r ON r.id = a.referral_id
  WHERE a.type IN ('add_queue', 'move') AND a.undone_at IS NULL
  UNION ALL
  SELECT a.referral_id, 'refused', london_day(a.at), NULL,
    a.type || '|' || o.slug || '|' || coalesce(a.codes ->> 'reason', 'none')
  FROM act a JOIN r ON r.id = a.referral_id JOIN organisation o ON o.id = a.organisation_id
  WHERE a.type IN ('decline', 'pass_on') AND a.undone_at IS NULL
  UNION ALL
  SELECT e.referral_id, 'blocked', london_day(e.at), NULL, coalesce(e.detail ->> 'because', e.detail ->> 'reason', 'unsafe')
  FROM event e JOIN r ON r.id = e.referral_id WHERE e.type = 'contact.overridden'
  UNION ALL
  SELECT s.id, 'waited', london_day(s.at), minutes_between(s.at, s.ended), s.why
  FROM stop s WHERE s.ended IS NOT NULL
$$;

-- The rows of some referrals as they are now.
CREATE FUNCTION cases_to_count(p_ids uuid[]) RETURNS SETOF counted_case LANGUAGE sql STABLE
  SET search_path = pg_catalog, public
AS $$
  WITH step AS (
    SELECT s.id, jsonb_agg(jsonb_build_object('kind', s.kind, 'on', s."on", 'minutes', s.minutes, 'detail', s.detail)
      ORDER BY s."on", s.kind, s.detail, s.minutes) AS steps
    FROM steps_of(p_ids) s GROUP BY s.id
  ),
  place AS (
    SELECT i.referral_id AS id, array_agg(i.queue ORDER BY i.queue) AS queues,
      CASE WHEN bool_and(i.finished_at IS NOT NULL) THEN london_day(max(i.finished_at)) END AS closed_on
    FROM item i WHERE i.referral_id = ANY (p_ids) GROUP BY i.referral_id
  )
  SELECT r.id, 'service', r.reference, london_day(r.submitted_at), o.slug, o.type,
    CASE o.type WHEN 'helpline' THEN 'helpline' WHEN 'police' THEN 'police' ELSE 'partner_to_police' END,
    r.exploitation_types, r.age_group, coalesce(f.facts ->> 'ageWhenExploited', 'unknown'), coalesce(r.area, 'unknown'),
    coalesce(f.facts ->> 'location', 'unknown'), r.priority,
    CASE
      WHEN 'NRM' = ANY (p.queues) THEN 'nrm'
      WHEN f.decision -> 'actions' ? 'duty_to_notify' THEN 'duty_to_notify'
      WHEN 'BEACON' = ANY (p.queues) THEN 'support'
      WHEN 'POLICE' = ANY (p.queues) THEN 'police'
      ELSE 'waiting'
    END,
    coalesce(p.queues, '{}'),
    r.restricted OR r.hidden_from <> '{}' OR r.hidden_from_accounts <> '{}',
    coalesce((f.facts ->> 'earlierReferral')::boolean, false),
    p.closed_on,
    ARRAY (SELECT fact.key FROM jsonb_each_text(f.facts) fact WHERE fact.value IN ('unknown', '["unknown"]') ORDER BY fact.key),
    coalesce(s.steps, '[]')
  FROM referral r
  JOIN organisation o ON o.id = r.organisation_id
  CROSS JOIN LATERAL (SELECT coalesce(r.revised_facts, r.facts) AS facts, coalesce(r.revised_decision, r.decision) AS decision) f
  LEFT JOIN place p ON p.id = r.id
  LEFT JOIN step s ON s.id = r.id
  WHERE r.id = ANY (p_ids)
  UNION ALL
  SELECT l.id, 'list', l.old_reference, l.received_on, coalesce(l.organisation, 'type:' || l.organisation_type), l.organisation_type,
    l.source, l.exploitation, l.age_group, 'unknown', l.area, 'unknown', 'unknown',
    CASE
      WHEN 'nrm' = ANY (l.routes) THEN 'nrm'
      WHEN 'duty_to_notify' = ANY (l.routes) THEN 'duty_to_notify'
      WHEN 'beacon' = ANY (l.routes) THEN 'support'
      WHEN 'police' = ANY (l.routes) THEN 'police'
      ELSE 'waiting'
    END,
    ARRAY (
      SELECT q.queue FROM (VALUES ('beacon', 'BEACON'), ('nrm', 'NRM'), ('police', 'POLICE')) q (route, queue)
      WHERE q.route = ANY (l.routes) ORDER BY q.queue
    ),
    false, false, l.received_on, '{}',
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('kind', 'outcome', 'on', v.o ->> 'on', 'minutes', NULL,
        'detail', (v.o ->> 'track') || ':' || (v.o ->> 'value')) ORDER BY v.o ->> 'on', v.o ->> 'track')
      FROM jsonb_array_elements(l.outcomes) v (o)
    ), '[]')
  FROM past_referral l WHERE l.id = ANY (p_ids)
$$;

-- Every row that is counted. The text is written by lib/outcomes/figures.ts.
CREATE OR REPLACE VIEW figure_row AS
SELECT 'referrals'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[c.route]::text[] AS keys
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'organisations'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[c.organisation_type, c.organisation]::text[] AS keys
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'reportsToPolice'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[c.report]::text[] AS keys
  FROM counted_case c
  WHERE NOT c.is_hidden AND ('POLICE' = ANY (c.queues) OR c.report IN ('partner_to_police', 'helpline'))
UNION ALL
SELECT 'exploitation'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[one, c.age_group]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.exploitation_types) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'ages'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[c.age_group]::text[] AS keys
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'areas'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[c.area]::text[] AS keys
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'queues'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[one]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.queues) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'followThrough'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[one]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL unnest(array_remove(ARRAY['received', CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'accepted') THEN 'accepted' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:submitted', 'duty_to_notify:submitted_anonymous', 'duty_to_notify:submitted_named')) THEN 'submitted' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:rg_positive')) THEN 'reasonable_grounds' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:cg_positive')) THEN 'conclusive_grounds' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('beacon:accepted', 'beacon:in_support')) THEN 'support' END], NULL)) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'outcomes'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[s.detail]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome'
UNION ALL
SELECT 'timeToFirstLook'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[s.detail, s.minutes::text]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'looked'
UNION ALL
SELECT 'openCases'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(c.closed_on::text, '')]::text[] AS keys
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'consent'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[split_part(s.detail, ':', 1), split_part(s.detail, ':', 2)]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'consent'
UNION ALL
SELECT 'duties'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[split_part(s.detail, '|', 1), split_part(s.detail, '|', 3)]::text[] AS keys
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'duty';

CREATE INDEX figure_count_nothing_idx ON figure_count (number) WHERE number = 0;

-- Adds the rows of some cases to the counts, or takes them away.
CREATE FUNCTION add_to_figures(p_ids uuid[], p_sign integer) RETURNS void LANGUAGE sql
  SET search_path = pg_catalog, public
AS $$
  INSERT INTO figure_count AS kept (figure, grain, day, key, number)
  SELECT f.figure, g.grain, g.day, f.key, p_sign * sum(f.number)
  FROM (
    SELECT figure, day, array_to_string(keys, '|') AS key, count(*) AS number FROM figure_row WHERE case_id = ANY (p_ids) GROUP BY 1, 2, 3
  ) f
  CROSS JOIN LATERAL (VALUES ('D', f.day), ('M', date_trunc('month', f.day)::date)) g (grain, day)
  GROUP BY f.figure, g.grain, g.day, f.key
  ON CONFLICT (figure, grain, day, key) DO UPDATE SET number = kept.number + excluded.number
$$;

CREATE FUNCTION count_cases(p_ids uuid[]) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  -- What was counted of an erased referral stays counted, and is of no referral any more.
  UPDATE counted_case c SET id = gen_random_uuid(), reference = NULL
    WHERE c.id = ANY (p_ids) AND c.source = 'service' AND NOT EXISTS (SELECT FROM referral r WHERE r.id = c.id);
  PERFORM add_to_figures(p_ids, -1);
  DELETE FROM counted_case WHERE id = ANY (p_ids);
  INSERT INTO counted_case SELECT * FROM cases_to_count(p_ids);
  PERFORM add_to_figures(p_ids, 1);
  DELETE FROM figure_count WHERE number = 0;
END
$$;

-- Takes the next entries of the audit trail, and counts anew the cases that they are about. What is
-- taken away and added again is of the same transaction, so that whoever reads sees whole numbers.
-- Returns how many cases were counted; fewer than p_most means that all is counted.
CREATE FUNCTION count_changes(p_most integer, p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_state figure_state;
  v_until bigint;
  v_ids uuid[];
BEGIN
  SELECT * INTO STRICT v_state FROM figure_state FOR UPDATE;
  SELECT max(e.sequence) INTO v_until FROM (
    SELECT sequence FROM event WHERE sequence > v_state.sequence ORDER BY sequence LIMIT p_most
  ) e;
  IF v_until IS NULL THEN
    UPDATE figure_state SET as_of = p_at;
    RETURN 0;
  END IF;
  SELECT coalesce(array_agg(DISTINCT e.referral_id), '{}') INTO v_ids FROM event e
    WHERE e.sequence > v_state.sequence AND e.sequence <= v_until AND e.referral_id IS NOT NULL;
  -- A list is imported or undone as a whole.
  IF EXISTS (
    SELECT FROM event WHERE sequence > v_state.sequence AND sequence <= v_until AND type IN ('import.accepted', 'import.undone')
  ) THEN
    v_ids := v_ids
      || ARRAY (SELECT p.id FROM past_referral p WHERE NOT EXISTS (SELECT FROM counted_case c WHERE c.id = p.id))
      || ARRAY (SELECT c.id FROM counted_case c WHERE c.source = 'list' AND NOT EXISTS (SELECT FROM past_referral p WHERE p.id = c.id));
  END IF;
  PERFORM count_cases(v_ids);
  UPDATE figure_state SET sequence = v_until, as_of = p_at;
  RETURN (SELECT count(*) FROM event WHERE sequence > v_state.sequence AND sequence <= v_until);
END
$$;
GRANT EXECUTE ON FUNCTION count_changes(integer, timestamptz) TO referral_service;

-- Counts everything anew: after the definition of a figure has changed. As the owner.
CREATE FUNCTION count_all_figures() RETURNS void LANGUAGE sql SET search_path = pg_catalog, public
AS $$
  DELETE FROM figure_count;
  INSERT INTO figure_count (figure, grain, day, key, number)
  SELECT f.figure, g.grain, g.day, f.key, sum(f.number)
  FROM (SELECT figure, day, array_to_string(keys, '|') AS key, count(*) AS number FROM figure_row GROUP BY 1, 2, 3) f
  CROSS JOIN LATERAL (VALUES ('D', f.day), ('M', date_trunc('month', f.day)::date)) g (grain, day)
  GROUP BY f.figure, g.grain, g.day, f.key
$$;

-- What is behind a number: the cases, for a lead alone, who may open each by their own rights only.
CREATE FUNCTION cases_behind(p_figure text, p_from date, p_until date, p_keys text[], p_after text, p_most integer)
  RETURNS TABLE (id uuid, source text, reference text, received_on date, day date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_actor_role() IS DISTINCT FROM 'safeguarding_lead' THEN
    RAISE EXCEPTION 'Only a safeguarding lead sees what is behind a number' USING ERRCODE = '42501';
  END IF;
  -- With the name of the figure as a constant, so that only its own rows are looked at.
  RETURN QUERY EXECUTE format(
    'SELECT c.id, c.source, c.reference, c.received_on, min(f.day) FROM figure_row f JOIN counted_case c ON c.id = f.case_id '
    'WHERE f.figure = %L AND f.day BETWEEN $1 AND $2 AND ($3 IS NULL OR f.keys[1:cardinality($3)] = $3) '
    'AND c.reference IS NOT NULL AND ($4 IS NULL OR c.reference > $4) '
    'GROUP BY c.id ORDER BY c.reference LIMIT $5', p_figure)
    USING p_from, p_until, p_keys, p_after, p_most;
END
$$;
GRANT EXECUTE ON FUNCTION cases_behind(text, date, date, text[], text, integer) TO referral_service;
