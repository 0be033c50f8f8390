-- What the partnership learns from: how often the form refused an answer, what audits of cases found,
-- and the monthly summary of what nobody did in time.

-- How often a page or the partner API refused an answer: by day, question and kind of problem. Nothing of
-- what was typed, and not by whom.
CREATE TABLE form_problem (
  day date NOT NULL,
  question text NOT NULL,
  -- lib/referral/problem-kinds.ts.
  problem text NOT NULL,
  -- pages or api.
  door text NOT NULL,
  number integer NOT NULL,
  CONSTRAINT form_problem_pkey PRIMARY KEY (day, question, problem, door)
);
ALTER TABLE form_problem ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON form_problem TO referral_service;
CREATE POLICY lead_reads ON form_problem FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');

-- Beside what somebody saves: it never fails that, nor lets it wait. A count that is lost is lost.
CREATE FUNCTION count_form_problems(p_day date, p_door text, p_questions text[], p_problems text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET lock_timeout = '50ms'
AS $$
BEGIN
  INSERT INTO form_problem AS kept (day, question, problem, door, number)
  SELECT p_day, found.question, found.problem, p_door, count(*)
  FROM unnest(p_questions, p_problems) AS found (question, problem)
  -- Names of ours, whatever is called: never what somebody typed.
  WHERE current_account() IS NOT NULL AND p_door IN ('pages', 'api')
    AND found.question ~ '^[A-Za-z0-9]{1,60}$' AND found.problem ~ '^[a-z_]{1,30}$'
  GROUP BY found.question, found.problem
  -- Always in this order, so that two who count at once never wait for one another.
  ORDER BY found.question, found.problem
  ON CONFLICT (day, question, problem, door) DO UPDATE SET number = kept.number + excluded.number;
EXCEPTION WHEN OTHERS THEN
  NULL;
END
$$;


-- A case that a lead drew to see how it was worked, and what they found: codes, and words that are sealed.
CREATE TABLE case_audit (
  id uuid NOT NULL,
  -- Not by the name referral_id: when a referral is erased what was found stays, and forgets of which.
  case_id uuid,
  -- From which queue it was drawn.
  queue text NOT NULL,
  drawn_by uuid NOT NULL,
  drawn_at timestamptz(3) NOT NULL,
  -- Answers by question, and findings: lib/supervision/audit-form.ts.
  answers jsonb,
  findings text[] NOT NULL DEFAULT '{}',
  words bytea,
  done_by uuid,
  done_at timestamptz(3),
  CONSTRAINT case_audit_pkey PRIMARY KEY (id),
  CONSTRAINT case_audit_done CHECK (
    (done_at IS NULL) = (done_by IS NULL) AND (done_at IS NULL) = (answers IS NULL)
    AND (done_at IS NOT NULL OR (words IS NULL AND findings = '{}'))
  )
);
-- Each case once, whoever draws at once.
CREATE UNIQUE INDEX case_audit_case_id_key ON case_audit (case_id);
CREATE INDEX case_audit_done_at_idx ON case_audit (done_at);
ALTER TABLE case_audit ADD CONSTRAINT case_audit_case_id_fkey
  FOREIGN KEY (case_id) REFERENCES referral (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- What a lead typed of a case goes with the case.
CREATE FUNCTION forget_audited_case() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN NEW.words := NULL; RETURN NEW; END $$;
CREATE TRIGGER forgets_its_words BEFORE UPDATE OF case_id ON case_audit
  FOR EACH ROW WHEN (NEW.case_id IS NULL) EXECUTE FUNCTION forget_audited_case();

-- Leads only, and never of a case that is kept from them.
ALTER TABLE case_audit ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (answers, findings, words, done_by, done_at) ON case_audit TO referral_service;
CREATE POLICY lead_reads ON case_audit FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead'
  AND (case_id IS NULL OR EXISTS (SELECT FROM referral WHERE referral.id = case_audit.case_id))
);
CREATE POLICY lead_draws ON case_audit FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND drawn_by = (SELECT current_account())
  AND done_at IS NULL AND is_readable(case_id)
);
CREATE POLICY lead_records ON case_audit FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead' AND done_at IS NULL AND is_readable(case_id))
  WITH CHECK ((SELECT current_actor_role()) = 'safeguarding_lead' AND done_by = (SELECT current_account()));


