-- Who may read and write which row. The service works as referral_service, which owns nothing; the
-- owner of the tables runs the migrations and owns the functions marked SECURITY DEFINER.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'referral_service') THEN
    CREATE ROLE referral_service NOLOGIN;
  END IF;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO referral_service;
-- Of every function that these and later migrations make.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- An address is kept in one spelling, so that one index finds it however it is typed.
ALTER TABLE account ADD CONSTRAINT account_email_in_lower_case CHECK (email = lower(email));


-- The actor of this transaction: lib/database/with-actor.ts sets these first of all.

CREATE FUNCTION current_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.account_id', true), '')::uuid;

CREATE FUNCTION current_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organisation_id', true), '')::uuid;

CREATE FUNCTION current_actor_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.role', true), '');

CREATE FUNCTION queues_of(role text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN role IN ('police_triage_officer', 'police_supervisor') THEN ARRAY['POLICE']
    WHEN role = 'beacon_worker' THEN ARRAY['BEACON']
    WHEN role = 'first_responder_desk' THEN ARRAY['NRM']
    ELSE ARRAY[]::text[]
  END;

-- Asked as the owner: whoever sends a case may finish sending it, even where it is then hidden from
-- their own organisation.
-- In plpgsql, as below: it keeps the plan, where a function in SQL is planned again at every call.
CREATE FUNCTION is_author(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN EXISTS (SELECT FROM referral WHERE id = p_referral AND account_id = current_account());
  END $$;

CREATE FUNCTION is_hidden(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN EXISTS (
      SELECT FROM referral WHERE id = p_referral AND current_organisation() = ANY (hidden_from)
    );
  END $$;


-- Asked as whoever acts, so that the policies of referral decide. For one row: a policy that reads
-- many says it as a subquery.
CREATE FUNCTION is_readable(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN RETURN EXISTS (SELECT FROM referral WHERE id = p_referral); END $$;


-- Public knowledge: read by anybody, signed in or not.

ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON organisation TO referral_service;
CREATE POLICY anybody_reads ON organisation FOR SELECT TO referral_service USING (true);


-- Accounts, sessions and keys: never their secrets, which only the functions below compare.

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, email, name, job_title, phone, role, organisation_id, provider_id, created_at, disabled_at)
  ON account TO referral_service;
CREATE POLICY colleagues_read ON account FOR SELECT TO referral_service USING (
  id = (SELECT current_account())
  OR organisation_id = (SELECT current_organisation())
  OR (SELECT current_actor_role()) = 'administrator'
);
GRANT INSERT (id, email, name, job_title, phone, role, organisation_id, password_hash, created_at),
  UPDATE (disabled_at) ON account TO referral_service;
CREATE POLICY administrator_adds ON account FOR INSERT TO referral_service
  WITH CHECK ((SELECT current_actor_role()) = 'administrator');
-- Nobody disables or enables themselves.
CREATE POLICY administrator_disables ON account FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator' AND id <> (SELECT current_account()))
  WITH CHECK ((SELECT current_actor_role()) = 'administrator' AND id <> (SELECT current_account()));

ALTER TABLE session ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, account_id, started_at, last_seen_at, expires_at, ended_at) ON session TO referral_service;
CREATE POLICY owner_reads ON session FOR SELECT TO referral_service
  USING (account_id = (SELECT current_account()));

ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, name, organisation_id, account_id, scopes, created_at, expires_at, revoked_at)
  ON api_token TO referral_service;
CREATE POLICY administrator_reads ON api_token FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator');


-- A draft belongs to the person who types it.

ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO referral_service;
CREATE POLICY writer_reads ON draft FOR SELECT TO referral_service
  USING (account_id = (SELECT current_account()));
CREATE POLICY writer_starts ON draft FOR INSERT TO referral_service
  WITH CHECK (account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation()));
CREATE POLICY writer_saves ON draft FOR UPDATE TO referral_service
  USING (account_id = (SELECT current_account()))
  WITH CHECK (account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation()));
CREATE POLICY writer_deletes ON draft FOR DELETE TO referral_service
  USING (account_id = (SELECT current_account()));


