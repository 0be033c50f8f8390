-- The policy of routing as data: drafts, what two people published and from which day, and replays of
-- what stored facts would become under a draft.

CREATE TABLE policy_version (
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- The version that it was drafted from; null for the policy that the service comes with.
  based_on uuid,
  document jsonb NOT NULL,
  -- Counts the changes, so that two people at once do not undo one another.
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'proposed', 'published', 'withdrawn')),
  drafted_by uuid NOT NULL,
  drafted_at timestamptz(3) NOT NULL,
  -- Everybody who changed it: none of them is the second person.
  written_by uuid[] NOT NULL,
  proposed_by uuid,
  proposed_at timestamptz(3),
  -- The first day in London on which it decides: what decisions name it by.
  applies_from date,
  -- Why, and why it may break what it breaks: sealed.
  words bytea,
  answered_by uuid,
  answered_at timestamptz(3),
  answer text CHECK (answer IN ('agreed', 'refused')),
  answer_words bytea,
  CONSTRAINT policy_version_pkey PRIMARY KEY (id),
  CONSTRAINT policy_version_proposed CHECK (
    state NOT IN ('proposed', 'published')
    OR (proposed_by IS NOT NULL AND proposed_at IS NOT NULL AND applies_from IS NOT NULL AND words IS NOT NULL)
  ),
  CONSTRAINT policy_version_two_people CHECK (
    state <> 'published'
    OR (
      answer IS NOT DISTINCT FROM 'agreed' AND answered_by IS NOT NULL AND answered_at IS NOT NULL
      AND answered_by <> proposed_by AND answered_by <> ALL (written_by)
    )
  )
);
ALTER TABLE policy_version ADD CONSTRAINT policy_version_based_on_fkey
  FOREIGN KEY (based_on) REFERENCES policy_version (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE policy_version ADD CONSTRAINT policy_version_drafted_by_fkey
  FOREIGN KEY (drafted_by) REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX policy_version_published_key ON policy_version (applies_from) WHERE state = 'published';

-- A draft may change; what is proposed is answered as it is; what is published stays, and can be taken
-- back only before its first day. The wrapping of a key may change at any time: it changes no word.
CREATE FUNCTION keep_policy() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  v_today date := (coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now()) AT TIME ZONE 'Europe/London')::date;
  v_free text[] := CASE OLD.state
    WHEN 'draft' THEN ARRAY['document', 'version', 'state', 'written_by', 'proposed_by', 'proposed_at', 'applies_from', 'words']
    WHEN 'proposed' THEN ARRAY['state', 'answered_by', 'answered_at', 'answer', 'answer_words']
    ELSE ARRAY['state']
  END;
BEGIN
  IF (to_jsonb(OLD) - v_free) = (to_jsonb(NEW) - v_free) AND (CASE OLD.state
      WHEN 'draft' THEN NEW.state IN ('draft', 'proposed', 'withdrawn')
      WHEN 'proposed' THEN NEW.state = 'withdrawn' OR (NEW.state, NEW.answer) IN (('published', 'agreed'), ('draft', 'refused'))
      WHEN 'published' THEN NEW.state = 'withdrawn' AND OLD.applies_from > v_today
      ELSE false
    END)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A policy that is % is not changed so', OLD.state USING ERRCODE = '42501';
END
$$;
CREATE TRIGGER step_by_step BEFORE UPDATE OF id, name, based_on, document, version, state, drafted_by, drafted_at,
    written_by, proposed_by, proposed_at, applies_from, answered_by, answered_at, answer ON policy_version
  FOR EACH ROW EXECUTE FUNCTION keep_policy();
CREATE TRIGGER never_gone BEFORE DELETE OR TRUNCATE ON policy_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Everybody who is signed in may know what decides; drafts are for those who write and judge them.
ALTER TABLE policy_version ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON policy_version TO referral_service;
GRANT INSERT (id, name, based_on, document, drafted_by, drafted_at, written_by) ON policy_version TO referral_service;
GRANT UPDATE (document, version, state, written_by, proposed_by, proposed_at, applies_from, words,
  answered_by, answered_at, answer, answer_words) ON policy_version TO referral_service;
CREATE POLICY everybody_reads_published ON policy_version FOR SELECT TO referral_service
  USING (state = 'published' AND (SELECT current_account()) IS NOT NULL);
CREATE POLICY judges_read ON policy_version FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor'));
CREATE POLICY lead_drafts ON policy_version FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND state = 'draft'
  AND drafted_by = (SELECT current_account()) AND written_by = ARRAY[(SELECT current_account())]
);
CREATE POLICY lead_changes ON policy_version FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead' AND state = 'draft')
  WITH CHECK (
    (SELECT current_actor_role()) = 'safeguarding_lead'
    AND CASE state
      WHEN 'draft' THEN (SELECT current_account()) = ANY (written_by)
      WHEN 'proposed' THEN proposed_by = (SELECT current_account())
      ELSE state = 'withdrawn'
    END
  );
