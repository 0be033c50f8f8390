-- The life of an account: invited, confirmed, recovered, given another role, closed. What raises what
-- somebody may do takes two people, and the second decides in decide_account_request alone.

ALTER TABLE account
  ADD COLUMN last_signed_in_at timestamptz(3),
  ADD COLUMN enabled_at timestamptz(3),
  ADD COLUMN certified_at timestamptz(3),
  ADD COLUMN certified_by uuid,
  ADD COLUMN valid_until date,
  ADD COLUMN waits_for_agreement boolean NOT NULL DEFAULT false;
ALTER TABLE session ADD COLUMN device text NOT NULL DEFAULT '';
UPDATE account SET last_signed_in_at =
  (SELECT max(started_at) FROM session WHERE session.account_id = account.id);

CREATE TABLE account_request (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  role text,
  reason text NOT NULL,
  words bytea,
  asked_by uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_at timestamptz(3),
  decision text,
  CONSTRAINT account_request_pkey PRIMARY KEY (id)
);
CREATE INDEX account_request_account_id_idx ON account_request (account_id);
CREATE INDEX account_request_decided_at_asked_at_idx ON account_request (decided_at, asked_at);
ALTER TABLE account_request ADD CONSTRAINT account_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE account_link (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  kind text NOT NULL,
  token_hash bytea NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT account_link_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX account_link_token_hash_key ON account_link (token_hash);
CREATE INDEX account_link_account_id_idx ON account_link (account_id);
ALTER TABLE account_link ADD CONSTRAINT account_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT (last_signed_in_at, enabled_at, certified_at, certified_by, valid_until, waits_for_agreement),
  INSERT (valid_until), UPDATE (valid_until) ON account TO referral_service;
GRANT SELECT (device) ON session TO referral_service;

-- Asked for by an administrator, never for themselves; seen by those who may be the second person.

ALTER TABLE account_request ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT (id, account_id, kind, role, reason, words, asked_by, asked_at) ON account_request TO referral_service;
CREATE POLICY second_person_reads ON account_request FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) IN ('administrator', 'safeguarding_lead'));
CREATE POLICY administrator_asks ON account_request FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'administrator'
  AND asked_by = (SELECT current_account()) AND account_id <> (SELECT current_account())
);

-- Links are reached through the functions below, and in no other way.
ALTER TABLE account_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody_reads ON account_link FOR SELECT TO referral_service USING (false);


-- Signing in is noted with the session, and refused once the account's last day has passed.

CREATE FUNCTION note_sign_in() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN
    UPDATE account SET last_signed_in_at = NEW.started_at
      WHERE id = NEW.account_id
        AND (valid_until IS NULL OR valid_until >= (NEW.started_at AT TIME ZONE 'Europe/London')::date);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'The last day of this account has passed' USING ERRCODE = '28000';
    END IF;
    RETURN NEW;
  END $$;
CREATE TRIGGER sign_in_is_noted BEFORE INSERT ON session
  FOR EACH ROW EXECUTE FUNCTION note_sign_in();

-- An account that may do more than refer is closed until a second person agreed to it, whoever adds it
-- here and however.
CREATE FUNCTION await_agreement() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN
    NEW.waits_for_agreement := true;
    NEW.disabled_at := coalesce(NEW.disabled_at, now());
    RETURN NEW;
  END $$;
CREATE TRIGGER added_account_awaits_agreement BEFORE INSERT ON account FOR EACH ROW
  WHEN (NEW.role <> 'referrer' AND current_setting('app.account_id', true) <> '')
  EXECUTE FUNCTION await_agreement();

-- Whoever is let in again is not closed the next night for having been away.
CREATE FUNCTION note_enabling() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN
    IF NEW.waits_for_agreement THEN
      RAISE EXCEPTION 'A second person must agree first' USING ERRCODE = '42501';
    END IF;
    NEW.enabled_at := now();
    RETURN NEW;
  END $$;
CREATE TRIGGER enabling_is_noted BEFORE UPDATE OF disabled_at ON account FOR EACH ROW
  WHEN (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL)
  EXECUTE FUNCTION note_enabling();


-- What a page asks by itself, while nobody touches it, does not keep a session open.

CREATE FUNCTION keep_idle_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER idle_time_runs_on BEFORE UPDATE OF last_seen_at ON session FOR EACH ROW
  WHEN (current_setting('app.is_background', true) = 'yes')
  EXECUTE FUNCTION keep_idle_time();

