-- Exports: what is asked for as a file, who agreed, how far it is, and the file in sealed parts.

CREATE TABLE export (
  id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  kind text NOT NULL,
  format text NOT NULL,
  period text NOT NULL,
  -- What it is needed for, sealed.
  words bytea NOT NULL,
  -- How many rows there were when it was asked for, and how many are in the file.
  row_count integer NOT NULL,
  done integer NOT NULL DEFAULT 0,
  state text NOT NULL
    CHECK (state IN ('asked', 'agreed', 'refused', 'running', 'ready', 'failed', 'expired')),
  answered_by uuid CHECK (answered_by <> asked_by),
  answered_at timestamptz(3),
  -- Which try this is: whoever is late with an earlier one adds nothing.
  attempt integer NOT NULL DEFAULT 0,
  touched_at timestamptz(3),
  ready_at timestamptz(3),
  expires_at timestamptz(3),
  CONSTRAINT export_pkey PRIMARY KEY (id)
);
ALTER TABLE export ADD CONSTRAINT export_asked_by_fkey
  FOREIGN KEY (asked_by) REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX export_asked_by_asked_at_idx ON export (asked_by, asked_at);
CREATE INDEX export_state_asked_at_idx ON export (state, asked_at);

CREATE TABLE export_part (
  export_id uuid NOT NULL,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT export_part_pkey PRIMARY KEY (export_id, number)
);
ALTER TABLE export_part ADD CONSTRAINT export_part_export_id_fkey
  FOREIGN KEY (export_id) REFERENCES export (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- An export walks all items from the oldest, a few at a time.
CREATE INDEX item_entered_at_id_idx ON item (entered_at, id);

-- Whoever asked sees it; a second person sees what everybody asked for, and never the file.
ALTER TABLE export ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON export TO referral_service;
GRANT INSERT (id, asked_by, asked_at, kind, format, period, words, row_count, state)
  ON export TO referral_service;
CREATE POLICY asker_reads ON export FOR SELECT TO referral_service
  USING (asked_by = (SELECT current_account()));
CREATE POLICY second_person_reads ON export FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) IN ('safeguarding_lead', 'administrator'));
CREATE POLICY asker_asks ON export FOR INSERT TO referral_service
  WITH CHECK (asked_by = (SELECT current_account()) AND state IN ('asked', 'agreed'));

ALTER TABLE export_part ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON export_part TO referral_service;
CREATE POLICY asker_fetches ON export_part FOR SELECT TO referral_service USING (
  EXISTS (
    SELECT FROM export
    WHERE export.id = export_id AND export.asked_by = (SELECT current_account()) AND export.state = 'ready'
  )
);