CREATE POLICY judges_answer ON policy_version FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor') AND state IN ('proposed', 'published'))
  WITH CHECK (
    (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor')
    AND (state = 'withdrawn' OR answered_by = (SELECT current_account()))
  );


-- What stored facts would become under a draft, in numbers of cases.
CREATE TABLE replay (
  id uuid NOT NULL,
  policy_id uuid NOT NULL,
  -- The draft as it stood, and which change of it that was.
  document jsonb NOT NULL,
  policy_counter integer NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  from_day date NOT NULL,
  until_day date NOT NULL,
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'running', 'done', 'failed')),
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  -- Which try this is: whoever is late with an earlier one changes nothing.
  attempt integer NOT NULL DEFAULT 0,
  touched_at timestamptz(3),
  finished_at timestamptz(3),
  result jsonb,
  CONSTRAINT replay_pkey PRIMARY KEY (id),
  CONSTRAINT replay_period CHECK (from_day <= until_day)
);
ALTER TABLE replay ADD CONSTRAINT replay_policy_id_fkey
  FOREIGN KEY (policy_id) REFERENCES policy_version (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE replay ADD CONSTRAINT replay_asked_by_fkey
  FOREIGN KEY (asked_by) REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX replay_policy_id_asked_at_idx ON replay (policy_id, asked_at);
CREATE INDEX replay_state_asked_at_idx ON replay (state, asked_at);

-- A replay walks the referrals from the oldest, a few at a time.
CREATE INDEX referral_submitted_at_id_idx ON referral (submitted_at, id);

ALTER TABLE replay ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON replay TO referral_service;
GRANT INSERT (id, policy_id, document, policy_counter, asked_by, asked_at, from_day, until_day)
  ON replay TO referral_service;
CREATE POLICY judges_read ON replay FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor'));
CREATE POLICY judges_ask ON replay FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor')
  AND asked_by = (SELECT current_account()) AND state = 'asked'
);

-- The cases of a replay: none that is kept from anybody, so that no number can tell of one.
CREATE FUNCTION is_replayed(p_referral referral, p_replay replay) RETURNS boolean LANGUAGE sql STABLE
  RETURN NOT p_referral.restricted AND p_referral.hidden_from = '{}' AND p_referral.hidden_from_accounts = '{}'
    AND p_referral.submitted_at >= (p_replay.from_day::timestamp AT TIME ZONE 'Europe/London')
    AND p_referral.submitted_at < ((p_replay.until_day + 1)::timestamp AT TIME ZONE 'Europe/London');

-- The next replay to run, taken by one worker: the draft, and the policy that it was drafted from (null for
-- the service's own). One that nobody went on with for p_stale is begun anew, three times at most.
CREATE FUNCTION claim_replay(p_at timestamptz, p_stale interval) RETURNS TABLE (
  id uuid, attempt integer, document jsonb, base jsonb, base_version text, total integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  r replay;
BEGIN
  UPDATE replay SET state = 'failed' WHERE state = 'running' AND attempt >= 3 AND touched_at < p_at - p_stale;
  UPDATE replay SET state = 'running', attempt = attempt + 1, done = 0, touched_at = p_at
    WHERE replay.id = (
      SELECT waiting.id FROM replay AS waiting
      WHERE waiting.state = 'asked' OR (waiting.state = 'running' AND waiting.touched_at < p_at - p_stale)
      ORDER BY waiting.asked_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING * INTO r;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE replay SET total = (SELECT count(*) FROM referral WHERE is_replayed(referral, r)) WHERE replay.id = r.id
    RETURNING replay.total INTO r.total;
  RETURN QUERY
    SELECT r.id, r.attempt, r.document, base.document, base.applies_from::text, r.total
    FROM policy_version AS draft LEFT JOIN policy_version AS base ON base.id = draft.based_on
    WHERE draft.id = r.policy_id;
END
$$;

-- The next facts of a replay, as they were sent, and how far it is. Nothing that says whose they are.
-- Nothing where another worker began it anew.
CREATE FUNCTION read_replay_facts(
  p_replay uuid, p_attempt integer, p_done integer, p_at timestamptz,
  p_after timestamptz, p_after_id uuid, p_most integer
) RETURNS TABLE (submitted_at timestamptz, id uuid, facts jsonb, organisation text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  r replay;
BEGIN
  UPDATE replay SET done = p_done, touched_at = p_at
    WHERE replay.id = p_replay AND replay.attempt = p_attempt AND replay.state = 'running'
    RETURNING * INTO r;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT referral.submitted_at, referral.id,
      referral.facts - ARRAY['nationality', 'immigrationInsecure'], organisation.slug
    FROM referral JOIN organisation ON organisation.id = referral.organisation_id
    WHERE is_replayed(referral, r) AND (referral.submitted_at, referral.id) > (p_after, p_after_id)
    ORDER BY referral.submitted_at, referral.id LIMIT p_most;
END
$$;

CREATE FUNCTION finish_replay(p_replay uuid, p_attempt integer, p_done integer, p_result jsonb, p_at timestamptz)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r replay;
BEGIN
  UPDATE replay SET state = CASE WHEN p_result IS NULL THEN 'failed' ELSE 'done' END,
      done = p_done, result = p_result, finished_at = p_at, touched_at = p_at
    WHERE id = p_replay AND attempt = p_attempt AND state = 'running'
    RETURNING * INTO r;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM audit.append('policy.replayed', NULL, NULL, NULL, NULL,
    jsonb_build_object('policy', r.policy_id, 'replay', r.id, 'state', r.state, 'cases', p_done));
  RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION
  claim_replay(timestamptz, interval),
  read_replay_facts(uuid, integer, integer, timestamptz, timestamptz, uuid, integer),
  finish_replay(uuid, integer, integer, jsonb, timestamptz)
  TO referral_service;