-- What is not done by now, by whose it is: duties that nobody has settled, and cases that are overdue
-- (kind: case). Of an organisation, or of those who work a queue. A case that is restricted or kept from
-- somebody is in no number, as in no figure.
CREATE FUNCTION unmet_by_owner(p_at timestamptz) RETURNS TABLE (
  organisation_id uuid, queue text, kind text, unmet integer, overdue integer, oldest timestamptz
) LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT found.organisation_id, found.queue, found.kind, count(*)::integer,
    (count(*) FILTER (WHERE found.due_at < p_at))::integer, min(found.due_at)
  FROM (
    SELECT d.owner_organisation_id AS organisation_id, d.owner_queue AS queue, d.kind, d.due_at
    FROM duty d JOIN referral r ON r.id = d.referral_id
    WHERE d.settled_at IS NULL
      AND NOT r.restricted AND r.hidden_from = '{}' AND r.hidden_from_accounts = '{}'
    UNION ALL
    SELECT i.handler_id, CASE WHEN i.handler_id IS NULL THEN i.queue END, 'case', i.due_at
    FROM item i
    WHERE i.due_at < p_at AND i.finished_as IS NULL AND i.paused_for IS NULL
      AND NOT i.restricted AND i.hidden_from = '{}' AND i.hidden_from_accounts = '{}'
  ) found
  GROUP BY found.organisation_id, found.queue, found.kind
$$;

-- The summaries that were sent: one a month.
CREATE TABLE digest (
  month date NOT NULL,
  -- Duties that nobody did in time, and cases that are overdue.
  duties integer NOT NULL,
  cases integer NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  CONSTRAINT digest_pkey PRIMARY KEY (month)
);
ALTER TABLE digest ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON digest TO referral_service;
CREATE POLICY lead_reads ON digest FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');

-- A message that tells of several things at once says how many.
ALTER TABLE message ADD COLUMN number integer NOT NULL DEFAULT 1;

