-- The ledger of what a person agreed to, what follows when they take it back, and what goes ahead
-- without it.

-- How it was asked, where that is known, and how long an agreement holds. Of a named organisation: which.
ALTER TABLE consent_entry
  ADD COLUMN organisation_id uuid,
  ADD COLUMN interpreter text,
  ADD COLUMN setting text,
  ADD COLUMN expires_at timestamptz(3);

-- In which language they were asked and what they said, sealed: for those who may know who they are.
CREATE TABLE consent_evidence (
  entry_id uuid NOT NULL,
  referral_id uuid NOT NULL,
  words bytea NOT NULL,
  CONSTRAINT consent_evidence_pkey PRIMARY KEY (entry_id)
);
ALTER TABLE consent_evidence ADD CONSTRAINT consent_evidence_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- What goes ahead without an agreement, on what lawful basis and why. Append-only.
CREATE TABLE consent_override (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  purpose text NOT NULL,
  basis text NOT NULL,
  words bytea NOT NULL,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT consent_override_pkey PRIMARY KEY (id)
);
CREATE INDEX consent_override_referral_id_recorded_at_idx ON consent_override (referral_id, recorded_at);
ALTER TABLE consent_override ADD CONSTRAINT consent_override_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever had something by an agreement that was taken back says what became of it.
CREATE TABLE recall (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  referral_id uuid NOT NULL,
  reference text NOT NULL,
  purpose text NOT NULL,
  queue text,
  organisation_id uuid,
  share_id uuid,
  asked_at timestamptz(3) NOT NULL,
  asked_by uuid NOT NULL,
  due_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3),
  confirmed_by uuid,
  confirmed_as text,
  basis text,
  words bytea,
  CONSTRAINT recall_pkey PRIMARY KEY (id)
);
CREATE INDEX recall_referral_id_idx ON recall (referral_id);
CREATE INDEX recall_organisation_id_asked_at_idx ON recall (organisation_id, asked_at);
ALTER TABLE recall ADD CONSTRAINT recall_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX recall_asked_once ON recall
  (referral_id, purpose, coalesce(queue, ''), coalesce(share_id, '00000000-0000-0000-0000-000000000000'))
  WHERE confirmed_at IS NULL;
ALTER TABLE recall ADD CONSTRAINT recall_is_of_somebody CHECK (queue IS NOT NULL OR organisation_id IS NOT NULL);
ALTER TABLE recall ADD CONSTRAINT recall_answer_is_whole CHECK (
  (confirmed_at IS NULL) = (confirmed_as IS NULL) AND (confirmed_at IS NULL) = (confirmed_by IS NULL)
  AND confirmed_as IN ('destroyed', 'returned', 'kept')
  -- Nothing is kept without a lawful basis.
  AND (confirmed_as IS NOT DISTINCT FROM 'kept') = (basis IS NOT NULL)
);


-- Who writes down what the person said: whoever sent the referral, and those who work it and may know
-- who the person is.
CREATE FUNCTION may_record_consent(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN NOT is_hidden(p_referral) AND (
      is_author(p_referral)
      OR EXISTS (
        SELECT FROM item
        WHERE item.referral_id = p_referral AND item.finished_as IS NULL
          AND item.queue = ANY (queues_of(current_actor_role()))
          AND (item.queue <> 'POLICE' OR item.identity = 'shared')
          AND (NOT item.restricted OR item.queue <> 'POLICE' OR current_actor_role() = 'police_supervisor')
          AND (item.queue <> 'NRM' OR item.handler_id IS NULL OR item.handler_id = current_organisation())
      )
    );
  END $$;

DROP POLICY asker_records ON consent_entry;
-- Whoever sends a case enters what was agreed with it, even where it is then hidden from them.
CREATE POLICY asker_records ON consent_entry FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND (is_author(referral_id) OR may_record_consent(referral_id))
);

