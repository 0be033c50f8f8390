-- Where two of the migrations before meet.

-- Whoever a case is kept from is not asked back for it either.
CREATE POLICY not_kept_from ON recall AS RESTRICTIVE FOR ALL TO referral_service
  USING (NOT is_hidden(referral_id)) WITH CHECK (true);

-- An account whose last day is over is closed, before the job of the night says so.
CREATE OR REPLACE FUNCTION find_sign_in(p_email text) RETURNS TABLE (
  account_id uuid, name text, password_hash text, role text, organisation_id uuid, is_open boolean,
  has_second_factor boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.id, a.name, a.password_hash, a.role, a.organisation_id,
    a.disabled_at IS NULL AND is_valid_today(o)
      AND coalesce(a.valid_until >= (now() AT TIME ZONE 'Europe/London')::date, true),
    a.one_time_secret IS NOT NULL
  FROM account a JOIN organisation o ON o.id = a.organisation_id
  WHERE a.email = lower(p_email)
$$;

-- That nobody may contact the person can be overruled, until they are asked again: lib/consent/permitted.ts.
CREATE OR REPLACE FUNCTION is_open_channel(p_referral uuid, p_channel text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p contact_plan;
  v_now timestamptz := coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());
BEGIN
  SELECT * INTO p FROM contact_plan WHERE referral_id = p_referral ORDER BY version DESC LIMIT 1;
  RETURN FOUND
    AND p_channel = ANY (p.open_channels)
    AND p.confirm_by > v_now
    AND NOT EXISTS (
      SELECT FROM contact_attempt
      WHERE contact_attempt.referral_id = p_referral AND contact_attempt.at >= p.confirmed_at
        AND (outcome = 'unsafe' OR (outcome = 'wrong' AND channel = p_channel))
    )
    AND NOT EXISTS (
      SELECT FROM correction
      WHERE correction.referral_id = p_referral AND part = 'contact' AND correction.at >= p.confirmed_at
    )
    AND coalesce((
      SELECT answer NOT IN ('refused', 'withdrawn') OR EXISTS (
        SELECT FROM consent_override AS o
        WHERE o.referral_id = p_referral AND o.purpose = 'contact' AND o.recorded_at >= consent_entry.recorded_at
      )
      FROM consent_entry
      WHERE consent_entry.referral_id = p_referral AND purpose = 'contact'
      ORDER BY recorded_at DESC, id DESC LIMIT 1
    ), true);
END
$$;