-- A referral is seen through its items: by those who work a queue that it is in, by its own
-- organisation, and by the safeguarding lead, unless it is hidden from their organisation.

ALTER TABLE item ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON item TO referral_service;
CREATE POLICY queue_reads ON item FOR SELECT TO referral_service USING (
  ((SELECT current_organisation()) = ANY (hidden_from)) IS NOT TRUE
  AND (
    (SELECT current_actor_role()) = 'safeguarding_lead'
    OR (
      queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
      AND (NOT restricted OR queue <> 'POLICE' OR (SELECT current_actor_role()) = 'police_supervisor')
    )
    OR ((SELECT current_actor_role()) = 'referrer' AND organisation_id = (SELECT current_organisation()))
  )
);
CREATE POLICY author_sends ON item FOR INSERT TO referral_service
  WITH CHECK (organisation_id = (SELECT current_organisation()) AND is_author(referral_id));

ALTER TABLE referral ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON referral TO referral_service;
CREATE POLICY queue_reads ON referral FOR SELECT TO referral_service USING (
  ((SELECT current_organisation()) = ANY (hidden_from)) IS NOT TRUE
  AND (
    (SELECT current_actor_role()) = 'safeguarding_lead'
    OR ((SELECT current_actor_role()) = 'referrer' AND organisation_id = (SELECT current_organisation()))
    OR EXISTS (SELECT FROM item WHERE item.referral_id = referral.id)
  )
);
CREATE POLICY author_sends ON referral FOR INSERT TO referral_service
  WITH CHECK (account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation()));

-- Who the person is: for a queue that may know, and for the author. Not for the safeguarding lead.

ALTER TABLE identity ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON identity TO referral_service;
CREATE POLICY queue_that_may_know_reads ON identity FOR SELECT TO referral_service USING (
  EXISTS (
    SELECT FROM item
    WHERE item.referral_id = identity.referral_id
      AND item.identity = 'shared'
      AND item.queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
  )
  OR (is_author(referral_id) AND NOT is_hidden(referral_id))
);
CREATE POLICY author_sends ON identity FOR INSERT TO referral_service WITH CHECK (is_author(referral_id));

-- What was added later may say who the person is.

ALTER TABLE details ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON details TO referral_service;
GRANT UPDATE (answers, version, saved_at) ON details TO referral_service;
CREATE POLICY queue_that_may_know_reads ON details FOR SELECT TO referral_service USING (
  EXISTS (
    SELECT FROM item
    WHERE item.referral_id = details.referral_id
      AND item.identity = 'shared'
      AND item.queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
  )
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND EXISTS (SELECT FROM referral WHERE referral.id = details.referral_id)
  )
  OR (is_author(referral_id) AND NOT is_hidden(referral_id))
);
CREATE POLICY referrer_adds ON details FOR INSERT TO referral_service WITH CHECK (
  is_author(referral_id)
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND EXISTS (SELECT FROM referral WHERE referral.id = details.referral_id)
  )
);
CREATE POLICY referrer_saves ON details FOR UPDATE TO referral_service USING (
  is_author(referral_id)
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND EXISTS (SELECT FROM referral WHERE referral.id = details.referral_id)
  )
);

ALTER TABLE consent_entry ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON consent_entry TO referral_service;
CREATE POLICY case_reader_reads ON consent_entry FOR SELECT TO referral_service
  USING (EXISTS (SELECT FROM referral WHERE referral.id = consent_entry.referral_id));
CREATE POLICY asker_records ON consent_entry FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND (is_author(referral_id) OR is_readable(referral_id))
);

ALTER TABLE message ENABLE ROW LEVEL SECURITY;
GRANT INSERT ON message TO referral_service;
CREATE POLICY actor_queues ON message FOR INSERT TO referral_service
  WITH CHECK ((SELECT current_account()) IS NOT NULL);


-- Events: read by the auditor, and by whoever reads the case. Written by append_event alone.

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON event TO referral_service;
CREATE POLICY auditor_or_case_reader_reads ON event FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) = 'auditor'
  OR (referral_id IS NOT NULL AND EXISTS (SELECT FROM referral WHERE referral.id = event.referral_id))
);

