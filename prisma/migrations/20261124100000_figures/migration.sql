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
  -- Not so of what was sent as a tip about a place, or about people nobody has met.
  is_person boolean NOT NULL DEFAULT true,
  is_repeat boolean NOT NULL,
  closed_on date,
  -- From the day on which it came, or its first step, until it was closed and nothing happened any more:
  -- without end while it is open.
  during daterange NOT NULL,
  -- Which facts nobody knew when it was sent, asked for or not.
  unknowns text[] NOT NULL,
  -- What happened to it: kind, on (a day in London), minutes and detail.
  steps jsonb NOT NULL,
  CONSTRAINT counted_case_pkey PRIMARY KEY (id)
);
CREATE INDEX counted_case_received_on_idx ON counted_case (received_on);
CREATE INDEX counted_case_during_idx ON counted_case USING gist (during);

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
-- A time is read from this alone.
CREATE INDEX figure_count_figure_grain_day_key_number_idx ON figure_count (figure, grain, day, key, number);
CREATE INDEX figure_count_nothing_idx ON figure_count (number) WHERE number = 0;
-- Of what is open the key is the day on which it ended: what was open on a day ended after it.
CREATE INDEX figure_count_open_idx ON figure_count (key, day) INCLUDE (number) WHERE figure = 'openCases' AND grain = 'D';

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
CREATE POLICY nobody_reads ON counted_case FOR SELECT TO referral_service USING (false);
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

