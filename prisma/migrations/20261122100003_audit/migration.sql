-- The numbers of the trail come from its head and no longer from a sequence: what is undone leaves no
-- gap, so that a number that is missing was taken out.
ALTER TABLE audit.event_head ADD COLUMN sequence bigint NOT NULL DEFAULT 0;
UPDATE audit.event_head SET sequence = coalesce((SELECT max(sequence) FROM event), 0);
-- Every event writes this row anew: with room on its page old versions are swept as it goes.
ALTER TABLE audit.event_head SET (fillfactor = 10);
ALTER TABLE event ALTER COLUMN sequence DROP DEFAULT;
DROP SEQUENCE event_sequence_seq;

CREATE INDEX "event_account_id_sequence_idx" ON "event"("account_id", "sequence");

CREATE OR REPLACE FUNCTION audit.append(
  p_type text, p_account uuid, p_organisation uuid, p_role text, p_referral uuid, p_detail jsonb
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  e event;
  v_moved timestamptz := nullif(current_setting('app.clock', true), '')::timestamptz;
BEGIN
  SELECT hash, sequence + 1 INTO STRICT e.previous, e.sequence FROM audit.event_head FOR UPDATE;
  e.at := date_trunc('milliseconds', CASE
    WHEN v_moved IS NOT NULL AND pg_has_role(session_user, (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'event'), 'MEMBER')
      THEN v_moved
    ELSE clock_timestamp()
  END);
  e.type := p_type;
  e.account_id := p_account;
  e.organisation_id := p_organisation;
  e.role := p_role;
  e.referral_id := p_referral;
  e.detail := coalesce(p_detail, '{}');
  e.hash := sha256(e.previous || convert_to(event_text(e), 'UTF8'));
  INSERT INTO event SELECT e.*;
  UPDATE audit.event_head SET hash = e.hash, sequence = e.sequence;
END
$$;

-- In a trail that has begun already, numbers may be missing up to here.
DO $$ BEGIN
  IF EXISTS (SELECT FROM event) THEN
    PERFORM audit.append(
      'trail.numbered', NULL, NULL, NULL, NULL,
      jsonb_build_object('after', (SELECT sequence FROM audit.event_head))
    );
  END IF;
END $$;

-- What a checkpoint signs: the head, beside the newest entry, which it must be of, and the entry that
-- was signed last, which must still be as it was.
CREATE FUNCTION trail_state(p_signed bigint) RETURNS TABLE (
  sequence bigint, hash bytea, newest_hash bytea, signed_hash bytea
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT h.sequence, h.hash,
    (SELECT e.hash FROM event e WHERE e.sequence = h.sequence),
    (SELECT e.hash FROM event e WHERE e.sequence = p_signed)
  FROM audit.event_head h
$$;
GRANT EXECUTE ON FUNCTION trail_state(bigint) TO referral_service;

-- An auditor sees of a case its reference and no more.
CREATE FUNCTION cases_of_trail(p_reference text, p_ids uuid[]) RETURNS TABLE (id uuid, reference text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT r.id, r.reference FROM referral r
  WHERE current_actor_role() = 'auditor' AND (r.reference = p_reference OR r.id = ANY (p_ids))
$$;
GRANT EXECUTE ON FUNCTION cases_of_trail(text, uuid[]) TO referral_service;
