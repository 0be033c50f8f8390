-- What was typed is stored apart by how sensitive it is, so that a row that may not be seen cannot be
-- fetched: what `project` hides from an audience, row-level security hides beneath it.

-- The field sets of lib/disclosure/field-sets.ts, which a test holds together with these.
CREATE TABLE field_set (
  audience text NOT NULL,
  sees text[] NOT NULL,
  CONSTRAINT field_set_pkey PRIMARY KEY (audience)
);
INSERT INTO field_set (audience, sees) VALUES
  ('referrer', '{identity,contact,account,need,fact}'),
  ('referrer_organisation', '{fact}'),
  ('police_named', '{identity,contact,account,need,fact}'),
  ('police_withheld', '{fact}'),
  ('police_tip', '{contact,account,need,fact}'),
  ('beacon_worker', '{identity,contact,need}'),
  ('first_responder_desk', '{identity,contact,account,need,fact}'),
  ('partner_support', '{identity,contact,need}'),
  ('partner_safeguarding', '{identity,contact,account,need,fact}'),
  ('partner_advice', '{need,fact}'),
  ('safeguarding_lead', '{account,need,fact}');
ALTER TABLE field_set ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON field_set TO referral_service;
CREATE POLICY anybody_reads ON field_set FOR SELECT TO referral_service USING (true);

CREATE TABLE answer_part (
  referral_id uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('sent', 'details')),
  part text NOT NULL CHECK (part IN ('identity', 'contact', 'account', 'need', 'fact')),
  answers bytea NOT NULL,
  CONSTRAINT answer_part_pkey PRIMARY KEY (referral_id, source, part)
);
ALTER TABLE answer_part ADD CONSTRAINT answer_part_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- The widest of what accepted shares let the actor's organisation see.
CREATE FUNCTION shared_audience(p_referral uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    IF NOT is_shared(p_referral, false) THEN
      RETURN NULL;
    END IF;
    RETURN (
      SELECT CASE
        WHEN bool_or(purpose IN ('safeguarding', 'investigation')) THEN 'partner_safeguarding'
        WHEN bool_or(purpose IN ('support', 'housing', 'health')) THEN 'partner_support'
        ELSE 'partner_advice'
      END
      FROM share
      WHERE share.referral_id = p_referral
        AND CASE share.kind WHEN 'request' THEN share.from_organisation_id ELSE share.to_organisation_id END
          = current_organisation()
        AND share.accepted_at IS NOT NULL AND share.ended_at IS NULL
        AND (share.until IS NULL
          OR share.until >= (coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now()) AT TIME ZONE 'Europe/London')::date)
    );
  END $$;

-- As whom the actor looks at a case, as lib/disclosure/audience.ts says: a test holds the two together.
-- Asked as whoever acts, so that the policies of referral and item decide.
CREATE FUNCTION audience_of_case(p_referral uuid) RETURNS text LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
AS $$
DECLARE
  v_role text := current_actor_role();
  v_shared text;
  v_identity text;
  r record;
BEGIN
  SELECT account_id, organisation_id, coalesce(revised_facts, facts) ->> 'personIdentified' AS identified
    INTO r FROM referral WHERE id = p_referral;
  IF NOT FOUND THEN
    RETURN NULL;
  ELSIF r.account_id = current_account() THEN
    RETURN 'referrer';
  ELSIF v_role = 'safeguarding_lead' THEN
    RETURN v_role;
  END IF;
  v_shared := shared_audience(p_referral);
  IF v_role = 'referrer' THEN
    RETURN coalesce(v_shared, CASE WHEN r.organisation_id = current_organisation() THEN 'referrer_organisation' END);
  END IF;
  SELECT identity INTO v_identity FROM item WHERE referral_id = p_referral AND queue = ANY (queues_of(v_role));
  RETURN CASE
    WHEN NOT FOUND THEN v_shared
    WHEN v_role IN ('first_responder_desk', 'beacon_worker') THEN v_role
    WHEN v_identity = 'shared' THEN 'police_named'
    WHEN r.identified = 'true' THEN 'police_withheld'
    ELSE 'police_tip'
  END;
END
$$;

-- The kinds of answers of a case that the actor may see.
CREATE FUNCTION parts_seen(p_referral uuid) RETURNS text[] LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN coalesce((SELECT sees FROM field_set WHERE audience = audience_of_case(p_referral)), '{}');
  END $$;

ALTER TABLE answer_part ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (answers) ON answer_part TO referral_service;
CREATE POLICY who_may_see_the_part_reads ON answer_part FOR SELECT TO referral_service
  USING (part = ANY (parts_seen(referral_id)));
CREATE POLICY author_sends ON answer_part FOR INSERT TO referral_service WITH CHECK (is_author(referral_id));
CREATE POLICY author_saves ON answer_part FOR UPDATE TO referral_service
  USING (source = 'details' AND is_author(referral_id))
  WITH CHECK (source = 'details' AND is_author(referral_id));

-- Of a correction too. One from before says where it was: with the person, or with what happened.
DROP POLICY who_reads_the_part_reads ON correction;
CREATE POLICY who_may_see_the_part_reads ON correction FOR SELECT TO referral_service USING (
  CASE part
    WHEN 'referrer' THEN is_readable(referral_id)
    WHEN 'story' THEN 'account' = ANY (parts_seen(referral_id))
    ELSE part = ANY (parts_seen(referral_id))
  END
);

-- Beside the parts there is only when they were saved, and what is about the referrer.
DROP POLICY queue_that_may_know_reads ON details;
CREATE POLICY case_reader_reads ON details FOR SELECT TO referral_service USING (is_readable(referral_id));
DROP POLICY referrer_adds ON details;
CREATE POLICY author_adds ON details FOR INSERT TO referral_service WITH CHECK (is_author(referral_id));
DROP POLICY referrer_saves ON details;
CREATE POLICY author_saves ON details FOR UPDATE TO referral_service USING (is_author(referral_id));

GRANT EXECUTE ON FUNCTION shared_audience(uuid), audience_of_case(uuid), parts_seen(uuid) TO referral_service;