-- Everything that happened to some referrals, as steps. What was undone did not happen. Times are those of
-- the acts themselves, and not of how an item stands now: an item that is passed on is not accepted any more.
CREATE FUNCTION steps_of(p_ids uuid[]) RETURNS TABLE (
  id uuid, kind text, "on" date, minutes integer, detail text
) LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  WITH r AS (
    SELECT q.id, q.submitted_at, q.due_at, q.account_id, q.organisation_id, coalesce(q.decision ->> 'priority', q.priority) AS priority
    FROM referral q WHERE q.id = ANY (p_ids)
  ),
  look AS (
    SELECT r.id, min(seen.at) AS at FROM r, LATERAL (
      SELECT e.at FROM event e
      WHERE e.referral_id = r.id AND e.type = 'referral.viewed' AND e.account_id <> r.account_id
        AND (e.role = 'safeguarding_lead' OR queues_of(e.role) <> '{}')
      UNION ALL
      SELECT a.at FROM act a WHERE a.referral_id = r.id AND a.item_id IS NOT NULL AND a.role <> 'referrer'
    ) seen GROUP BY r.id
  ),
  done AS (
    SELECT a.referral_id AS id, a.item_id, a.queue, a.type, a.at, a.codes, a.before, a.organisation_id, a.role
    FROM act a JOIN r ON r.id = a.referral_id
    WHERE a.item_id IS NOT NULL AND a.undone_at IS NULL
  ),
  stop AS (
    SELECT a.id, a.at, a.type || ':' || (a.codes ->> 'reason') AS why, least(
      (
        SELECT min(b.at) FROM done b WHERE b.item_id = a.item_id AND b.at > a.at
          AND b.type IN ('answer', 'resume', 'move', 'reopen', 'accept', 'decline', 'close')
      ),
      -- The day came until which it was held: nobody did anything.
      (
        SELECT min(e.at) FROM event e WHERE e.referral_id = a.id AND e.type = 'item.resumed'
          AND e.account_id IS NULL AND e.detail ->> 'queue' = a.queue AND e.at > a.at
      ),
      -- Another organisation took it over, or it was corrected and goes elsewhere now.
      (
        SELECT min(moment) FROM item i, unnest(ARRAY[i.finished_at, i.entered_at]) AS moment
        WHERE i.id = a.item_id AND moment > a.at
      )
    ) AS ended
    FROM done a WHERE a.type IN ('hold', 'ask') AND a.codes ->> 'reason' IS NOT NULL
  ),
  taken AS (
    SELECT a.id, a.at, a.organisation_id, (a.before ->> 'dueAt')::timestamptz AS due_at, greatest(
      r.submitted_at,
      (SELECT i.entered_at FROM item i WHERE i.id = a.item_id AND i.entered_at <= a.at),
      (
        SELECT max(b.at) FROM done b WHERE b.id = a.id AND b.at <= a.at AND (
          (b.type = 'pass_on' AND b.item_id = a.item_id) OR (b.type IN ('add_queue', 'move') AND b.codes ->> 'to' = a.queue)
        )
      )
    ) AS since
    FROM done a JOIN r USING (id)
    WHERE a.type = 'accept' AND a.queue = 'NRM' AND a.organisation_id <> r.organisation_id
  )
  SELECT l.id, 'looked', london_day(l.at), minutes_between(r.submitted_at, l.at),
    CASE WHEN l.at <= r.due_at THEN 'in_time' ELSE 'late' END || '|' || r.priority
  FROM look l JOIN r USING (id)
  UNION ALL
  SELECT r.id, 'reached', london_day(min(c.at)), minutes_between(r.submitted_at, min(c.at)), NULL
  FROM contact_attempt c JOIN r ON r.id = c.referral_id
  WHERE c.outcome = 'reached' GROUP BY r.id, r.submitted_at
  UNION ALL
  SELECT r.id, 'accepted', london_day(min(a.at)), minutes_between(r.submitted_at, min(a.at)), NULL
  FROM done a JOIN r USING (id)
  WHERE a.type IN ('accept', 'reopen') GROUP BY r.id, r.submitted_at
  UNION ALL
  SELECT t.id, 'handed_over', london_day(t.at), minutes_between(t.since, t.at),
    CASE WHEN t.at <= t.due_at THEN 'in_time' WHEN t.at > t.due_at THEN 'late' ELSE 'unknown' END || '|' || o.slug
  FROM taken t JOIN organisation o ON o.id = t.organisation_id
  UNION ALL
  SELECT o.referral_id, 'outcome', o.decided_on, NULL, o.track || ':' || o.value
  FROM outcome o JOIN r ON r.id = o.referral_id
  UNION ALL
  SELECT d.referral_id, 'duty', london_day(d.due_at), NULL,
    d.kind || '|' || coalesce(o.slug, d.owner_queue, 'unknown') || '|' || CASE
      WHEN d.settled_at IS NULL THEN 'unmet'
      WHEN d.settled_as = 'not_needed' THEN 'not_needed'
      WHEN d.settled_at <= d.due_at THEN 'in_time'
      ELSE 'late'
    END
  FROM duty d JOIN r ON r.id = d.referral_id LEFT JOIN organisation o ON o.id = d.owner_organisation_id
  UNION ALL
  SELECT d.referral_id, 'crime_recorded', london_day(d.settled_at), NULL, NULL
  FROM duty d JOIN r ON r.id = d.referral_id
  WHERE d.kind = 'crime_record' AND d.settled_as = 'done' AND d.settled_at IS NOT NULL AND d.reference IS NOT NULL
  UNION ALL
  SELECT c.referral_id, 'consent', london_day(c.recorded_at), NULL, c.purpose || ':' || c.answer
  FROM consent_entry c JOIN r ON r.id = c.referral_id
  UNION ALL
  SELECT s.referral_id, 'released', london_day(coalesce(s.answered_at, s.asked_at)), NULL,
    CASE s.answer WHEN 'released' THEN s.kind ELSE s.answer END
  FROM release s JOIN r ON r.id = s.referral_id
  WHERE s.answer IN ('released', 'refused')
  UNION ALL
  SELECT v.referral_id, 'went_ahead', london_day(v.recorded_at), NULL, v.purpose || '|' || v.basis
  FROM consent_override v JOIN r ON r.id = v.referral_id
  UNION ALL
  SELECT e.referral_id, 'went_ahead', london_day(e.at), NULL, 'police_identity|routing'
  FROM event e JOIN r ON r.id = e.referral_id
  WHERE e.type = 'consent.overridden' AND e.detail ? 'rule'
  UNION ALL
  SELECT a.id, 'overruled', london_day(a.at), NULL, coalesce(a.codes ->> 'rule', 'none') || '|' || a.role
  FROM done a WHERE a.type IN ('add_queue', 'move')
  UNION ALL
  SELECT a.id, 'refused', london_day(a.at), NULL,
    a.type || '|' || o.slug || '|' || coalesce(a.codes ->> 'reason', 'unknown') || '|' || a.queue
  FROM done a JOIN organisation o ON o.id = a.organisation_id
  WHERE a.type IN ('decline', 'pass_on')
  UNION ALL
  SELECT c.referral_id, 'blocked', london_day(c.at), NULL, c.blocked_because || '|overruled'
  FROM contact_attempt c JOIN r ON r.id = c.referral_id
  WHERE c.blocked_because IS NOT NULL AND c.override IS NOT NULL
  UNION ALL
  SELECT e.referral_id, 'blocked', london_day(e.at), NULL, 'unknown|stopped'
  FROM event e JOIN r ON r.id = e.referral_id
  WHERE e.type = 'action.refused' AND e.detail ->> 'action' = 'show_contact' AND e.detail ->> 'because' = 'form'
  UNION ALL
  SELECT s.id, 'waited', london_day(s.ended), minutes_between(s.at, s.ended), s.why
  FROM stop s WHERE s.ended IS NOT NULL