DROP FUNCTION claim_deliveries(timestamptz, timestamptz, integer);
CREATE FUNCTION claim_deliveries(p_at timestamptz, p_until timestamptz, p_tries integer) RETURNS TABLE (
  id uuid, email text, type text, queued_at timestamptz, frequency text, number integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_first delivery;
  v_type text;
BEGIN
  -- Whoever left since then is told nothing, and what ends every worker that tries it is not tried for ever.
  UPDATE delivery SET state = 'skipped', last_problem = 'account_closed'
    FROM account
    WHERE account.id = delivery.account_id AND account.disabled_at IS NOT NULL
      AND delivery.state IN ('waiting', 'failed');
  UPDATE delivery SET state = 'dead', last_problem = 'interrupted'
    WHERE state IN ('waiting', 'failed') AND attempts >= p_tries AND claimed_until <= p_at;

  SELECT * INTO v_first FROM delivery
    WHERE state IN ('waiting', 'failed') AND due_at <= p_at
      AND (claimed_until IS NULL OR claimed_until <= p_at)
    ORDER BY due_at, id LIMIT 1
    FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT message.type INTO v_type FROM message WHERE message.id = v_first.message_id;

  RETURN QUERY
  WITH together AS (
    SELECT delivery.id FROM delivery JOIN message ON message.id = delivery.message_id
    WHERE delivery.account_id = v_first.account_id AND delivery.frequency = v_first.frequency
      AND (delivery.frequency = 'daily' OR message.type = v_type)
      AND delivery.state IN ('waiting', 'failed') AND delivery.due_at <= p_at
      AND (delivery.claimed_until IS NULL OR delivery.claimed_until <= p_at)
    FOR UPDATE OF delivery SKIP LOCKED
  ), claimed AS (
    UPDATE delivery SET claimed_until = p_until, attempts = attempts + 1
    FROM together WHERE delivery.id = together.id
    RETURNING delivery.*
  )
  SELECT claimed.id, account.email, message.type, message.queued_at, claimed.frequency, message.number
  FROM claimed
    JOIN message ON message.id = claimed.message_id
    JOIN account ON account.id = claimed.account_id
  ORDER BY message.queued_at, claimed.id;
END
$$;

-- Tells every lead how much is not done in time, once a month. False where it was told of this month.
CREATE FUNCTION send_digest(p_month date, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d digest;
BEGIN
  INSERT INTO digest (month, duties, cases, sent_at)
    SELECT p_month, coalesce(sum(overdue) FILTER (WHERE kind <> 'case'), 0),
      coalesce(sum(overdue) FILTER (WHERE kind = 'case'), 0), p_at
    FROM unmet_by_owner(p_at)
    ON CONFLICT (month) DO NOTHING
    RETURNING * INTO d;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO message (type, recipient, priority, queued_at, number)
    SELECT told.type, 'role:safeguarding_lead', 'P3', p_at, told.number
    FROM (VALUES ('digest.duties', d.duties), ('digest.cases', d.cases)) AS told (type, number)
    WHERE told.number > 0;
  PERFORM audit.append('digest.sent', NULL, NULL, NULL, NULL,
    jsonb_build_object('month', d.month, 'duties', d.duties, 'cases', d.cases));
  RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION
  count_form_problems(date, text, text[], text[]), unmet_by_owner(timestamptz), send_digest(date, timestamptz),
  claim_deliveries(timestamptz, timestamptz, integer)
  TO referral_service;


-- What an audit of a case found is kept about the person too: it is handed out with the rest.
CREATE OR REPLACE FUNCTION open_data_request(p_request uuid, p_at timestamptz) RETURNS TABLE (
  place text, source text, part text, id uuid, question text, at timestamptz, answers bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  q data_request;
  r uuid;
BEGIN
  SELECT * INTO q FROM data_request
    WHERE data_request.id = p_request AND kind = 'access' AND approved_at IS NOT NULL AND closed_at IS NULL
      AND opened_by = current_account() AND current_actor_role() = 'safeguarding_lead';
  IF NOT FOUND OR is_hidden(q.referral_id) THEN
    RETURN;
  END IF;
  r := q.referral_id;
  PERFORM audit.append('data.opened', current_account(), current_organisation(), current_actor_role(),
    r, jsonb_build_object('request', q.id));
  RETURN QUERY
    SELECT 'referral', 'sent', '', r, '', submitted_at, answers FROM referral WHERE referral.id = r
    UNION ALL SELECT 'identity', 'sent', '', r, '', p_at, answers FROM identity WHERE referral_id = r
    UNION ALL SELECT 'details', 'details', '', r, '', saved_at, answers FROM details WHERE referral_id = r
    UNION ALL SELECT 'part', source, part, r, '', p_at, answers FROM answer_part WHERE referral_id = r
    UNION ALL SELECT 'correction', '', part, id, question, at, words FROM correction WHERE referral_id = r
    -- What was written while it was worked: source, part and question say what it is, in codes.
    UNION ALL SELECT 'act', type, coalesce(queue, ''), id, codes::text, at, words FROM act
      WHERE referral_id = r AND undone_at IS NULL
    UNION ALL SELECT 'goal', coalesce(met, ''), '', id, '', set_at, words FROM goal WHERE referral_id = r
    UNION ALL SELECT 'share', purpose, '', id, '', offered_at, words FROM share
      WHERE referral_id = r AND words IS NOT NULL
    UNION ALL SELECT 'contactPlan', '', '', id, '', confirmed_at, plan FROM contact_plan WHERE referral_id = r
    UNION ALL SELECT 'contactAttempt', channel, outcome, id, '', at, words FROM contact_attempt WHERE referral_id = r
    UNION ALL SELECT 'consentEvidence', purpose, answer, entry_id, '', recorded_at, words
      FROM consent_evidence JOIN consent_entry ON consent_entry.id = entry_id WHERE consent_evidence.referral_id = r
    UNION ALL SELECT 'consentOverride', purpose, basis, id, '', recorded_at, words FROM consent_override WHERE referral_id = r
    UNION ALL SELECT 'recall', purpose, coalesce(confirmed_as, ''), id, '', asked_at, words FROM recall
      WHERE referral_id = r AND words IS NOT NULL
    UNION ALL SELECT 'release', kind, basis, id, '', asked_at, words FROM release WHERE referral_id = r
    UNION ALL SELECT 'releaseAnswer', kind, coalesce(answer, ''), id, '', answered_at, answer_words FROM release
      WHERE referral_id = r AND answer_words IS NOT NULL
    UNION ALL SELECT 'releaseReview', kind, coalesce(review, ''), id, '', reviewed_at, review_words FROM release
      WHERE referral_id = r AND review_words IS NOT NULL
    UNION ALL SELECT 'opening', reason, '', id, '', at, words FROM opening
      WHERE referral_id = r AND words IS NOT NULL
    UNION ALL SELECT 'caseAudit', queue, '', id, '', done_at, words FROM case_audit
      WHERE case_id = r AND words IS NOT NULL
    UNION ALL SELECT 'evidence', kind, state, id, '', added_at, words FROM evidence
      WHERE referral_id = r AND removed_at IS NULL;
END
$$;