-- A second person agrees, or does not.
CREATE FUNCTION answer_export(p_export uuid, p_agree boolean, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e export;
BEGIN
  UPDATE export SET state = CASE WHEN p_agree THEN 'agreed' ELSE 'refused' END,
      answered_by = current_account(), answered_at = p_at
    WHERE id = p_export AND state = 'asked' AND asked_by <> current_account()
      AND current_actor_role() IN ('safeguarding_lead', 'administrator')
    RETURNING * INTO e;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO message (type, recipient, priority, queued_at)
    VALUES ('export.answered', 'account:' || e.asked_by, 'P3', p_at);
  PERFORM audit.append(CASE WHEN p_agree THEN 'export.agreed' ELSE 'export.refused' END,
    current_account(), current_organisation(), current_actor_role(), NULL, jsonb_build_object('export', e.id));
  RETURN true;
END
$$;

-- Ends an export of which nothing comes. For the functions below.
CREATE FUNCTION end_export(p_export uuid, p_state text, p_detail jsonb) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM export_part WHERE export_id = p_export;
  UPDATE export SET state = p_state WHERE id = p_export;
  PERFORM audit.append(CASE p_state WHEN 'failed' THEN 'export.failed' ELSE 'export.expired' END,
    NULL, NULL, NULL, NULL, jsonb_build_object('export', p_export) || p_detail);
END
$$;

-- The next export to make, taken by one worker, and who asked for it, as they stand now. One that
-- nobody went on with for p_stale is begun anew, three times at most. Whose account is closed gets none.
CREATE FUNCTION claim_export(p_at timestamptz, p_stale interval) RETURNS TABLE (
  export_id uuid, kind text, format text, period text, asked_at timestamptz, answered_by uuid, attempt integer,
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_slug text, organisation_name text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  e export;
BEGIN
  LOOP
    UPDATE export SET state = 'running', attempt = attempt + 1, done = 0, touched_at = p_at
      WHERE id = (
        SELECT id FROM export
        WHERE state = 'agreed' OR (state = 'running' AND touched_at < p_at - p_stale)
        ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED
      )
      RETURNING * INTO e;
    IF NOT FOUND THEN
      RETURN;
    END IF;
    DELETE FROM export_part WHERE export_id = e.id;
    RETURN QUERY
      SELECT e.id, e.kind, e.format, e.period, e.asked_at, e.answered_by, e.attempt, e.id,
        account.id, account.name, account.email, account.job_title, account.phone, account.role,
        organisation.id, organisation.slug, organisation.name, organisation.type,
        organisation.is_first_responder_organisation, organisation.has_duty_to_notify
      FROM account JOIN organisation ON organisation.id = account.organisation_id
      WHERE account.id = e.asked_by AND account.disabled_at IS NULL AND is_valid_today(organisation)
        AND e.attempt <= 3;
    IF FOUND THEN
      RETURN;
    END IF;
    PERFORM end_export(e.id, 'failed', jsonb_build_object('because', 'not_possible'));
  END LOOP;
END
$$;

-- Adds a part of the file: false where somebody else has begun it anew.
CREATE FUNCTION add_export_part(
  p_export uuid, p_attempt integer, p_number integer, p_bytes bytea, p_done integer, p_at timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE export SET done = p_done, touched_at = p_at
    WHERE id = p_export AND attempt = p_attempt AND state = 'running';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO export_part (export_id, number, bytes) VALUES (p_export, p_number, p_bytes);
  RETURN true;
END
$$;

-- The file is whole: whoever asked is told, and may fetch it until p_expires.
CREATE FUNCTION finish_export(
  p_export uuid, p_attempt integer, p_done integer, p_at timestamptz, p_expires timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e export;
BEGIN
  UPDATE export SET state = 'ready', done = p_done, ready_at = p_at, expires_at = p_expires
    WHERE id = p_export AND attempt = p_attempt AND state = 'running'
    RETURNING * INTO e;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO message (type, recipient, priority, queued_at)
    VALUES ('export.ready', 'account:' || e.asked_by, 'P3', p_at);
  PERFORM audit.append('export.ready', NULL, NULL, NULL, NULL,
    jsonb_build_object('export', e.id, 'rows', p_done));
  RETURN true;
END
$$;

CREATE FUNCTION fail_export(p_export uuid, p_attempt integer, p_because text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM export WHERE id = p_export AND attempt = p_attempt AND state = 'running' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM end_export(p_export, 'failed', jsonb_build_object('because', p_because));
  RETURN true;
END
$$;

-- Deletes files whose time is over, and gives up what nobody answered for p_patience.
CREATE FUNCTION expire_exports(p_at timestamptz, p_patience interval) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e export;
  v_count integer := 0;
BEGIN
  FOR e IN
    SELECT * FROM export
    WHERE (state = 'ready' AND expires_at <= p_at) OR (state = 'asked' AND asked_at <= p_at - p_patience)
    ORDER BY asked_at LIMIT 200 FOR UPDATE SKIP LOCKED
  LOOP
    PERFORM end_export(e.id, 'expired', '{}');
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END
$$;

GRANT EXECUTE ON FUNCTION
  answer_export(uuid, boolean, timestamptz), claim_export(timestamptz, interval),
  add_export_part(uuid, integer, integer, bytea, integer, timestamptz),
  finish_export(uuid, integer, integer, timestamptz, timestamptz), fail_export(uuid, integer, text),
  expire_exports(timestamptz, interval)
  TO referral_service;

-- Some messages are about no referral: all that they are for are told.
ALTER TABLE message ALTER COLUMN referral_id DROP NOT NULL;
CREATE OR REPLACE FUNCTION hand_over_messages(
  p_at timestamptz, p_digest_at timestamptz, p_urgent text[], p_urgent_in_p1 text[], p_skip text
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  WITH taken AS (
    SELECT id FROM message
    WHERE handed_over_at IS NULL AND (send_after IS NULL OR send_after <= p_at)
    ORDER BY queued_at LIMIT 500
    FOR UPDATE SKIP LOCKED
  ), handed AS (
    UPDATE message SET handed_over_at = p_at FROM taken WHERE message.id = taken.id
    RETURNING message.*, split_part(recipient, ':', 1) AS kind,
      split_part(recipient, ':', 2) AS name, split_part(recipient, ':', 3) AS role
  ), told AS (
    SELECT handed.id, account.id AS account_id,
      CASE
        WHEN handed.type = ANY (p_urgent) THEN 'at_once'
        WHEN handed.priority = 'P1' AND handed.type = ANY (p_urgent_in_p1) THEN 'at_once'
        ELSE coalesce(preference.frequency, 'at_once')
      END AS frequency
    FROM handed
      LEFT JOIN referral ON referral.id = handed.referral_id
      JOIN account ON CASE handed.kind
        WHEN 'queue' THEN handed.name = ANY (queues_of(account.role))
          OR (handed.name = 'HOLD' AND account.role = 'safeguarding_lead')
        WHEN 'role' THEN account.role = handed.name
        WHEN 'account' THEN account.id::text = handed.name
        WHEN 'organisation' THEN account.organisation_id::text = handed.name AND account.role = handed.role
        ELSE false
      END
      JOIN organisation ON organisation.id = account.organisation_id
      LEFT JOIN item ON item.referral_id = handed.referral_id AND item.queue = 'NRM'
      LEFT JOIN preference ON preference.account_id = account.id AND preference.type = handed.type
    WHERE account.disabled_at IS NULL AND is_valid_today(organisation)
      AND (account.organisation_id = ANY (referral.hidden_from)) IS NOT TRUE
      AND (referral.restricted AND account.role = 'police_triage_officer') IS NOT TRUE
      AND (handed.recipient <> 'queue:NRM' OR item.handler_id IS NULL OR item.handler_id = account.organisation_id)
  ), made AS (
    INSERT INTO delivery (message_id, account_id, frequency, due_at, state, last_problem)
    SELECT id, account_id, frequency,
      CASE frequency WHEN 'daily' THEN p_digest_at ELSE p_at END,
      CASE WHEN p_skip IS NOT NULL OR frequency = 'never' THEN 'skipped' ELSE 'waiting' END,
      coalesce(p_skip, CASE frequency WHEN 'never' THEN 'turned_off' END)
    FROM told
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO v_count FROM handed;
  RETURN v_count;
END
$$;
