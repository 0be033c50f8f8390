-- What the Home Office's bulletin is broken down by, so that the two can lie side by side: gender,
-- nationality and age when exploited, who met those who were referred to the National Referral Mechanism, decisions by age, and
-- what waits for one. And counts by week (grain W), so that a time that ends within months is read from few
-- rows.

-- Codes of what was added to a referral: never what was typed. The service writes them and cannot read them;
-- figures alone are made of them.
ALTER TABLE details
  ADD COLUMN gender text CHECK (gender IN ('female', 'male', 'other', 'unknown')),
  ADD COLUMN nationality text CHECK (nationality ~ '^([A-Z]{2}|other|unknown)$'),
  ADD COLUMN age_when_exploited text CHECK (age_when_exploited IN ('adult', 'child', 'unknown'));
REVOKE SELECT ON details FROM referral_service;
GRANT SELECT (referral_id, answers, version, saved_at), UPDATE (gender, nationality, age_when_exploited) ON details TO referral_service;

ALTER TABLE counted_case
  ADD COLUMN gender text NOT NULL DEFAULT 'unknown',
  ADD COLUMN nationality text NOT NULL DEFAULT 'unknown';

-- Whether a case waits for a decision of the Home Office, by what happened to it: a case that everybody has
-- closed may. As lib/outcomes/pathway-figures.ts has it.
CREATE FUNCTION awaits_decision(p_steps jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 'nrm:submitted' = ANY (had.outcomes) AND NOT had.outcomes && (had.ends || ARRAY['nrm:rg_positive', 'nrm:rg_negative'])
    OR 'nrm:rg_positive' = ANY (had.outcomes) AND NOT had.outcomes && had.ends
  FROM (
    SELECT array_agg(e ->> 'detail') FILTER (WHERE e ->> 'kind' = 'outcome') AS outcomes, ARRAY[
      'nrm:cg_positive', 'nrm:cg_negative', 'nrm:withdrawn', 'nrm:closed',
      'nrm:disqualified_public_order', 'nrm:disqualified_bad_faith'
    ] AS ends
    FROM jsonb_array_elements(p_steps) e
  ) had
$$;

-- The rows of some referrals as they are now.
CREATE OR REPLACE FUNCTION cases_to_count(p_ids uuid[]) RETURNS SETOF counted_case LANGUAGE sql STABLE
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
    known_types(r.exploitation_types), r.age_group, coalesce(nullif(f.facts ->> 'ageWhenExploited', 'unknown'), d.age_when_exploited, 'unknown'),
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
      CASE WHEN p.closed_on IS NOT NULL AND awaits_decision(s.steps) IS NOT TRUE THEN greatest(f.received_on, s.last_on, p.closed_on) END, '[]'
    ),
    ARRAY (SELECT fact.key FROM jsonb_each_text(r.facts) fact WHERE fact.value IN ('unknown', '["unknown"]') ORDER BY fact.key),
    coalesce(s.steps, '[]'),
    coalesce(d.gender, 'unknown'), coalesce(d.nationality, 'unknown')
  FROM referral r
  JOIN organisation o ON o.id = r.organisation_id
  CROSS JOIN LATERAL (
    SELECT london_day(r.submitted_at) AS received_on, coalesce(r.revised_facts, r.facts) AS facts,
      coalesce(r.revised_decision, r.decision) AS decision
  ) f
  LEFT JOIN place p ON p.id = r.id
  LEFT JOIN step s ON s.id = r.id
  LEFT JOIN details d ON d.referral_id = r.id
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
    daterange(least(l.received_on, o.first_on), greatest(l.received_on, o.last_on), '[]'), '{}', coalesce(o.steps, '[]'), l.gender, 'unknown'
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
SELECT 'referrals'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.route, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'organisations'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation_type, ''), 'unknown'), coalesce(nullif(c.organisation, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'nrmOrganisations'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation_type, ''), 'unknown'), coalesce(nullif(c.organisation, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.route = 'nrm'
UNION ALL
SELECT 'reportsToPolice'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.report, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND ('POLICE' = ANY (c.queues) OR (c.source = 'list' AND c.report IN ('partner_to_police', 'helpline')))
UNION ALL
SELECT 'repeats'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(CASE WHEN c.is_repeat THEN 'yes' ELSE 'no' END, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'exploitation'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown'), coalesce(nullif(c.age_group, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.exploitation_types) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'nrmExploitation'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown'), coalesce(nullif(c.age_when_exploited, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.exploitation_types) AS one
  WHERE NOT c.is_hidden AND c.route = 'nrm'
UNION ALL
SELECT 'genders'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.gender, ''), 'unknown'), coalesce(nullif(c.age_group, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'nrmGenders'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.gender, ''), 'unknown'), coalesce(nullif(c.age_when_exploited, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.route = 'nrm'
UNION ALL
SELECT 'nationalities'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.nationality, ''), 'unknown'), coalesce(nullif(c.route, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service' AND c.is_person
UNION ALL
SELECT 'ages'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.age_group, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'agesWhenExploited'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.age_when_exploited, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'areas'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.area, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'places'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.location, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'queues'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL unnest(c.queues) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'followThrough'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(one, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL unnest(array_remove(ARRAY[CASE WHEN true THEN 'received' END, CASE WHEN (EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'accepted') OR EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND split_part(e ->> 'detail', ':', 1) IN ('nrm', 'police', 'beacon'))) THEN 'accepted' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND (e ->> 'detail' LIKE 'nrm:%' OR e ->> 'detail' IN ('duty_to_notify:submitted_anonymous', 'duty_to_notify:submitted_named'))) THEN 'submitted' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:rg_positive', 'nrm:cg_positive', 'nrm:cg_negative', 'nrm:disqualified_public_order', 'nrm:disqualified_bad_faith')) THEN 'reasonable_grounds' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:cg_positive')) THEN 'conclusive_grounds' END, CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('beacon:accepted', 'beacon:in_support', 'beacon:closed_needs_met')) THEN 'support' END], NULL)) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'outcomes'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome'
UNION ALL
SELECT 'dutyToNotify'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome' AND s.detail LIKE 'duty_to_notify:%'
UNION ALL
SELECT 'withoutCrimeReference'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome' AND c.source = 'service' AND s.detail LIKE 'nrm:%' AND NOT EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'crime_recorded')
UNION ALL
SELECT 'decisionsByAge'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown'), coalesce(nullif(c.age_when_exploited, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'outcome' AND s.detail IN ('nrm:rg_positive', 'nrm:rg_negative', 'nrm:cg_positive', 'nrm:cg_negative')
UNION ALL
SELECT 'awaitingReasonableGrounds'::text AS figure, c.id AS case_id, (SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:submitted')) AS day, ARRAY[coalesce((SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:rg_positive', 'nrm:rg_negative', 'nrm:cg_positive', 'nrm:cg_negative', 'nrm:withdrawn', 'nrm:closed', 'nrm:disqualified_public_order', 'nrm:disqualified_bad_faith'))::text, '')]::text[] AS keys, c.during, 'open'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND (SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:submitted')) IS NOT NULL AND c.source = 'service'
UNION ALL
SELECT 'awaitingConclusiveGrounds'::text AS figure, c.id AS case_id, (SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:rg_positive')) AS day, ARRAY[coalesce((SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:cg_positive', 'nrm:cg_negative', 'nrm:withdrawn', 'nrm:closed', 'nrm:disqualified_public_order', 'nrm:disqualified_bad_faith'))::text, '')]::text[] AS keys, c.during, 'open'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND (SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN ('nrm:rg_positive')) IS NOT NULL AND c.source = 'service'
UNION ALL
SELECT 'timeToFirstLook'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown'), s.minutes::text]::text[] AS keys, c.during, 'minutes'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'looked'
UNION ALL
SELECT 'timeToContact'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[s.minutes::text]::text[] AS keys, c.during, 'minutes'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'reached'
UNION ALL
SELECT 'timeToHandOver'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown'), s.minutes::text]::text[] AS keys, c.during, 'minutes'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'handed_over'
UNION ALL
SELECT 'openCases'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(c.closed_on::text, '')]::text[] AS keys, c.during, 'open'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'consent'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, ':', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, ':', 2), ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'consent'
UNION ALL
SELECT 'releases'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'released'
UNION ALL
SELECT 'wentAhead'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'went_ahead'
UNION ALL
SELECT 'duties'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 3), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'duty'
UNION ALL
SELECT 'unknowns'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation, ''), 'unknown'), coalesce(nullif(one, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL unnest(ARRAY(SELECT fact FROM unnest(c.unknowns) AS fact WHERE fact IN ('immediateDanger', 'location', 'exploitationTypes', 'stillExploited', 'threats', 'urgentMedical', 'dependentChildrenAtRisk') OR (c.is_person AND fact IN ('safeContactRoute', 'exploiterContactWithinWeek', 'exploiterKnowsWhereabouts', 'suicideRisk', 'safePlaceTonight', 'careAndSupportNeeds')))) AS one
  WHERE NOT c.is_hidden
UNION ALL
SELECT 'subjects'::text AS figure, c.id AS case_id, c.received_on AS day, ARRAY[coalesce(nullif(c.organisation, ''), 'unknown'), coalesce(nullif(CASE WHEN c.is_person THEN 'person' ELSE 'place' END, ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
  WHERE NOT c.is_hidden AND c.source = 'service'
UNION ALL
SELECT 'overruled'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'overruled'
UNION ALL
SELECT 'refused'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 1) || ':' || split_part(s.detail, '|', 3), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 4), ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'refused'
UNION ALL
SELECT 'blocked'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(split_part(s.detail, '|', 1), ''), 'unknown'), coalesce(nullif(split_part(s.detail, '|', 2), ''), 'unknown')]::text[] AS keys, c.during, 'count'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'blocked'
UNION ALL
SELECT 'waited'::text AS figure, c.id AS case_id, s."on" AS day, ARRAY[coalesce(nullif(s.detail, ''), 'unknown'), s.minutes::text]::text[] AS keys, c.during, 'minutes'::text AS measure
  FROM counted_case c
    CROSS JOIN LATERAL jsonb_to_recordset(c.steps) AS s (kind text, "on" date, minutes integer, detail text)
  WHERE NOT c.is_hidden AND s.kind = 'waited';

ALTER TABLE figure_count DROP CONSTRAINT figure_count_grain_check;
ALTER TABLE figure_count ADD CONSTRAINT figure_count_grain_check CHECK (grain IN ('D', 'W', 'M', 'H'));

-- The times that a day counts in, each by its first day. A week begins on a Monday.
CREATE OR REPLACE FUNCTION grains_of(p_day date) RETURNS TABLE (grain text, day date) LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  VALUES ('D', p_day), ('W', date_trunc('week', p_day::timestamp)::date), ('M', date_trunc('month', p_day::timestamp)::date),
    ('H', half_year_of(p_day))
$$;

-- Where a number of a figure is kept, and whether it is added there or taken away. Of what is open: by the day
-- since which it is and the day on which that ends, and under "+" how many more are open at the end of each
-- time than at its beginning. So what is open on any day is the sum of the times before it.
CREATE FUNCTION places_of(p_measure text, p_day date, p_key text) RETURNS TABLE (grain text, day date, key text, sign integer)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT g.grain, g.day, p_key, 1 FROM grains_of(p_day) g WHERE p_measure <> 'open' OR g.grain = 'D'
  UNION ALL
  SELECT g.grain, g.day, '+', 1 FROM grains_of(p_day) g WHERE p_measure = 'open'
  UNION ALL
  SELECT g.grain, g.day, '+', -1
  FROM grains_of(greatest(p_day, CASE WHEN p_measure = 'open' THEN nullif(p_key, '')::date END)) g
  WHERE p_measure = 'open' AND p_key <> ''
$$;

CREATE OR REPLACE FUNCTION add_to_figures(p_ids uuid[], p_sign integer) RETURNS void LANGUAGE sql
  SET search_path = pg_catalog, public
AS $$
  INSERT INTO figure_count AS kept (figure, grain, day, key, number)
  SELECT f.figure, p.grain, p.day, p.key, p_sign * sum(p.sign * f.number)
  FROM (
    SELECT figure, measure, day, array_to_string(keys, '|') AS key, count(*) AS number
    FROM figure_row WHERE case_id = ANY (p_ids) GROUP BY 1, 2, 3, 4
  ) f
  CROSS JOIN LATERAL places_of(f.measure, f.day, f.key) p
  GROUP BY f.figure, p.grain, p.day, p.key
  ON CONFLICT (figure, grain, day, key) DO UPDATE SET number = kept.number + excluded.number
$$;

CREATE OR REPLACE FUNCTION count_all_figures() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM figure_state FOR UPDATE;
  DELETE FROM figure_count;
  INSERT INTO figure_count (figure, grain, day, key, number)
  SELECT f.figure, p.grain, p.day, p.key, sum(p.sign * f.number)
  FROM (
    SELECT figure, measure, day, array_to_string(keys, '|') AS key, count(*) AS number
    FROM figure_row GROUP BY 1, 2, 3, 4
  ) f
  CROSS JOIN LATERAL places_of(f.measure, f.day, f.key) p
  GROUP BY f.figure, p.grain, p.day, p.key
  HAVING sum(p.sign * f.number) <> 0
  -- So that the rows of a figure lie together.
  ORDER BY f.figure, p.grain, p.day, p.key;
END
$$;

-- What is counted already: lists say the gender. Of the details of referrals `npm run count-details` does.
UPDATE counted_case c SET gender = l.gender FROM past_referral l WHERE l.id = c.id;
UPDATE counted_case SET during = daterange(lower(during), NULL)
  WHERE source = 'service' AND NOT upper_inf(during) AND awaits_decision(steps);
SELECT count_all_figures();