-- The newest hash stands apart, where the service cannot reach it. Its one row is also the turn that
-- writers take: append last in a transaction, because the next writer waits for its end.
DROP SCHEMA IF EXISTS audit CASCADE;
CREATE SCHEMA audit;
CREATE TABLE audit.event_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  hash bytea NOT NULL
);
INSERT INTO audit.event_head (hash) VALUES (sha256('the first event'));

-- What of an event is hashed, in one spelling. lib/audit hashes the same text again to verify.
CREATE FUNCTION event_text(e event) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_array(
    e.sequence,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e.type,
    e.account_id,
    e.organisation_id,
    e.role,
    e.referral_id,
    e.detail
  )::text;

CREATE FUNCTION audit.append(
  p_type text, p_account uuid, p_organisation uuid, p_role text, p_referral uuid, p_detail jsonb
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  e event;
BEGIN
  SELECT hash INTO STRICT e.previous FROM audit.event_head FOR UPDATE;
  e.sequence := nextval(pg_get_serial_sequence('event', 'sequence'));
  e.at := date_trunc('milliseconds', clock_timestamp());
  e.type := p_type;
  e.account_id := p_account;
  e.organisation_id := p_organisation;
  e.role := p_role;
  e.referral_id := p_referral;
  e.detail := coalesce(p_detail, '{}');
  e.hash := sha256(e.previous || convert_to(event_text(e), 'UTF8'));
  INSERT INTO event SELECT e.*;
  UPDATE audit.event_head SET hash = e.hash;
END
$$;

CREATE FUNCTION append_event(p_type text, p_referral uuid, p_detail jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN
    PERFORM audit.append(
      p_type, current_account(), current_organisation(), current_actor_role(), p_referral, p_detail
    );
  END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'What % holds is never changed', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sent_once
  BEFORE UPDATE OF reference, organisation_id, account_id, submitted_at, facts, decision, answers ON referral
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();


-- Before there is an actor.

CREATE FUNCTION is_valid_today(p_organisation organisation) RETURNS boolean LANGUAGE sql STABLE
  RETURN (now() AT TIME ZONE 'Europe/London')::date
    BETWEEN p_organisation.valid_from AND coalesce(p_organisation.valid_until, 'infinity');

CREATE FUNCTION find_sign_in(p_email text) RETURNS TABLE (
  account_id uuid, name text, password_hash text, role text, organisation_id uuid, is_open boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.id, a.name, a.password_hash, a.role, a.organisation_id,
    a.disabled_at IS NULL AND is_valid_today(o)
  FROM account a JOIN organisation o ON o.id = a.organisation_id
  WHERE a.email = lower(p_email)
$$;

CREATE FUNCTION start_session(p_account uuid, p_token_hash bytea, p_expires timestamptz) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a account;
  v_session uuid;
BEGIN
  SELECT * INTO STRICT a FROM account WHERE id = p_account AND disabled_at IS NULL;
  INSERT INTO session (token_hash, account_id, expires_at) VALUES (p_token_hash, a.id, p_expires)
    RETURNING id INTO v_session;
  PERFORM audit.append(
    'session.started', a.id, a.organisation_id, a.role, NULL, jsonb_build_object('session', v_session)
  );
  RETURN v_session;
END
$$;

CREATE FUNCTION find_session(p_token_hash bytea, p_idle interval) RETURNS TABLE (
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_name text, organisation_slug text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_seen timestamptz;
BEGIN
  SELECT s.id, a.id, a.name, a.email, a.job_title, a.phone, a.role, o.id, o.name, o.slug, o.type,
      o.is_first_responder_organisation, o.has_duty_to_notify, s.last_seen_at
    INTO session_id, account_id, name, email, job_title, phone, role, organisation_id,
      organisation_name, organisation_slug, organisation_type,
      is_first_responder_organisation, has_duty_to_notify, v_seen
    FROM session s JOIN account a ON a.id = s.account_id JOIN organisation o ON o.id = a.organisation_id
    WHERE s.token_hash = p_token_hash
      AND s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - p_idle
      AND a.disabled_at IS NULL AND is_valid_today(o);
  IF FOUND THEN
    IF v_seen < now() - interval '1 minute' THEN
      UPDATE session SET last_seen_at = now() WHERE token_hash = p_token_hash;
    END IF;
    RETURN NEXT;
  END IF;
END
$$;

CREATE FUNCTION end_session(p_token_hash bytea) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s session;
  a account;
BEGIN
  UPDATE session SET ended_at = now() WHERE token_hash = p_token_hash AND ended_at IS NULL
    RETURNING * INTO s;
  IF FOUND THEN
    SELECT * INTO STRICT a FROM account WHERE id = s.account_id;
    PERFORM audit.append(
      'session.ended', a.id, a.organisation_id, a.role, NULL, jsonb_build_object('session', s.id)
    );
  END IF;
END
$$;

CREATE FUNCTION end_sessions_of(p_account uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  UPDATE session SET ended_at = now() WHERE account_id = p_account AND ended_at IS NULL;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

CREATE FUNCTION end_sessions_of_changed_account() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN PERFORM end_sessions_of(NEW.id); RETURN NULL; END $$;

CREATE TRIGGER sessions_end_with_a_change
  AFTER UPDATE OF disabled_at, role, organisation_id, password_hash ON account
  FOR EACH ROW
  WHEN ((OLD.disabled_at, OLD.role, OLD.organisation_id, OLD.password_hash)
    IS DISTINCT FROM (NEW.disabled_at, NEW.role, NEW.organisation_id, NEW.password_hash))
  EXECUTE FUNCTION end_sessions_of_changed_account();

CREATE FUNCTION record_failed_sign_in(p_account uuid, p_reason text) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT audit.append(
      'sign_in.refused', p_account, (SELECT organisation_id FROM account WHERE id = p_account), NULL,
      NULL, jsonb_build_object('reason', p_reason)
    )
  $$;

CREATE FUNCTION find_api_token(p_token_hash bytea) RETURNS TABLE (
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_name text, organisation_slug text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean, scopes text[]
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT t.id, a.id, a.name, a.email, a.job_title, a.phone, a.role, o.id, o.name, o.slug, o.type,
    o.is_first_responder_organisation, o.has_duty_to_notify, t.scopes
  FROM api_token t
    JOIN account a ON a.id = t.account_id AND a.organisation_id = t.organisation_id
    JOIN organisation o ON o.id = a.organisation_id
  WHERE t.token_hash = p_token_hash
    AND t.revoked_at IS NULL AND t.expires_at > now()
    AND a.disabled_at IS NULL AND is_valid_today(o)
$$;

-- A sender always gets the receipt of what they sent, even where the case is hidden from them.
CREATE FUNCTION find_receipt(p_account uuid, p_key text, p_reference text) RETURNS TABLE (
  reference text, submitted_at timestamptz, priority text, "primary" text, due_at timestamptz,
  fingerprint bytea, actions jsonb, hidden boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.reference, r.submitted_at, r.priority, r."primary", r.due_at, r.fingerprint,
    r.decision -> 'actions', (current_organisation() = ANY (r.hidden_from)) IS TRUE
  FROM referral r
  WHERE r.account_id = p_account AND p_account = current_account()
    AND (r.idempotency_key = p_key OR r.reference = p_reference);
END
$$;

CREATE FUNCTION delete_expired_drafts() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  DELETE FROM draft WHERE expires_at <= now();
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

GRANT EXECUTE ON FUNCTION
  current_account(), current_organisation(), current_actor_role(), queues_of(text),
  is_author(uuid), is_hidden(uuid), is_readable(uuid), event_text(event), append_event(text, uuid, jsonb),
  find_sign_in(text), start_session(uuid, bytea, timestamptz), find_session(bytea, interval),
  end_session(bytea), end_sessions_of(uuid), record_failed_sign_in(uuid, text),
  find_api_token(bytea), find_receipt(uuid, text, text), delete_expired_drafts()
  TO referral_service;