$$;

-- Kept from somebody: the figures must not say that it is there.
CREATE FUNCTION is_kept(r referral) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN r.restricted OR r.hidden_from <> '{}' OR r.hidden_from_accounts <> '{}';

-- Where no type of exploitation is named, it is not known.
CREATE FUNCTION known_types(p_types text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN p_types = '{}' THEN ARRAY['unknown'] ELSE p_types END;

-- The rows of some referrals as they are now.
CREATE FUNCTION cases_to_count(p_ids uuid[]) RETURNS SETOF counted_case LANGUAGE sql STABLE
  SET search_path = pg_catalog, public
AS $$
  WITH step AS (
    SELECT s.id, min(s."on") AS first_on, max(s."on") AS last_on,
      jsonb_agg(jsonb_build_object('kind', s.kind, 'on', s."on", 'minutes', s.minutes, 'detail', s.detail)
        ORDER BY s."on", s.kind, s.detail, s.minutes) AS steps
    FROM steps_of(p_ids) s GROUP BY s.id
  ),
  place AS (
    SELECT i.referral_id AS id, array_agg(i.queue ORDER BY i.queue) AS queues,
      CASE WHEN bool_and(i.finished_at IS NOT NULL) THEN london_day(max(i.finished_at)) END AS closed_on
    FROM item i WHERE i.referral_id = ANY (p_ids) GROUP BY i.referral_id
  )
  SELECT r.id, 'service', r.reference, f.received_on, o.slug, o.type,
    CASE o.type WHEN 'helpline' THEN 'helpline' WHEN 'police' THEN 'police' ELSE 'partner_to_police' END,
    known_types(r.exploitation_types), r.age_group, coalesce(f.facts ->> 'ageWhenExploited', 'unknown'),
    coalesce(r.area, 'unknown'), coalesce(f.facts ->> 'location', 'unknown'), r.priority,
    CASE
      WHEN 'NRM' = ANY (p.queues) THEN 'nrm'
      WHEN f.decision -> 'actions' ? 'duty_to_notify' THEN 'duty_to_notify'
      WHEN 'BEACON' = ANY (p.queues) THEN 'support'
      WHEN 'POLICE' = ANY (p.queues) THEN 'police'
      ELSE 'waiting'
    END,
    coalesce(p.queues, '{}'),
    is_kept(r),
    coalesce((r.facts ->> 'personIdentified')::boolean, true),
    coalesce((f.facts ->> 'earlierReferral')::boolean, false),
    p.closed_on,
    daterange(
      least(f.received_on, s.first_on),
      CASE WHEN p.closed_on IS NOT NULL THEN greatest(f.received_on, s.last_on, p.closed_on) END, '[]'
    ),
    ARRAY (SELECT fact.key FROM jsonb_each_text(r.facts) fact WHERE fact.value IN ('unknown', '["unknown"]') ORDER BY fact.key),
    coalesce(s.steps, '[]')
  FROM referral r
  JOIN organisation o ON o.id = r.organisation_id
  CROSS JOIN LATERAL (
    SELECT london_day(r.submitted_at) AS received_on, coalesce(r.revised_facts, r.facts) AS facts,
      coalesce(r.revised_decision, r.decision) AS decision
  ) f
  LEFT JOIN place p ON p.id = r.id
  LEFT JOIN step s ON s.id = r.id
  WHERE r.id = ANY (p_ids)
  UNION ALL
  SELECT l.id, 'list', l.old_reference, l.received_on, coalesce(l.organisation, 'type:' || l.organisation_type), l.organisation_type,
    l.source, known_types(l.exploitation), l.age_group, 'unknown', l.area, 'unknown', 'unknown',
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
    false, true, false, l.received_on,
    daterange(least(l.received_on, o.first_on), greatest(l.received_on, o.last_on), '[]'), '{}', coalesce(o.steps, '[]')
  FROM past_referral l
  CROSS JOIN LATERAL (
    SELECT min((v.o ->> 'on')::date) AS first_on, max((v.o ->> 'on')::date) AS last_on,
      jsonb_agg(jsonb_build_object('kind', 'outcome', 'on', v.o ->> 'on', 'minutes', NULL,
        'detail', (v.o ->> 'track') || ':' || (v.o ->> 'value')) ORDER BY v.o ->> 'on', v.o ->> 'track') AS steps
    FROM jsonb_array_elements(l.outcomes) v (o)
  ) o
  WHERE l.id = ANY (p_ids)
$$;

-- Every row that is counted. The text is written by lib/outcomes/figures.ts.
CREATE OR REPLACE VIEW figure_row AS
SELECT 'referrals'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.route, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'organisations'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation_type, ''), 'unknown'), coalesce(nullif(c.organisation, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'reportsToPolice'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.report, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden AND ('POLICE' = ANY (c.queues) OR (c.source = 'list' AND c.report IN ('partner_to_police', 'helpline')))
UNION ALL
SELECT 'repeats'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(CASE WHEN c.is_repeat THEN 'yes' ELSE 'no' END, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'exploitation'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown'), coalesce(nullif(c.age_group, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.exploitation_types) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'nrmExploitation'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown'), coalesce(nullif(c.age_when_exploited, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.exploitation_types) AS one
  WHERE NOT c.is_hidden AND c.route = 'nrm'
UNION ALL
SELECT 'ages'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.age_group, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'agesWhenExploited'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.age_when_exploited, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'areas'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.area, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'places'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.location, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'queues'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.queues) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'followThrough'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL unnest(array_remove(ARRAY[CASE WHEN true THEN 'received' END, CASE WHEN (EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'accepted') OR EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND split_part(e ->> 'detail', ':', 1) IN ('nrm', 'police', 'beacon'))) THEN 'accepted' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND (e ->> 'detail' LIKE 'nrm:%' OR e ->> 'detail' IN ('duty_to_notify:submitted_anonymous', 'duty_to_notify:submitted_named'))) THEN 'submitted' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:rg_positive', 'nrm:cg_positive', 'nrm:cg_negative', 'nrm:disqualified_public_order', 'nrm:disqualified_bad_faith')) THEN 'reasonable_grounds' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:cg_positive')) THEN 'conclusive_grounds' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('beacon:accepted', 'beacon:in_support', 'beacon:closed_needs_met')) THEN 'support' END], NULL)) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'outcomes'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome'
UNION ALL
SELECT 'dutyToNotify'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome' AND s.detail LIKE 'duty_to_notify:%'
UNION ALL
SELECT 'withoutCrimeReference'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome' AND c.source = 'service' AND s.detail LIKE 'nrm:%' AND NOT EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'crime_recorded')
UNION ALL
SELECT 'timeToFirstLook'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown'), s.minutes::text]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'looked'
UNION ALL
SELECT 'timeToContact'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[s.minutes::text]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'reached'
UNION ALL
SELECT 'timeToHandOver'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown'), s.minutes::text]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'handed_over'
UNION ALL
SELECT 'openCases'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(c.closed_on::text, '')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'consent'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, ':', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, ':', 2), ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'consent'
UNION ALL
SELECT 'releases'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'released'
UNION ALL
SELECT 'wentAhead'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'went_ahead'
UNION ALL
SELECT 'duties'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 3), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'duty'
UNION ALL
SELECT 'unknowns'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation, ''), 'unknown'), coalesce(nullif(one, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL unnest(ARRAY(SELECT fact FROM unnest(c.unknowns) AS fact WHERE fact IN ('immediateDanger', 'location', 'exploitationTypes', 'stillExploited', 'threats', 'urgentMedical', 'dependentChildrenAtRisk') OR (c.is_person AND fact IN ('safeContactRoute', 'exploiterContactWithinWeek', 'exploiterKnowsWhereabouts', 'suicideRisk', 'safePlaceTonight', 'careAndSupportNeeds')))) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'subjects'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation, ''), 'unknown'), coalesce(nullif(CASE WHEN c.is_person THEN 'person' ELSE 'place' END, ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'overruled'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'overruled'
UNION ALL
SELECT 'refused'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 1) || ':' || split_part(s.detail, '|', 3), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 4), ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'refused'
UNION ALL
SELECT 'blocked'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'blocked'
UNION ALL
SELECT 'waited'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown'), s.minutes::text]::text[] AS keys, c.during
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'waited';

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

