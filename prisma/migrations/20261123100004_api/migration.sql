-- Keys of the partner API: who made one, when it was last used, and whether anybody was told that it ends.

ALTER TABLE api_token
  ADD COLUMN created_by uuid,
  ADD COLUMN last_used_at timestamptz(3),
  ADD COLUMN reminded_at timestamptz(3);

GRANT SELECT (created_by, last_used_at),
  INSERT (id, token_hash, name, organisation_id, account_id, scopes, created_at, expires_at, created_by),
  UPDATE (revoked_at)
  ON api_token TO referral_service;
-- For an open account of the organisation that it is for, and at which nobody signs in: a key never
-- acts as a person.
CREATE POLICY administrator_makes ON api_token FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'administrator'
  AND created_by = (SELECT current_account())
  AND EXISTS (
    SELECT FROM account
    WHERE account.id = api_token.account_id
      AND account.organisation_id = api_token.organisation_id
      AND account.disabled_at IS NULL AND account.last_signed_in_at IS NULL
  )
);
-- Once it has ended it stays so.
CREATE POLICY administrator_ends ON api_token FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator' AND revoked_at IS NULL)
  WITH CHECK ((SELECT current_actor_role()) = 'administrator' AND revoked_at IS NOT NULL);

CREATE OR REPLACE FUNCTION find_api_token(p_token_hash bytea) RETURNS TABLE (
  session_id uuid, account_id uuid, name text, email text, job_title text, phone text, role text,
  organisation_id uuid, organisation_name text, organisation_slug text, organisation_type text,
  is_first_responder_organisation boolean, has_duty_to_notify boolean, scopes text[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_used timestamptz;
BEGIN
  SELECT t.id, a.id, a.name, a.email, a.job_title, a.phone, a.role, o.id, o.name, o.slug, o.type,
      o.is_first_responder_organisation, o.has_duty_to_notify, t.scopes, t.last_used_at
    INTO session_id, account_id, name, email, job_title, phone, role, organisation_id,
      organisation_name, organisation_slug, organisation_type,
      is_first_responder_organisation, has_duty_to_notify, scopes, v_used
    FROM api_token t
      JOIN account a ON a.id = t.account_id AND a.organisation_id = t.organisation_id
      JOIN organisation o ON o.id = a.organisation_id
    WHERE t.token_hash = p_token_hash
      AND t.revoked_at IS NULL AND t.expires_at > now()
      AND a.disabled_at IS NULL AND is_valid_today(o);
  IF FOUND THEN
    -- Once a minute is enough to see that it is in use. Whoever else writes it now says the same.
    IF v_used IS NULL OR v_used < now() - interval '1 minute' THEN
      UPDATE api_token SET last_used_at = now()
      WHERE id = (SELECT id FROM api_token WHERE token_hash = p_token_hash FOR UPDATE SKIP LOCKED);
    END IF;
    RETURN NEXT;
  END IF;
END
$$;

-- Which keys end soon, for each administrator: those of which nobody was told.
CREATE FUNCTION find_tokens_ending(p_at timestamptz, p_days integer)
  RETURNS TABLE (account_id uuid, email text, tokens uuid[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT administrator.id, administrator.email, array_agg(t.id ORDER BY t.id)
  FROM api_token t
    JOIN account holder ON holder.id = t.account_id AND holder.disabled_at IS NULL
    CROSS JOIN account AS administrator
  WHERE t.revoked_at IS NULL AND t.reminded_at IS NULL
    AND t.expires_at > p_at AND t.expires_at <= p_at + make_interval(days => p_days)
    AND administrator.role = 'administrator' AND administrator.disabled_at IS NULL
  GROUP BY administrator.id, administrator.email
$$;

CREATE FUNCTION mark_tokens_told(p_tokens uuid[], p_at timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE api_token SET reminded_at = p_at WHERE id = ANY (p_tokens) AND reminded_at IS NULL;
  IF FOUND THEN
    PERFORM audit.append(
      'token.ending_told', NULL, NULL, NULL, NULL, jsonb_build_object('tokens', to_jsonb(p_tokens))
    );
  END IF;
END
$$;

-- What was answered to a call with an idempotency key, by the account that called. Ids and codes alone.
CREATE TABLE api_answer (
  account_id uuid NOT NULL,
  key_hash bytea NOT NULL,
  fingerprint bytea NOT NULL,
  begun_at timestamptz(3) NOT NULL,
  answer text,
  CONSTRAINT api_answer_pkey PRIMARY KEY (account_id, key_hash)
);
ALTER TABLE api_answer ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON api_answer TO referral_service;
CREATE POLICY caller_keeps ON api_answer FOR ALL TO referral_service
  USING (account_id = (SELECT current_account()))
  WITH CHECK (account_id = (SELECT current_account()));

-- What happened to the referrals of the caller's own organisation, in the order of the trail. The number
-- of an event is taken under the lock of the trail's head, which holds until its transaction ends: none
-- comes later with a lower number. Of a case that is kept from the organisation there is nothing.
CREATE FUNCTION find_feed(p_after bigint, p_limit integer, p_types text[])
  RETURNS TABLE (sequence bigint, type text, reference text, at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT e.sequence, e.type, r.reference, e.at::timestamptz
  FROM event e JOIN referral r ON r.id = e.referral_id
  WHERE current_actor_role() = 'referrer'
    AND r.organisation_id = current_organisation()
    AND (current_organisation() = ANY (r.hidden_from)) IS NOT TRUE
    AND e.sequence > p_after
    AND e.type = ANY (p_types)
    AND (e.type <> 'outcome.recorded' OR e.detail ->> 'track' = 'nrm')
    AND e.detail ->> 'queue' IS DISTINCT FROM 'HOLD'
  ORDER BY e.sequence
  LIMIT p_limit;
END
$$;

GRANT EXECUTE ON FUNCTION
  find_api_token(bytea), find_tokens_ending(timestamptz, integer), mark_tokens_told(uuid[], timestamptz),
  find_feed(bigint, integer, text[])
  TO referral_service;
