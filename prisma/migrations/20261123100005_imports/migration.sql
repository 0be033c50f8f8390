-- Past referrals, from a spreadsheet: for figures only. Nothing here says who anybody is.

-- A spreadsheet that somebody uploaded: what was read of it waits, sealed, until they accept it.
CREATE TABLE import (
  id uuid NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  form text NOT NULL,
  row_count integer NOT NULL,
  good_count integer NOT NULL CHECK (good_count <= row_count),
  preview bytea,
  accepted_at timestamptz(3),
  undone_by uuid,
  undone_at timestamptz(3),
  CONSTRAINT import_pkey PRIMARY KEY (id),
  CONSTRAINT import_kept_until_accepted CHECK (accepted_at IS NULL OR preview IS NULL),
  CONSTRAINT import_accepted_before_undone CHECK (undone_at IS NULL OR accepted_at IS NOT NULL)
);
CREATE INDEX import_uploaded_at_idx ON import (uploaded_at);

CREATE TABLE past_referral (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  import_id uuid NOT NULL,
  old_reference text NOT NULL,
  received_on date NOT NULL,
  organisation_type text NOT NULL,
  organisation text,
  exploitation text[] NOT NULL,
  age_group text NOT NULL,
  gender text NOT NULL,
  area text NOT NULL,
  routes text[] NOT NULL,
  source text NOT NULL,
  outcomes jsonb NOT NULL,
  CONSTRAINT past_referral_pkey PRIMARY KEY (id)
);
ALTER TABLE past_referral ADD CONSTRAINT past_referral_import_id_fkey
  FOREIGN KEY (import_id) REFERENCES import (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX past_referral_import_id_idx ON past_referral (import_id);
CREATE INDEX past_referral_received_on_idx ON past_referral (received_on);
CREATE UNIQUE INDEX past_referral_old_reference_key ON past_referral (old_reference);

-- What was not accepted yet is only for whoever uploaded it.
ALTER TABLE import ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (preview, accepted_at, undone_by, undone_at) ON import TO referral_service;
CREATE POLICY lead_reads ON import FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead'
  AND (accepted_at IS NOT NULL OR uploaded_by = (SELECT current_account()))
);
CREATE POLICY lead_uploads ON import FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND uploaded_by = (SELECT current_account())
  AND accepted_at IS NULL
);
CREATE POLICY lead_accepts_or_undoes ON import FOR UPDATE TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND undone_at IS NULL
  AND (accepted_at IS NOT NULL OR uploaded_by = (SELECT current_account()))
) WITH CHECK (
  accepted_at IS NOT NULL AND (undone_at IS NULL OR undone_by = (SELECT current_account()))
);

ALTER TABLE past_referral ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON past_referral TO referral_service;
CREATE POLICY lead_reads ON past_referral FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');
CREATE POLICY lead_imports ON past_referral FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead'
  AND EXISTS (
    SELECT FROM import WHERE import.id = import_id AND uploaded_by = (SELECT current_account()) AND undone_at IS NULL
  )
);
CREATE POLICY lead_undoes ON past_referral FOR DELETE TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');

-- What nobody accepted in time: for the jobs. Nothing of it was saved, so that nothing is recorded.
CREATE FUNCTION delete_expired_imports(p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  DELETE FROM import WHERE accepted_at IS NULL AND expires_at <= p_at;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;
GRANT EXECUTE ON FUNCTION delete_expired_imports(timestamptz) TO referral_service;
