-- Where parts that were built side by side meet: agreements that run out, what is asked back and nobody
-- answers, plans that nobody confirms, and everything that is kept about a person.

-- A share that stands on an agreement ends with it. lib/consent/ledger.ts (agreesToShare) says the same,
-- and a test holds the two together: what was said of the organisation by name comes first.
CREATE FUNCTION agrees_to_share(p_referral uuid, p_organisation uuid, p_purpose text, p_at timestamptz)
  RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_covered_by text := CASE
    WHEN p_purpose IN ('support', 'housing', 'health') THEN 'support'
    WHEN p_purpose = 'investigation' THEN 'police_identity'
  END;
BEGIN
  RETURN coalesce((
    WITH newest AS (
      SELECT DISTINCT ON (purpose) purpose, answer, answer = 'given' AND capacity = 'no_concern'
        AND coalesce(expires_at > p_at, true) AS stands
      FROM consent_entry
      WHERE referral_id = p_referral AND CASE purpose
        WHEN 'sharing' THEN organisation_id = p_organisation
        ELSE purpose = v_covered_by AND organisation_id IS NULL
      END
      ORDER BY purpose, recorded_at DESC,
        array_position('{given,not_asked,not_safe,refused,withdrawn}'::text[], answer) DESC
    )
    SELECT stands FROM newest
    WHERE purpose <> 'sharing' OR answer NOT IN ('not_asked', 'not_safe')
    ORDER BY purpose = 'sharing' DESC LIMIT 1
  ), false);
END
$$;

-- Who sees the case by a share.
CREATE FUNCTION receiver_of(s share) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE s.kind WHEN 'request' THEN s.from_organisation_id ELSE s.to_organisation_id END;

