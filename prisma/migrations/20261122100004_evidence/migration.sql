-- Photographs and documents of a case. What is in them is sealed in a store outside the database, each
-- file with a key of its own, which is sealed here: without its row a file is noise.

CREATE TABLE evidence (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('jpeg', 'png', 'heic', 'pdf', 'docx')),
  parts text[] NOT NULL CHECK (parts <> '{}' AND parts <@ '{identity,contact,account,need}'::text[]),
  size integer NOT NULL CHECK (size > 0),
  is_active boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'clean', 'infected')),
  words bytea NOT NULL,
  sealed_key bytea,
  form_key text NOT NULL,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  added_at timestamptz(3) NOT NULL,
  tried_at timestamptz(3),
  scanned_at timestamptz(3),
  removed_at timestamptz(3),
  removed_by uuid,
  removed_because text,
  CONSTRAINT evidence_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_key_is_there CHECK ((sealed_key IS NULL) = (removed_at IS NOT NULL))
);
CREATE UNIQUE INDEX evidence_referral_id_account_id_form_key_key ON evidence (referral_id, account_id, form_key);
CREATE INDEX evidence_referral_id_added_at_idx ON evidence (referral_id, added_at);
CREATE INDEX evidence_waiting ON evidence (tried_at NULLS FIRST, added_at) WHERE state = 'waiting' AND removed_at IS NULL;
ALTER TABLE evidence ADD CONSTRAINT evidence_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who adds to a case: whoever sent it, and those who work it. Not those with whom it was shared.
CREATE FUNCTION adds_evidence(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN (is_author(p_referral) AND is_readable(p_referral)) OR works_case(p_referral);
  END $$;

ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON evidence TO referral_service;
GRANT UPDATE (words, sealed_key, removed_at, removed_by, removed_because) ON evidence TO referral_service;
-- A file is for those who may see everything that it shows. Whoever added it has seen it.
CREATE POLICY who_may_see_its_parts_reads ON evidence FOR SELECT TO referral_service USING (
  parts <@ parts_seen(referral_id)
  OR (account_id = (SELECT current_account()) AND is_readable(referral_id))
);
CREATE POLICY sender_or_worker_adds ON evidence FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND state <> 'infected' AND removed_at IS NULL AND adds_evidence(referral_id)
);
CREATE POLICY sender_or_worker_removes ON evidence FOR UPDATE TO referral_service
  USING (removed_at IS NULL AND (works_case(referral_id) OR account_id = (SELECT current_account())))
  WITH CHECK (removed_by = (SELECT current_account()));

-- How many files a case has, of those too that the actor may not see.
CREATE FUNCTION count_evidence(p_referral uuid) RETURNS integer
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN (SELECT count(*) FROM evidence WHERE referral_id = p_referral AND removed_at IS NULL);
  END $$;

-- What waits to be scanned, the longest untried first.
CREATE FUNCTION claim_unscanned(p_now timestamptz, p_most integer) RETURNS TABLE (id uuid, sealed_key bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  UPDATE evidence SET tried_at = p_now
  WHERE evidence.id IN (
    SELECT e.id FROM evidence e
    WHERE e.state = 'waiting' AND e.removed_at IS NULL
    ORDER BY e.tried_at NULLS FIRST, e.added_at
    LIMIT p_most FOR UPDATE SKIP LOCKED
  )
  RETURNING evidence.id, evidence.sealed_key;
END
$$;

CREATE FUNCTION settle_scan(p_id uuid, p_state text, p_now timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_referral uuid;
BEGIN
  UPDATE evidence SET state = p_state, scanned_at = p_now
    WHERE id = p_id AND state = 'waiting' AND removed_at IS NULL
    RETURNING referral_id INTO v_referral;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM audit.append(
    CASE p_state WHEN 'clean' THEN 'evidence.scanned' ELSE 'evidence.quarantined' END,
    NULL, NULL, NULL, v_referral, jsonb_build_object('evidence', p_id, 'state', p_state)
  );
  RETURN true;
END
$$;

-- Of some ids those whose files are still needed.
CREATE FUNCTION kept_evidence(p_ids uuid[]) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN coalesce(
      (SELECT array_agg(id) FROM evidence WHERE id = ANY (p_ids) AND removed_at IS NULL), '{}'
    );
  END $$;

GRANT EXECUTE ON FUNCTION
  adds_evidence(uuid), count_evidence(uuid), claim_unscanned(timestamptz, integer),
  settle_scan(uuid, text, timestamptz), kept_evidence(uuid[])
  TO referral_service;