-- Counts some cases anew. One at a time: whoever calls it holds figure_state.
CREATE FUNCTION count_cases(p_ids uuid[]) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM add_to_figures(p_ids, -1);
  DELETE FROM counted_case WHERE id = ANY (p_ids);
  INSERT INTO counted_case SELECT * FROM cases_to_count(p_ids);
  PERFORM add_to_figures(p_ids, 1);
  DELETE FROM figure_count WHERE number = 0;
END
$$;

-- Takes the next entries of the audit trail, and counts anew the cases that they are about. What is
-- taken away and added again is of the same transaction, so that whoever reads sees whole numbers.
-- Returns how many entries there were; fewer than p_most means that all is counted. With the sequence set
-- back to 0, every case is counted anew.
CREATE FUNCTION count_changes(p_most integer, p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_state figure_state;
  v_until bigint;
  v_count integer;
  v_ids uuid[];
  v_imports uuid[];
BEGIN
  SELECT * INTO STRICT v_state FROM figure_state FOR UPDATE;
  SELECT count(*), max(e.sequence), coalesce(array_agg(DISTINCT e.referral_id) FILTER (WHERE e.referral_id IS NOT NULL), '{}'),
      array_agg((e.detail ->> 'import')::uuid) FILTER (WHERE e.type IN ('import.accepted', 'import.undone'))
    INTO v_count, v_until, v_ids, v_imports
    FROM (
      SELECT sequence, referral_id, type, detail FROM event WHERE sequence > v_state.sequence ORDER BY sequence LIMIT p_most
    ) e;
  -- A list is imported or undone as a whole: then its rows are there, or are gone.
  IF v_imports IS NOT NULL THEN
    v_ids := v_ids
      || ARRAY (SELECT p.id FROM past_referral p WHERE p.import_id = ANY (v_imports))
      || ARRAY (SELECT c.id FROM counted_case c WHERE c.source = 'list' AND NOT EXISTS (SELECT FROM past_referral p WHERE p.id = c.id));
  END IF;
  IF v_ids <> '{}' THEN
    PERFORM count_cases(v_ids);
  END IF;
  UPDATE figure_state SET sequence = coalesce(v_until, sequence), as_of = CASE
    WHEN v_count < p_most THEN p_at
    ELSE greatest(as_of, (SELECT e.at FROM event e WHERE e.sequence = v_until))
  END;
  RETURN v_count;
END
$$;
GRANT EXECUTE ON FUNCTION count_changes(integer, timestamptz) TO referral_service;

-- What was counted of an erased referral stays counted, up to its last act, and is of no referral any more:
-- from the moment on which it is erased. What was kept from somebody is not even that.
CREATE FUNCTION count_before_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM figure_state FOR UPDATE;
  PERFORM count_cases(ARRAY[NEW.referral_id]);
  DELETE FROM counted_case WHERE id = NEW.referral_id AND is_hidden;
  UPDATE counted_case SET id = gen_random_uuid(), reference = NULL WHERE id = NEW.referral_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER counted_before_erased BEFORE INSERT ON tombstone
  FOR EACH ROW EXECUTE FUNCTION count_before_erased();

-- Counts everything anew: after the definition of a figure has changed. As the owner.
CREATE FUNCTION count_all_figures() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM figure_state FOR UPDATE;
  DELETE FROM figure_count;
  INSERT INTO figure_count (figure, grain, day, key, number)
  SELECT f.figure, g.grain, g.day, f.key, sum(f.number)
  FROM (SELECT figure, day, array_to_string(keys, '|') AS key, count(*) AS number FROM figure_row GROUP BY 1, 2, 3) f
  CROSS JOIN LATERAL (VALUES ('D', f.day), ('M', date_trunc('month', f.day)::date)) g (grain, day)
  GROUP BY f.figure, g.grain, g.day, f.key
  -- So that the rows of a figure lie together.
  ORDER BY f.figure, g.grain, g.day, f.key;
END
$$;

-- What is behind a number: the cases, for a lead alone, who may open each by their own rights only.
-- p_keys: the first codes. p_open_on: of a figure of what is open, the day on which it was. What was erased
-- since is counted still, and is not here. A page begins after a day and an id.
CREATE FUNCTION cases_behind(
  p_figure text, p_from date, p_until date, p_keys text[], p_open_on date, p_after_day date, p_after_id uuid, p_most integer
)
  RETURNS TABLE (id uuid, source text, reference text, received_on date, day date, things bigint, all_things bigint, all_cases bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  -- Nothing counts before its day: a duty that is due tomorrow is in no number yet.
  v_until date := least(p_until, (SELECT london_day(as_of) FROM figure_state));
  v_during daterange;
BEGIN
  IF current_actor_role() IS DISTINCT FROM 'safeguarding_lead' THEN
    RAISE EXCEPTION 'Only a safeguarding lead sees what is behind a number' USING ERRCODE = '42501';
  END IF;
  IF v_until < p_from THEN
    RETURN;
  END IF;
  -- A case that was open on a day, or to which something happened in a time, was there then.
  v_during := daterange(coalesce(p_open_on, p_from), coalesce(p_open_on, v_until), '[]');
  -- With the name of the figure as a constant, so that only its own rows are looked at. What is kept from
  -- somebody since the last count is not told of any more.
  RETURN QUERY EXECUTE format(
    'WITH behind AS ('
    '  SELECT f.case_id, min(f.day) AS day, count(*) AS things FROM figure_row f'
    '  WHERE f.figure = %L AND f.day BETWEEN $1 AND $2 AND ($3 IS NULL OR f.keys[1:cardinality($3)] = $3)'
    '    AND ($4 IS NULL OR f.keys[cardinality(f.keys)] = '''' OR f.keys[cardinality(f.keys)] > $4::text)'
    '    AND f.during && $8'
    '  GROUP BY f.case_id'
    '), told AS ('
    '  SELECT c.id, c.source, c.reference, c.received_on, b.day, b.things,'
    '    (sum(b.things) OVER ())::bigint AS all_things, count(*) OVER () AS all_cases'
    '  FROM behind b JOIN counted_case c ON c.id = b.case_id'
    '  WHERE c.reference IS NOT NULL AND NOT EXISTS (SELECT FROM referral r WHERE r.id = c.id AND is_kept(r))'
    ') SELECT * FROM told t WHERE $5 IS NULL OR (t.day, t.id) > ($5, $6) ORDER BY t.day, t.id LIMIT $7', p_figure)
    USING p_from, v_until, p_keys, p_open_on, p_after_day, p_after_id, p_most, v_during;
END
$$;
GRANT EXECUTE ON FUNCTION cases_behind(text, date, date, text[], date, date, uuid, integer) TO referral_service;