CREATE FUNCTION find_session_in_background(p_token_hash bytea, p_idle interval) RETURNS TABLE (
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_name text, organisation_slug text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.is_background', 'yes', true);
  RETURN QUERY SELECT f.session_id, f.account_id, f.name, f.email, f.job_title, f.phone, f.role,
    f.organisation_id, f.organisation_name, f.organisation_slug, f.organisation_type,
    f.is_first_responder_organisation, f.has_duty_to_notify
  FROM find_session(p_token_hash, p_idle) AS f;
  PERFORM set_config('app.is_background', '', true);
END
$$;


-- One's own sessions.

CREATE FUNCTION end_own_sessions(p_sessions uuid[], p_at timestamptz) RETURNS SETOF uuid
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    UPDATE session SET ended_at = p_at
    WHERE id = ANY (p_sessions) AND account_id = current_account() AND ended_at IS NULL
    RETURNING id
  $$;

-- Says on which device a new session is, once.
-- Returns whom to tell, where the account was used before and never on such a device.
CREATE FUNCTION set_session_device(p_token_hash bytea, p_device text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s session;
BEGIN
  UPDATE session SET device = left(p_device, 100)
    WHERE token_hash = p_token_hash AND device = '' AND ended_at IS NULL
    RETURNING * INTO s;
  IF NOT FOUND OR s.device = '' THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT email FROM account
    WHERE id = s.account_id
      AND EXISTS (SELECT FROM session WHERE account_id = s.account_id AND id <> s.id AND device <> '')
      AND NOT EXISTS (SELECT FROM session WHERE account_id = s.account_id AND id <> s.id AND device = s.device)
  );
END
$$;


-- Links that let somebody choose a password: one at a time for an account, and each once.

CREATE FUNCTION make_account_link(p_account uuid, p_kind text, p_token_hash bytea, p_expires timestamptz, p_at timestamptz)
  RETURNS void LANGUAGE sql VOLATILE SET search_path = pg_catalog, public
  AS $$
    UPDATE account_link SET expires_at = p_at WHERE account_id = p_account AND used_at IS NULL AND expires_at > p_at;
    INSERT INTO account_link (account_id, kind, token_hash, made_by, made_at, expires_at)
      VALUES (p_account, p_kind, p_token_hash, current_account(), p_at, p_expires);
  $$;

-- An administrator alone invites a referrer whose account nobody has used yet. Everything else takes
-- a second person.
CREATE FUNCTION invite_account(p_account uuid, p_token_hash bytea, p_expires timestamptz, p_at timestamptz)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_actor_role() IS DISTINCT FROM 'administrator' OR p_account = current_account() THEN
    RETURN false;
  END IF;
  PERFORM FROM account
    WHERE id = p_account AND role = 'referrer' AND disabled_at IS NULL AND last_signed_in_at IS NULL
      AND NOT EXISTS (SELECT FROM account_link WHERE account_id = p_account AND used_at IS NOT NULL)
    FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM make_account_link(p_account, 'invitation', p_token_hash, p_expires, p_at);
  RETURN true;
END
$$;

CREATE FUNCTION find_account_link(p_token_hash bytea, p_at timestamptz) RETURNS TABLE (
  kind text, email text, organisation_name text, has_second_factor boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT l.kind, a.email, o.name, a.one_time_secret IS NOT NULL
  FROM account_link l JOIN account a ON a.id = l.account_id JOIN organisation o ON o.id = a.organisation_id
  WHERE l.token_hash = p_token_hash AND l.used_at IS NULL AND l.expires_at > p_at
    AND a.disabled_at IS NULL AND is_valid_today(o)
$$;

CREATE FUNCTION use_account_link(p_token_hash bytea, p_password_hash text, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  l account_link;
  a account;
BEGIN
  UPDATE account_link SET used_at = p_at
    WHERE token_hash = p_token_hash AND EXISTS (SELECT FROM find_account_link(p_token_hash, p_at))
      AND used_at IS NULL
    RETURNING * INTO l;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE account SET password_hash = p_password_hash WHERE id = l.account_id RETURNING * INTO STRICT a;
  PERFORM audit.append('account.password_chosen', a.id, a.organisation_id, a.role, NULL,
    jsonb_build_object('link', l.id, 'kind', l.kind));
  RETURN true;
END
$$;


-- Whoever stops working here leaves no case behind: what they had in hand is for the queue again, and
-- who leads it is told. Returns how many.
CREATE FUNCTION release_items_of(p_account uuid, p_queues text[], p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  i record;
  v_count integer := 0;
BEGIN
  FOR i IN
    UPDATE item SET owner_id = NULL, version = version + 1, changed_at = p_at
    WHERE owner_id = p_account AND finished_as IS NULL AND queue <> ALL (p_queues)
    RETURNING referral_id, queue, priority
  LOOP
    v_count := v_count + 1;
    INSERT INTO message (type, recipient, referral_id, priority, queued_at)
      VALUES ('item.released', next_role(i.queue), i.referral_id, i.priority, p_at);
    PERFORM audit.append('item.released', current_account(), current_organisation(), current_actor_role(),
      i.referral_id, jsonb_build_object('queue', i.queue));
  END LOOP;
  RETURN v_count;
END
$$;

-- Closes an account with everything that hangs on it. Its sessions end by the trigger of account.
CREATE FUNCTION close_account(p_account uuid, p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE account SET disabled_at = coalesce(disabled_at, p_at) WHERE id = p_account;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE api_token SET revoked_at = p_at WHERE account_id = p_account AND revoked_at IS NULL;
  UPDATE account_link SET expires_at = p_at WHERE account_id = p_account AND used_at IS NULL AND expires_at > p_at;
  UPDATE account_request SET decided_at = p_at, decision = 'ended'
    WHERE (account_id = p_account OR asked_by = p_account) AND decided_at IS NULL;
  RETURN release_items_of(p_account, '{}', p_at);
END
$$;

CREATE FUNCTION close_leaver(p_account uuid, p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_actor_role() IS DISTINCT FROM 'administrator' OR p_account = current_account() THEN
    RETURN NULL;
  END IF;
  RETURN close_account(p_account, p_at);
END
$$;

-- When an account was last used, or let in. One that calls the partner API never signs in: while its
-- key holds it is in use.
CREATE FUNCTION last_used(a account) RETURNS timestamptz LANGUAGE sql STABLE
  RETURN greatest(a.created_at, a.enabled_at, a.last_signed_in_at);

-- Closes what nobody used for p_days, and what has had its last day. Never the administrator who was
-- here last: somebody must be left to let the others in.
CREATE FUNCTION close_unused_accounts(p_at timestamptz, p_days integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a record;
  v_count integer := 0;
BEGIN
  IF p_days < 1 THEN
    RAISE EXCEPTION 'Accounts are not closed after % days', p_days;
  END IF;
  FOR a IN
    SELECT id, valid_until < (p_at AT TIME ZONE 'Europe/London')::date IS TRUE AS is_over FROM account
    WHERE disabled_at IS NULL
      AND id IS DISTINCT FROM (
        SELECT id FROM account AS administrator
        WHERE role = 'administrator' AND disabled_at IS NULL
        ORDER BY last_used(administrator) DESC, id LIMIT 1
      )
      AND (
        valid_until < (p_at AT TIME ZONE 'Europe/London')::date
        OR (
          last_used(account) < p_at - make_interval(days => p_days)
          AND NOT EXISTS (
            SELECT FROM api_token
            WHERE account_id = account.id AND revoked_at IS NULL AND api_token.expires_at > p_at
          )
        )
      )
    ORDER BY id
    FOR UPDATE
  LOOP
    v_count := v_count + 1;
    PERFORM close_account(a.id, p_at);
    PERFORM audit.append(CASE WHEN a.is_over THEN 'account.closed_expired' ELSE 'account.closed_unused' END,
      NULL, NULL, NULL, NULL, jsonb_build_object('account', a.id));
  END LOOP;
  RETURN v_count;
END
$$;


-- Confirming that people still work here. Nobody confirms themselves.

CREATE FUNCTION certify_accounts(p_accounts uuid[], p_at timestamptz) RETURNS SETOF uuid
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    UPDATE account SET certified_at = p_at, certified_by = current_account()
    WHERE id = ANY (p_accounts) AND id <> current_account() AND disabled_at IS NULL
      AND current_actor_role() = 'administrator'
    RETURNING id
  $$;

-- Whom to tell that accounts are due, and of how many. lib/access/account-review.ts says the same of one.
CREATE FUNCTION find_review_due(p_at timestamptz, p_days integer) RETURNS TABLE (account_id uuid, email text, due integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT administrator.id, administrator.email, count(*)::integer
    FROM account AS administrator JOIN account ON account.id <> administrator.id
    WHERE administrator.role = 'administrator' AND administrator.disabled_at IS NULL
      AND account.disabled_at IS NULL
      AND greatest(account.created_at, account.enabled_at, account.certified_at) <= p_at - make_interval(days => p_days)
    GROUP BY administrator.id, administrator.email
  $$;


-- The second person.

CREATE FUNCTION find_account_requests(p_at timestamptz) RETURNS TABLE (
  id uuid, kind text, role text, reason text, words bytea, asked_at timestamptz, asked_by uuid,
  asked_by_name text, account_id uuid, name text, email text, present_role text, organisation_name text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT r.id, r.kind, r.role, r.reason, r.words, r.asked_at, r.asked_by, asker.name,
    a.id, a.name, a.email, a.role, o.name
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

-- Decides what waits, once: by somebody who neither asked for it nor is it about.
-- p_token_hash, p_expires: the link that lets them choose a password, where agreeing makes one.
-- p_password_hash: a password that nobody knows, in place of the one that no longer holds.
CREATE FUNCTION decide_account_request(
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
  IF r.kind = 'invitation' THEN
    UPDATE account SET waits_for_agreement = false, disabled_at = NULL WHERE id = a.id;
  END IF;
  IF r.kind = 'second_factor' THEN
    UPDATE account SET one_time_secret = NULL WHERE id = a.id;
    IF to_regclass('public.recovery_code') IS NOT NULL THEN
      EXECUTE 'DELETE FROM public.recovery_code WHERE account_id = $1' USING a.id;
    END IF;
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
  find_session_in_background(bytea, interval), end_own_sessions(uuid[], timestamptz),
  set_session_device(bytea, text), invite_account(uuid, bytea, timestamptz, timestamptz),
  find_account_link(bytea, timestamptz), use_account_link(bytea, text, timestamptz),
  close_leaver(uuid, timestamptz), close_unused_accounts(timestamptz, integer), last_used(account),
  certify_accounts(uuid[], timestamptz), find_review_due(timestamptz, integer),
  find_account_requests(timestamptz),
  decide_account_request(uuid, boolean, bytea, timestamptz, text, timestamptz)
  TO referral_service;
