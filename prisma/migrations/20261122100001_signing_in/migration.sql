-- Signing in: a second factor, codes by email, an organisation's own identity provider, and tries that
-- are counted for all processes together.

ALTER TABLE account ADD COLUMN last_code_counter bigint NOT NULL DEFAULT 0;

ALTER TABLE session ADD COLUMN ways text[] DEFAULT ARRAY[]::text[];
GRANT SELECT (ways) ON session TO referral_service;

CREATE TABLE recovery_code (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  made_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT recovery_code_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX recovery_code_account_id_code_hash_key ON recovery_code (account_id, code_hash);
ALTER TABLE recovery_code ADD CONSTRAINT recovery_code_account_id_fkey
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- A row for every address that was typed, so that an address that nobody has costs the same.
CREATE TABLE email_code (
  id uuid NOT NULL,
  account_id uuid,
  code_hash bytea NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at timestamptz(3),
  CONSTRAINT email_code_pkey PRIMARY KEY (id)
);
CREATE INDEX email_code_expires_at_idx ON email_code (expires_at);
ALTER TABLE email_code ADD CONSTRAINT email_code_account_id_fkey
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- Keyed hashes of who tried from where: no address stands here.
CREATE TABLE sign_in_try (
  key text NOT NULL,
  tries integer NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  CONSTRAINT sign_in_try_pkey PRIMARY KEY (key)
);
CREATE INDEX sign_in_try_ends_at_idx ON sign_in_try (ends_at);

ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, account_id, made_at, used_at) ON recovery_code TO referral_service;
CREATE POLICY owner_reads ON recovery_code FOR SELECT TO referral_service
  USING (account_id = (SELECT current_account()));
-- Through the functions below alone.
ALTER TABLE email_code ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody_reads ON email_code FOR SELECT TO referral_service USING (false);
ALTER TABLE sign_in_try ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody_reads ON sign_in_try FOR SELECT TO referral_service USING (false);


