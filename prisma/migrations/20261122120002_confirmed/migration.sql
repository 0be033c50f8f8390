-- When a session last showed whose it is. Some things ask that it was just now (ASVS 5.0, 7.5.1, 7.5.3).

ALTER TABLE session ADD COLUMN confirmed_at timestamptz(3) NOT NULL DEFAULT now();
UPDATE session SET confirmed_at = started_at;
GRANT SELECT (confirmed_at) ON session TO referral_service;

-- p_confirmed: earlier than now where an organisation's own sign-in only remembered somebody.
DROP FUNCTION start_session(uuid, bytea, timestamptz, text[]);
CREATE FUNCTION start_session(
  p_account uuid, p_token_hash bytea, p_expires timestamptz, p_ways text[] DEFAULT '{}',
  p_confirmed timestamptz DEFAULT now()
) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a account;
  v_session uuid;
BEGIN
  SELECT * INTO STRICT a FROM account WHERE id = p_account AND disabled_at IS NULL;
  INSERT INTO session (token_hash, account_id, expires_at, ways, confirmed_at)
    VALUES (p_token_hash, a.id, p_expires, p_ways, p_confirmed)
    RETURNING id INTO v_session;
  PERFORM audit.append(
    'session.started', a.id, a.organisation_id, a.role, NULL,
    jsonb_build_object('session', v_session, 'ways', p_ways)
  );
  RETURN v_session;
END
$$;

-- A proof given again makes a new token (ASVS 7.2.4): the one before it is worth nothing from then on.
CREATE FUNCTION confirm_own_session(p_session uuid, p_token_hash bytea, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE session SET token_hash = p_token_hash, confirmed_at = p_at
    WHERE id = p_session AND account_id = current_account() AND ended_at IS NULL AND expires_at > p_at;
  RETURN FOUND;
END
$$;

-- With when it last showed whose it is, and how it can again: lib/access/proof.ts.
DROP FUNCTION find_session_in_background(bytea, interval);
DROP FUNCTION find_session(bytea, interval);
CREATE FUNCTION find_session(p_token_hash bytea, p_idle interval) RETURNS TABLE (
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_name text, organisation_slug text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean, confirmed_at timestamptz,
  proof text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_seen timestamptz;
BEGIN
  SELECT s.id, a.id, a.name, a.email, a.job_title, a.phone, a.role, o.id, o.name, o.slug, o.type,
      o.is_first_responder_organisation, o.has_duty_to_notify, s.confirmed_at,
      CASE WHEN a.one_time_secret IS NOT NULL THEN 'code'
        WHEN 'oidc' = ANY (s.ways) THEN 'provider' ELSE 'password' END,
      s.last_seen_at
    INTO session_id, account_id, name, email, job_title, phone, role, organisation_id,
      organisation_name, organisation_slug, organisation_type,
      is_first_responder_organisation, has_duty_to_notify, confirmed_at, proof, v_seen
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

CREATE FUNCTION find_session_in_background(p_token_hash bytea, p_idle interval) RETURNS TABLE (
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_name text, organisation_slug text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean, confirmed_at timestamptz,
  proof text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.is_background', 'yes', true);
  RETURN QUERY SELECT * FROM find_session(p_token_hash, p_idle);
  PERFORM set_config('app.is_background', '', true);
END
$$;


-- Who somebody is at their organisation's own sign-in, where an administrator says it: two people.

ALTER TABLE account_request ADD COLUMN provider_id text;
GRANT INSERT (provider_id) ON account_request TO referral_service;

DROP FUNCTION find_account_requests(timestamptz);
CREATE FUNCTION find_account_requests(p_at timestamptz) RETURNS TABLE (
  id uuid, kind text, role text, reason text, words bytea, asked_at timestamptz, asked_by uuid,
  asked_by_name text, account_id uuid, name text, email text, present_role text, organisation_name text,
  provider_id text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT r.id, r.kind, r.role, r.reason, r.words, r.asked_at, r.asked_by, asker.name,
    a.id, a.name, a.email, a.role, o.name, r.provider_id
  FROM account_request r
    JOIN account asker ON asker.id = r.asked_by
    JOIN account a ON a.id = r.account_id
    JOIN organisation o ON o.id = a.organisation_id
  WHERE current_actor_role() IN ('administrator', 'safeguarding_lead')
    AND r.decided_at IS NULL AND r.asked_at > p_at - interval '7 days'
    AND asker.role = 'administrator' AND asker.disabled_at IS NULL
    AND (a.disabled_at IS NULL OR (r.kind = 'invitation' AND a.waits_for_agreement))
    AND (r.kind <> 'invitation' OR a.last_signed_in_at IS NULL)
  ORDER BY r.asked_at, r.id
$$;

CREATE OR REPLACE FUNCTION decide_account_request(
  p_request uuid, p_agrees boolean, p_token_hash bytea, p_expires timestamptz, p_password_hash text, p_at timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r account_request;
  a account;
BEGIN
  UPDATE account_request SET decided_by = current_account(), decided_at = p_at,
    decision = CASE WHEN p_agrees THEN 'agreed' ELSE 'refused' END
  WHERE id IN (SELECT found.id FROM find_account_requests(p_at) AS found WHERE found.id = p_request)
    AND decided_at IS NULL AND asked_by <> current_account() AND account_id <> current_account()
  RETURNING * INTO r;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF NOT p_agrees THEN
    RETURN true;
  END IF;
  SELECT * INTO STRICT a FROM account WHERE id = r.account_id FOR UPDATE;
  IF r.kind = 'role' THEN
    UPDATE account SET role = r.role WHERE id = a.id;
    PERFORM release_items_of(a.id, queues_of(r.role), p_at);
    RETURN true;
  END IF;
  IF r.kind = 'provider' THEN
    UPDATE account SET provider_id = r.provider_id WHERE id = a.id;
    PERFORM end_sessions_of(a.id);
    RETURN true;
  END IF;
  IF r.kind = 'invitation' THEN
    UPDATE account SET waits_for_agreement = false, disabled_at = NULL WHERE id = a.id;
  END IF;
  IF r.kind = 'second_factor' THEN
    UPDATE account SET one_time_secret = NULL WHERE id = a.id;
    DELETE FROM recovery_code WHERE account_id = a.id;
  END IF;
  IF r.kind IN ('password', 'second_factor') THEN
    UPDATE account SET password_hash = p_password_hash WHERE id = a.id;
  END IF;
  PERFORM make_account_link(a.id, CASE r.kind WHEN 'invitation' THEN 'invitation' ELSE 'recovery' END,
    p_token_hash, p_expires, p_at);
  RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION
  start_session(uuid, bytea, timestamptz, text[], timestamptz),
  confirm_own_session(uuid, bytea, timestamptz),
  find_session(bytea, interval), find_session_in_background(bytea, interval),
  find_account_requests(timestamptz)
  TO referral_service;