-- Answers are corrected by whoever sent them and by the desk. What was agreed is an answer too, and is
-- corrected with its entry in the ledger by whoever wrote that.
CREATE FUNCTION may_correct_answers(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN NOT is_hidden(p_referral) AND (
      is_author(p_referral)
      OR (current_actor_role() = 'first_responder_desk' AND EXISTS (
        SELECT FROM item WHERE referral_id = p_referral AND queue = 'NRM' AND finished_as IS NULL
          AND (handler_id IS NULL OR handler_id = current_organisation())
      ))
    );
  END $$;
-- Of all that follows from new facts: it comes with a correction, or with an entry.
CREATE OR REPLACE FUNCTION may_correct(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN may_correct_answers(p_referral) OR may_record_consent(p_referral);
  END $$;
DROP POLICY IF EXISTS author_or_desk_corrects ON correction;
CREATE POLICY author_or_desk_corrects ON correction FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND (
    may_correct_answers(referral_id)
    OR (question IN ('consentNrm', 'consentSupport', 'consentPoliceIdentity') AND may_record_consent(referral_id))
  )
);

ALTER TABLE consent_evidence ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON consent_evidence TO referral_service;
CREATE POLICY who_may_know_reads ON consent_evidence FOR SELECT TO referral_service USING (may_record_consent(referral_id));
CREATE POLICY asker_records ON consent_evidence FOR INSERT TO referral_service WITH CHECK (
  EXISTS (
    SELECT FROM consent_entry
    WHERE consent_entry.id = consent_evidence.entry_id
      AND consent_entry.referral_id = consent_evidence.referral_id
      AND consent_entry.account_id = (SELECT current_account())
  )
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE consent_override ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON consent_override TO referral_service;
CREATE POLICY case_worker_reads ON consent_override FOR SELECT TO referral_service USING (works_case(referral_id));
CREATE POLICY who_may_override_records ON consent_override FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND role = (SELECT current_actor_role())
  AND (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor')
  AND works_case(referral_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_override
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A recall is answered once, by whoever had it: they may not see the case any more. Those who work the
-- case, and whoever sent it, see what became of it.
ALTER TABLE recall ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON recall TO referral_service;
GRANT UPDATE (confirmed_at, confirmed_by, confirmed_as, basis, words) ON recall TO referral_service;
CREATE FUNCTION is_asked_back(r recall) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN CASE
      WHEN r.queue IS NOT NULL THEN
        r.queue = ANY (queues_of(current_actor_role()))
        AND (r.organisation_id IS NULL OR r.organisation_id = current_organisation())
        AND EXISTS (SELECT FROM item WHERE item.referral_id = r.referral_id AND item.queue = r.queue)
      ELSE r.organisation_id = current_organisation()
        AND (current_actor_role() = 'referrer' OR is_worker()
          OR current_actor_role() = 'safeguarding_lead')
    END;
  END $$;
CREATE POLICY who_is_asked_or_works_it_reads ON recall FOR SELECT TO referral_service USING (
  is_asked_back(recall) OR works_case(referral_id) OR (is_author(referral_id) AND is_readable(referral_id))
);
CREATE POLICY who_is_asked_answers ON recall FOR UPDATE TO referral_service
  USING (confirmed_at IS NULL AND is_asked_back(recall))
  WITH CHECK (confirmed_by = (SELECT current_account()));


-- What was taken back is not seen any more by whoever had it in their queue.
CREATE FUNCTION is_recalled(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN current_actor_role() IN ('beacon_worker', 'first_responder_desk') AND EXISTS (
      SELECT FROM item
      WHERE item.referral_id = p_referral AND item.identity = 'withheld'
        AND item.queue = ANY (queues_of(current_actor_role()))
    );
  END $$;
CREATE POLICY not_recalled ON identity AS RESTRICTIVE FOR SELECT TO referral_service
  USING (NOT is_recalled(referral_id));
CREATE POLICY not_recalled ON correction AS RESTRICTIVE FOR SELECT TO referral_service
  USING (NOT is_recalled(referral_id));
-- Where answers are stored apart by how sensitive they are, all but the facts.
DO $$
BEGIN
  IF to_regclass('public.answer_part') IS NOT NULL THEN
    CREATE POLICY not_recalled ON answer_part AS RESTRICTIVE FOR SELECT TO referral_service
      USING (part = 'fact' OR NOT is_recalled(referral_id));
  END IF;
END
$$;

-- What follows from an entry of the ledger for those who have something by it: given, its queue sees the
-- person again; not given, it does not, what was shared by it ends, and whoever had it is asked back.
-- p_queue: whose work stands on it. p_purposes: of the shares that stand on it.
CREATE FUNCTION carry_out_consent(p_entry uuid, p_queue text, p_purposes text[], p_due timestamptz)
  RETURNS TABLE (recall_id uuid, recall_queue text, recall_organisation uuid, share_id uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  e consent_entry;
  r referral;
  i item;
  s share;
  v_receiver uuid;
  v_recall uuid;
BEGIN
  SELECT * INTO STRICT e FROM consent_entry WHERE id = p_entry AND account_id = current_account();
  SELECT * INTO STRICT r FROM referral WHERE id = e.referral_id;
  IF NOT may_record_consent(r.id) THEN
    RAISE EXCEPTION 'Not to be recorded by this account' USING ERRCODE = '42501';
  END IF;
  IF e.answer = 'given' THEN
    UPDATE item SET identity = 'shared', version = version + 1, changed_at = e.recorded_at
    WHERE referral_id = r.id AND queue = p_queue AND queue IN ('NRM', 'BEACON') AND identity = 'withheld';
    RETURN;
  END IF;
  FOR s IN
    UPDATE share SET ended_at = e.recorded_at, ended_by = e.account_id, version = version + 1
    WHERE referral_id = r.id AND basis = 'consent' AND declined_at IS NULL AND ended_at IS NULL
      AND (purpose = ANY (p_purposes) OR e.organisation_id
        = CASE kind WHEN 'request' THEN from_organisation_id ELSE to_organisation_id END)
    RETURNING *
  LOOP
    v_receiver := CASE s.kind WHEN 'request' THEN s.from_organisation_id ELSE s.to_organisation_id END;
    v_recall := NULL;
    IF s.accepted_at IS NOT NULL THEN
      INSERT INTO recall (referral_id, reference, purpose, organisation_id, share_id, asked_at, asked_by, due_at)
        VALUES (r.id, r.reference, e.purpose, v_receiver, s.id, e.recorded_at, e.account_id, p_due)
        ON CONFLICT DO NOTHING RETURNING id INTO v_recall;
    END IF;
    RETURN QUERY SELECT v_recall, NULL::text, v_receiver, s.id;
  END LOOP;
  SELECT * INTO i FROM item WHERE referral_id = r.id AND queue = p_queue;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- What the Home Office has is taken back from them, and the desk needs to know whose it is.
  UPDATE item SET identity = 'withheld', version = version + 1, changed_at = e.recorded_at
  WHERE id = i.id AND queue IN ('NRM', 'BEACON') AND submitted_at IS NULL;
  IF i.accepted_at IS NOT NULL AND (p_queue <> 'POLICE' OR i.identity = 'shared') THEN
    INSERT INTO recall (referral_id, reference, purpose, queue, organisation_id, asked_at, asked_by, due_at)
      VALUES (r.id, r.reference, e.purpose, p_queue, i.handler_id, e.recorded_at, e.account_id, p_due)
      ON CONFLICT DO NOTHING RETURNING id INTO v_recall;
    IF FOUND THEN
      RETURN QUERY SELECT v_recall, p_queue, i.handler_id, NULL::uuid;
    END IF;
  END IF;
END
$$;

-- What goes ahead without an agreement is seen again by those whose work stands on it.
CREATE FUNCTION carry_out_override(p_override uuid, p_queue text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o consent_override;
BEGIN
  SELECT * INTO STRICT o FROM consent_override WHERE id = p_override AND account_id = current_account();
  UPDATE item SET identity = 'shared', version = version + 1, changed_at = o.recorded_at
  WHERE referral_id = o.referral_id AND queue = p_queue AND queue IN ('NRM', 'BEACON') AND identity = 'withheld';
END
$$;

GRANT EXECUTE ON FUNCTION
  carry_out_override(uuid, text), may_record_consent(uuid), may_correct_answers(uuid), is_asked_back(recall), is_recalled(uuid),
  carry_out_consent(uuid, text, text[], timestamptz)
  TO referral_service;