-- Tries are counted before what was typed is looked at, so that many at once are no more than many in a
-- row. Counts stop at the first key that is over its limit. What was counted for each key is answered.
CREATE FUNCTION count_tries(p_keys text[], p_limits integer[], p_at timestamptz, p_window interval)
  RETURNS integer[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
  v_counts integer[] := '{}';
BEGIN
  FOR i IN 1 .. cardinality(p_keys) LOOP
    INSERT INTO sign_in_try AS t (key, tries, ends_at) VALUES (p_keys[i], 1, p_at + p_window)
    ON CONFLICT (key) DO UPDATE SET
      tries = CASE WHEN t.ends_at <= p_at THEN 1 ELSE least(t.tries + 1, 1000000) END,
      ends_at = CASE WHEN t.ends_at <= p_at THEN p_at + p_window ELSE t.ends_at END
    RETURNING tries INTO v_count;
    v_counts := v_counts || v_count;
    EXIT WHEN v_count > p_limits[i];
  END LOOP;
  DELETE FROM sign_in_try WHERE key IN (
    SELECT key FROM sign_in_try WHERE ends_at < p_at - interval '1 day' LIMIT 10 FOR UPDATE SKIP LOCKED
  );
  RETURN v_counts;
END
$$;

-- After a try that was right: the first keys begin anew, the others lose this one try.
CREATE FUNCTION forgive_tries(p_cleared text[], p_lowered text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_key text;
BEGIN
  DELETE FROM sign_in_try WHERE key = ANY (p_cleared);
  FOREACH v_key IN ARRAY p_lowered LOOP
    UPDATE sign_in_try SET tries = greatest(tries - 1, 0) WHERE key = v_key;
  END LOOP;
END
$$;


DROP FUNCTION find_sign_in(text);
CREATE FUNCTION find_sign_in(p_email text) RETURNS TABLE (
  account_id uuid, name text, password_hash text, role text, organisation_id uuid, is_open boolean,
  has_second_factor boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.id, a.name, a.password_hash, a.role, a.organisation_id,
    a.disabled_at IS NULL AND is_valid_today(o), a.one_time_secret IS NOT NULL
  FROM account a JOIN organisation o ON o.id = a.organisation_id
  WHERE a.email = lower(p_email)
$$;

DROP FUNCTION start_session(uuid, bytea, timestamptz);
CREATE FUNCTION start_session(
  p_account uuid, p_token_hash bytea, p_expires timestamptz, p_ways text[] DEFAULT '{}'
) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a account;
  v_session uuid;
BEGIN
  SELECT * INTO STRICT a FROM account WHERE id = p_account AND disabled_at IS NULL;
  INSERT INTO session (token_hash, account_id, expires_at, ways)
    VALUES (p_token_hash, a.id, p_expires, p_ways)
    RETURNING id INTO v_session;
  PERFORM audit.append(
    'session.started', a.id, a.organisation_id, a.role, NULL,
    jsonb_build_object('session', v_session, 'ways', p_ways)
  );
  RETURN v_session;
END
$$;


-- The second factor. Only these functions touch its secret, which is sealed besides.

CREATE FUNCTION find_second_factor(p_account uuid) RETURNS TABLE (
  secret bytea, email text, role text, is_open boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.one_time_secret, a.email, a.role, a.disabled_at IS NULL AND is_valid_today(o)
  FROM account a JOIN organisation o ON o.id = a.organisation_id
  WHERE a.id = p_account
$$;

-- A code is good once: whoever moves the counter forward is the one who used it (RFC 6238, 5.2).
CREATE FUNCTION use_one_time_code(p_account uuid, p_counter bigint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE account SET last_code_counter = p_counter
    WHERE id = p_account AND one_time_secret IS NOT NULL AND last_code_counter < p_counter;
  RETURN FOUND;
END
$$;

CREATE FUNCTION enrol_second_factor(
  p_account uuid, p_secret bytea, p_counter bigint, p_hashes text[], p_at timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a account;
BEGIN
  UPDATE account SET one_time_secret = p_secret, last_code_counter = p_counter
    WHERE id = p_account AND one_time_secret IS NULL AND disabled_at IS NULL
    RETURNING * INTO a;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM recovery_code WHERE account_id = a.id;
  INSERT INTO recovery_code (account_id, code_hash, made_at)
    SELECT a.id, decode(hash, 'hex'), p_at FROM unnest(p_hashes) AS hash;
  PERFORM audit.append(
    'second_factor.enrolled', a.id, a.organisation_id, a.role, NULL,
    jsonb_build_object('recovery_codes', cardinality(p_hashes))
  );
  RETURN true;
END
$$;

CREATE FUNCTION use_recovery_code(p_account uuid, p_hash bytea, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a account;
BEGIN
  UPDATE recovery_code SET used_at = p_at
    WHERE account_id = p_account AND code_hash = p_hash AND used_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT * INTO STRICT a FROM account WHERE id = p_account;
  PERFORM audit.append(
    'recovery_code.used', a.id, a.organisation_id, a.role, NULL,
    jsonb_build_object(
      'left', (SELECT count(*) FROM recovery_code WHERE account_id = a.id AND used_at IS NULL)
    )
  );
  RETURN true;
END
$$;


-- Codes by email: for open accounts of referrers, at an address of their own organisation.

CREATE FUNCTION issue_email_code(
  p_email text, p_id uuid, p_hash bytea, p_at timestamptz, p_expires timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_account uuid;
BEGIN
  SELECT a.id INTO v_account FROM account a JOIN organisation o ON o.id = a.organisation_id
    WHERE a.email = lower(p_email) AND a.role = 'referrer' AND a.disabled_at IS NULL
      AND is_valid_today(o) AND split_part(a.email, '@', 2) = ANY (o.email_domains);
  INSERT INTO email_code (id, account_id, code_hash, expires_at)
    VALUES (p_id, v_account, p_hash, p_expires);
  DELETE FROM email_code WHERE expires_at < p_at - interval '1 day';
  RETURN v_account IS NOT NULL;
END
$$;

-- Each look at a code is counted, and the one that fits uses it up, in one statement.
CREATE FUNCTION use_email_code(p_id uuid, p_hash bytea, p_most integer, p_at timestamptz)
  RETURNS TABLE (account_id uuid, has_second_factor boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_code email_code;
BEGIN
  UPDATE email_code SET tries = tries + 1, used_at = CASE WHEN code_hash = p_hash THEN p_at END
    WHERE id = p_id AND used_at IS NULL AND tries < p_most AND expires_at > p_at
    RETURNING * INTO v_code;
  RETURN QUERY
  SELECT a.id, a.one_time_secret IS NOT NULL
    FROM account a JOIN organisation o ON o.id = a.organisation_id
    WHERE a.id = v_code.account_id AND v_code.used_at IS NOT NULL
      AND a.role = 'referrer' AND a.disabled_at IS NULL AND is_valid_today(o);
END
$$;


-- An organisation's own identity provider. It finds accounts of that organisation alone, by the
-- subject that an account is bound to; the first time by an address that it says it has verified, on a
-- domain of the organisation. It makes no account.

CREATE FUNCTION find_by_provider(p_organisation text, p_provider_id text, p_email text)
  RETURNS TABLE (account_id uuid, email text, role text, has_second_factor boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  a account;
BEGIN
  IF NOT EXISTS (SELECT FROM account WHERE provider_id = p_provider_id) THEN
    UPDATE account SET provider_id = p_provider_id
      FROM organisation o
      WHERE o.id = account.organisation_id AND o.slug = p_organisation AND is_valid_today(o)
        AND account.email = p_email AND split_part(p_email, '@', 2) = ANY (o.email_domains)
        AND account.provider_id IS NULL AND account.disabled_at IS NULL
      RETURNING account.* INTO a;
    IF FOUND THEN
      PERFORM audit.append('provider.bound', a.id, a.organisation_id, a.role, NULL, '{}');
    END IF;
  END IF;
  RETURN QUERY
  SELECT account.id, account.email, account.role, account.one_time_secret IS NOT NULL
    FROM account JOIN organisation o ON o.id = account.organisation_id
    WHERE account.provider_id = p_provider_id AND o.slug = p_organisation
      AND account.disabled_at IS NULL AND is_valid_today(o);
END
$$;


-- One's own password.

CREATE FUNCTION find_own_password() RETURNS TABLE (password_hash text, has_second_factor boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT password_hash, one_time_secret IS NOT NULL FROM account WHERE id = current_account()
$$;

-- The trigger on accounts ends every session of it. Nobody changes a password that was changed meanwhile.
CREATE FUNCTION change_own_password(p_before text, p_hash text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE account SET password_hash = p_hash
    WHERE id = current_account() AND password_hash = p_before AND disabled_at IS NULL;
  RETURN FOUND;
END
$$;

GRANT EXECUTE ON FUNCTION
  count_tries(text[], integer[], timestamptz, interval), forgive_tries(text[], text[]),
  find_sign_in(text), start_session(uuid, bytea, timestamptz, text[]),
  find_second_factor(uuid), use_one_time_code(uuid, bigint),
  enrol_second_factor(uuid, bytea, bigint, text[], timestamptz),
  use_recovery_code(uuid, bytea, timestamptz),
  issue_email_code(text, uuid, bytea, timestamptz, timestamptz),
  use_email_code(uuid, bytea, integer, timestamptz),
  find_by_provider(text, text, text), find_own_password(), change_own_password(text, text)
  TO referral_service;