-- Whether a share gives access: accepted, not ended, its last day in London not over, and what it stands
-- on still there.
CREATE FUNCTION is_open_share(s share, p_at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN s.accepted_at IS NOT NULL AND s.ended_at IS NULL
      AND coalesce(s.until >= (p_at AT TIME ZONE 'Europe/London')::date, true)
      AND (s.basis <> 'consent' OR agrees_to_share(s.referral_id, receiver_of(s), s.purpose, p_at));
  END $$;

-- Of a share that somebody may read: whether what it stands on has run out.
CREATE FUNCTION has_lapsed(p_share uuid, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN EXISTS (
      SELECT FROM share AS s WHERE s.id = p_share AND s.basis = 'consent'
        AND NOT agrees_to_share(s.referral_id, receiver_of(s), s.purpose, p_at)
    );
  END $$;

CREATE OR REPLACE FUNCTION is_shared(p_referral uuid, p_named boolean) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
DECLARE
  v_now timestamptz := coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());
BEGIN
    RETURN current_actor_role() IN
        ('referrer', 'police_triage_officer', 'police_supervisor', 'beacon_worker', 'first_responder_desk')
      AND EXISTS (
        SELECT FROM share AS s
        WHERE s.referral_id = p_referral AND receiver_of(s) = current_organisation()
          AND is_open_share(s, v_now) AND (NOT p_named OR s.purpose <> 'advice')
      )
      AND NOT EXISTS (
        SELECT FROM referral WHERE referral.id = p_referral AND current_organisation() = ANY (referral.hidden_from)
      );
  END $$;

CREATE OR REPLACE FUNCTION shared_audience(p_referral uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$
DECLARE
  v_now timestamptz := coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());
BEGIN
    IF NOT is_shared(p_referral, false) THEN
      RETURN NULL;
    END IF;
    RETURN (
      SELECT CASE
        WHEN bool_or(purpose IN ('safeguarding', 'investigation')) THEN 'partner_safeguarding'
        WHEN bool_or(purpose IN ('support', 'housing', 'health')) THEN 'partner_support'
        ELSE 'partner_advice'
      END
      FROM share AS s
      WHERE s.referral_id = p_referral AND receiver_of(s) = current_organisation() AND is_open_share(s, v_now)
    );
  END $$;

-- Writes down that shares have ended, whose last day or whose agreement is over. They give no access from
-- then on anyway. Of an agreement both sides are told: one can ask the person again.
-- p_roles: those of the other organisation who act on what is shared with it.
DROP FUNCTION end_shares(date, timestamptz);
CREATE FUNCTION end_shares(p_today date, p_at timestamptz, p_roles text[]) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s share;
  v_because text;
  v_count integer := 0;
BEGIN
  FOR s IN
    UPDATE share SET ended_at = p_at, version = version + 1
    WHERE ended_at IS NULL AND declined_at IS NULL AND (
      until < p_today OR (basis = 'consent' AND NOT agrees_to_share(referral_id, receiver_of(share), purpose, p_at))
    )
    RETURNING *
  LOOP
    v_count := v_count + 1;
    v_because := CASE WHEN s.until < p_today THEN 'until' ELSE 'lapsed' END;
    IF v_because = 'lapsed' THEN
      INSERT INTO message (type, recipient, referral_id, priority, queued_at)
      SELECT told.type, told.recipient, s.referral_id, referral.priority, p_at
      FROM referral, (
        SELECT 'share.lapsed' AS type, 'account:' || s.offered_by AS recipient WHERE s.kind <> 'request'
        UNION ALL
        SELECT 'share.ended', 'organisation:' || receiver_of(s) || ':' || role
        FROM unnest(p_roles) AS role WHERE s.accepted_at IS NOT NULL
      ) AS told
      WHERE referral.id = s.referral_id;
    END IF;
    PERFORM audit.append('share.ended', NULL, NULL, NULL, s.referral_id,
      jsonb_build_object('share', s.id, 'because', v_because));
  END LOOP;
  RETURN v_count;
END
$$;


-- What was asked back and nobody answered in time is told to the next role, once.
ALTER TABLE recall ADD COLUMN escalated_at timestamptz(3);
CREATE INDEX recall_waiting ON recall (due_at) WHERE confirmed_at IS NULL AND escalated_at IS NULL;

CREATE OR REPLACE FUNCTION escalate_overdue(p_at timestamptz, p_most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  late record;
  v_count integer := 0;
BEGIN
  -- One statement takes every row before the trail is taken, as all who act do: none waits for another.
  FOR late IN
    WITH items AS (
      UPDATE item SET escalated_at = p_at, changed_at = p_at
      WHERE id IN (
        SELECT id FROM item
        WHERE due_at < p_at AND finished_as IS NULL AND escalated_at IS NULL AND paused_for IS NULL
        ORDER BY due_at LIMIT p_most FOR UPDATE SKIP LOCKED
      )
      RETURNING referral_id, priority, queue, accepted_at
    ), duties AS (
      UPDATE duty SET escalated_at = p_at
      FROM referral
      WHERE referral.id = duty.referral_id AND duty.id IN (
        SELECT id FROM duty WHERE due_at < p_at AND settled_at IS NULL AND escalated_at IS NULL
        ORDER BY due_at LIMIT p_most FOR UPDATE SKIP LOCKED
      )
      RETURNING duty.referral_id, referral.priority, duty.kind, duty.owner_queue
    ), recalls AS (
      UPDATE recall SET escalated_at = p_at
      FROM referral
      WHERE referral.id = recall.referral_id AND recall.id IN (
        SELECT id FROM recall WHERE due_at < p_at AND confirmed_at IS NULL AND escalated_at IS NULL
        ORDER BY due_at LIMIT p_most FOR UPDATE SKIP LOCKED
      )
      RETURNING recall.id, recall.referral_id, referral.priority, recall.queue
    )
    SELECT 'item.escalated' AS event, jsonb_build_object('queue', queue) AS detail, referral_id, priority,
      CASE WHEN queue = 'NRM' AND accepted_at IS NULL THEN 'hand_over.overdue' ELSE 'item.overdue' END AS told,
      next_role(queue) AS recipient
    FROM items
    UNION ALL
    SELECT 'duty.escalated', jsonb_build_object('duty', kind), referral_id, priority, 'duty.overdue',
      next_role(coalesce(owner_queue, ''))
    FROM duties
    UNION ALL
    SELECT 'recall.escalated', jsonb_build_object('recall', id), referral_id, priority, 'recall.overdue',
      next_role(coalesce(queue, ''))
    FROM recalls
  LOOP
    v_count := v_count + 1;
    INSERT INTO message (type, recipient, referral_id, priority, queued_at)
      VALUES (late.told, late.recipient, late.referral_id, late.priority, p_at);
    PERFORM audit.append(late.event, NULL, NULL, NULL, late.referral_id, late.detail);
  END LOOP;
  RETURN v_count;
END
$$;


-- Whoever is told of it opens the case as their own work, as of anything else that is overdue.
CREATE OR REPLACE FUNCTION is_own_work(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
AS $$
DECLARE
  v_account uuid := current_account();
  v_role text := current_actor_role();
  v_organisation uuid := current_organisation();
  v_leads boolean := v_role = 'safeguarding_lead';
BEGIN
  RETURN v_role = 'referrer' OR is_author(p_referral)
    OR EXISTS (
      SELECT FROM item
      WHERE referral_id = p_referral AND (
        (queue = ANY (queues_of(v_role)) AND (owner_id = v_account OR (owner_id IS NULL AND finished_as IS NULL)))
        OR (finished_as IS NULL AND (
          (v_leads AND queue = 'HOLD')
          OR lowering_by <> v_account
          OR (escalated_at IS NOT NULL AND v_role = CASE queue WHEN 'POLICE' THEN 'police_supervisor' ELSE 'safeguarding_lead' END)
        ))
      )
    )
    OR EXISTS (
      SELECT FROM duty
      WHERE referral_id = p_referral AND settled_at IS NULL AND (
        owner_organisation_id = v_organisation OR (v_leads AND owner_queue = 'HOLD')
        OR (escalated_at IS NOT NULL AND v_role = CASE owner_queue WHEN 'POLICE' THEN 'police_supervisor' ELSE 'safeguarding_lead' END)
      )
    )
    OR EXISTS (
      SELECT FROM recall
      WHERE referral_id = p_referral AND confirmed_at IS NULL AND escalated_at IS NOT NULL
        AND v_role = CASE queue WHEN 'POLICE' THEN 'police_supervisor' ELSE 'safeguarding_lead' END
    )
    OR is_shared(p_referral, false)
    OR EXISTS (
      SELECT FROM share
      WHERE referral_id = p_referral AND to_organisation_id = v_organisation
        AND accepted_at IS NULL AND declined_at IS NULL AND ended_at IS NULL
    )
    OR EXISTS (
      SELECT FROM kept_from
      WHERE referral_id = p_referral AND lift_asked_by <> v_account AND lifted_at IS NULL
    )
    OR (v_leads AND EXISTS (
      SELECT FROM release
      WHERE referral_id = p_referral AND asked_organisation_id <> v_organisation AND answer IS NULL
    ))
    OR (v_leads AND is_route_open(p_referral));
END
$$;


-- A plan of safe contact that nobody confirmed again in time: those are told who work the case and may see
-- it, or else whoever sent it. Once for each plan: the trail says that they were.
CREATE FUNCTION tell_contact_due(p_at timestamptz, p_most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  due record;
  v_count integer := 0;
BEGIN
  -- Of two processes that ask at once, the second reads what the first wrote.
  PERFORM pg_advisory_xact_lock(hashtextextended('tell_contact_due', 0));
  FOR due IN
    SELECT plan.id, plan.referral_id, referral.priority, referral.account_id
    FROM contact_plan AS plan JOIN referral ON referral.id = plan.referral_id
    WHERE plan.confirm_by <= p_at
      AND NOT EXISTS (
        SELECT FROM contact_plan AS newer WHERE newer.referral_id = plan.referral_id AND newer.version > plan.version
      )
      AND EXISTS (SELECT FROM item WHERE item.referral_id = plan.referral_id AND item.finished_as IS NULL)
      AND NOT EXISTS (
        SELECT FROM event
        WHERE event.referral_id = plan.referral_id AND type = 'contact.due' AND detail ->> 'plan' = plan.id::text
      )
    ORDER BY plan.confirm_by LIMIT p_most
  LOOP
    v_count := v_count + 1;
    INSERT INTO message (type, recipient, referral_id, priority, queued_at)
    SELECT 'contact.due', recipient, due.referral_id, due.priority, p_at
    FROM (
      SELECT CASE
        WHEN item.owner_id IS NOT NULL THEN 'account:' || item.owner_id
        WHEN item.handler_id IS NOT NULL THEN 'organisation:' || item.handler_id || ':first_responder_desk'
        ELSE 'queue:' || item.queue
      END AS recipient
      FROM item
      WHERE item.referral_id = due.referral_id AND item.finished_as IS NULL AND item.queue <> 'HOLD'
        AND item.identity = 'shared'
    ) AS workers;
    IF NOT FOUND THEN
      INSERT INTO message (type, recipient, referral_id, priority, queued_at)
        VALUES ('contact.due', 'account:' || due.account_id, due.referral_id, due.priority, p_at);
    END IF;
    PERFORM audit.append('contact.due', NULL, NULL, NULL, due.referral_id, jsonb_build_object('plan', due.id));
  END LOOP;
  RETURN v_count;
END
$$;


-- Everything that is kept about the person, with what was written of them while their case was worked:
-- sealed, for the one who answers an approved request for it, and never without a line in the trail.
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
    UNION ALL SELECT 'evidence', kind, state, id, '', added_at, words FROM evidence
      WHERE referral_id = r AND removed_at IS NULL;
END
$$;

-- One photograph or document of the case, for the same person, who looks at it and hands it out.
CREATE FUNCTION open_held_file(p_request uuid, p_file uuid) RETURNS TABLE (
  id uuid, kind text, state text, sealed_key bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  q data_request;
BEGIN
  SELECT * INTO q FROM data_request
    WHERE data_request.id = p_request AND kind = 'access' AND approved_at IS NOT NULL AND closed_at IS NULL
      AND opened_by = current_account() AND current_actor_role() = 'safeguarding_lead';
  IF NOT FOUND OR is_hidden(q.referral_id) OR NOT EXISTS (
    SELECT FROM evidence WHERE evidence.id = p_file AND referral_id = q.referral_id AND removed_at IS NULL
  ) THEN
    RETURN;
  END IF;
  PERFORM audit.append('data.file_opened', current_account(), current_organisation(), current_actor_role(),
    q.referral_id, jsonb_build_object('request', q.id, 'evidence', p_file));
  RETURN QUERY SELECT id, kind, state, sealed_key FROM evidence WHERE evidence.id = p_file;
END
$$;

GRANT EXECUTE ON FUNCTION
  has_lapsed(uuid, timestamptz), end_shares(date, timestamptz, text[]), tell_contact_due(timestamptz, integer),
  open_held_file(uuid, uuid)
  TO referral_service;
