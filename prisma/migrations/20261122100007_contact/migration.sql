-- How it is safe to contact the person, who tried, and what came of it.

-- A plan is never changed: the newest version holds. Its words and times are sealed. Beside them stand
-- the channels that it allows at all, so that the outbox can be held to them without opening anything.
CREATE TABLE contact_plan (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  plan bytea NOT NULL,
  open_channels text[] NOT NULL,
  confirmed_with text NOT NULL,
  confirmed_at timestamptz(3) NOT NULL,
  confirm_by timestamptz(3) NOT NULL,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  CONSTRAINT contact_plan_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX contact_plan_referral_id_version_key ON contact_plan (referral_id, version);
ALTER TABLE contact_plan ADD CONSTRAINT contact_plan_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE contact_attempt (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  channel text NOT NULL,
  outcome text NOT NULL,
  -- Why the channel was not to be used at that moment, and why somebody used it.
  blocked_because text,
  override text,
  words bytea,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT contact_attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX contact_attempt_referral_id_at_idx ON contact_attempt (referral_id, at);
ALTER TABLE contact_attempt ADD CONSTRAINT contact_attempt_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Both are for those who may see how to reach the person.
ALTER TABLE contact_plan ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON contact_plan TO referral_service;
CREATE POLICY who_sees_contact_reads ON contact_plan FOR SELECT TO referral_service
  USING ('contact' = ANY (parts_seen(referral_id)));
CREATE POLICY who_sees_contact_confirms ON contact_plan FOR INSERT TO referral_service WITH CHECK (
  'contact' = ANY (parts_seen(referral_id))
  AND account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND role = (SELECT current_actor_role())
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contact_plan
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE contact_attempt ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON contact_attempt TO referral_service;
CREATE POLICY who_sees_contact_reads ON contact_attempt FOR SELECT TO referral_service
  USING ('contact' = ANY (parts_seen(referral_id)));
CREATE POLICY who_sees_contact_tries ON contact_attempt FOR INSERT TO referral_service WITH CHECK (
  'contact' = ANY (parts_seen(referral_id))
  AND account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND role = (SELECT current_actor_role())
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contact_attempt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whom to tell that there may be danger: everybody who works the case or with whom it is shared.
CREATE FUNCTION told_of_danger(p_referral uuid) RETURNS TABLE (recipient text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT (is_worker() OR is_author(p_referral) OR is_shared(p_referral, true)) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT CASE
      WHEN item.owner_id IS NOT NULL THEN 'account:' || item.owner_id
      WHEN item.queue = 'HOLD' THEN 'role:safeguarding_lead'
      ELSE 'queue:' || item.queue
    END
  FROM item WHERE item.referral_id = p_referral AND item.finished_as IS NULL
  UNION
  SELECT 'account:' || CASE share.kind WHEN 'request' THEN share.offered_by ELSE share.accepted_by END
  FROM share
  WHERE share.referral_id = p_referral AND share.accepted_at IS NOT NULL AND share.ended_at IS NULL;
END
$$;

-- Nothing is written to a person but by a channel that the newest plan allows and nothing speaks
-- against since: not a sign of danger, a corrected answer, a wrong number or a withdrawn consent. At
-- which times is sealed: lib/contact/require-safe-channel.ts asks that first.
CREATE FUNCTION is_open_channel(p_referral uuid, p_channel text) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p contact_plan;
BEGIN
  SELECT * INTO p FROM contact_plan WHERE referral_id = p_referral ORDER BY version DESC LIMIT 1;
  RETURN FOUND
    AND p_channel = ANY (p.open_channels)
    AND p.confirm_by > coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now())
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
      SELECT answer FROM consent_entry
      WHERE consent_entry.referral_id = p_referral AND purpose = 'contact'
      ORDER BY recorded_at DESC, id DESC LIMIT 1
    ), 'given') NOT IN ('refused', 'withdrawn');
END
$$;

CREATE FUNCTION refuse_unsafe_channel() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT is_open_channel(NEW.referral_id, split_part(NEW.recipient, ':', 2)) THEN
    RAISE EXCEPTION 'There is no safe channel to the person' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER to_a_person_by_a_safe_channel BEFORE INSERT OR UPDATE OF recipient, referral_id ON message
  FOR EACH ROW WHEN (starts_with(NEW.recipient, 'person:')) EXECUTE FUNCTION refuse_unsafe_channel();

GRANT EXECUTE ON FUNCTION told_of_danger(uuid) TO referral_service;
