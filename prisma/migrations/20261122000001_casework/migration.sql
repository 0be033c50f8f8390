-- What happens to a referral after it was sent.

ALTER TABLE item
  ADD COLUMN age_group text NOT NULL DEFAULT 'uncertain',
  ADD COLUMN area text,
  ADD COLUMN exploitation_types text[] NOT NULL DEFAULT '{}',
  ADD COLUMN people integer NOT NULL DEFAULT 1,
  ADD COLUMN badges text[] NOT NULL DEFAULT '{}',
  ADD COLUMN handler_id uuid REFERENCES organisation (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN owner_id uuid REFERENCES account (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD COLUMN accepted_at timestamptz(3),
  ADD COLUMN paused_at timestamptz(3),
  ADD COLUMN paused_for text,
  ADD COLUMN paused_until timestamptz(3),
  ADD COLUMN finished_at timestamptz(3),
  ADD COLUMN finished_as text,
  ADD COLUMN finished_because text,
  ADD COLUMN lowering_to text,
  ADD COLUMN lowering_by uuid,
  ADD COLUMN consent_confirmed_at timestamptz(3),
  ADD COLUMN submitted_at timestamptz(3),
  ADD COLUMN escalated_at timestamptz(3),
  ADD COLUMN changed_at timestamptz(3);

UPDATE item SET age_group = referral.age_group, area = referral.area,
  exploitation_types = referral.exploitation_types,
  people = (referral.facts ->> 'potentialVictimCount')::integer
  FROM referral WHERE referral.id = item.referral_id;

ALTER TABLE referral
  ADD COLUMN revised_facts jsonb,
  ADD COLUMN revised_decision jsonb,
  ADD COLUMN revised_at timestamptz(3),
  ADD COLUMN sent_again_from uuid REFERENCES referral (id) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE draft ADD COLUMN sent_again_from uuid;

CREATE TABLE act (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  item_id uuid,
  queue text,
  type text NOT NULL,
  readers text NOT NULL,
  codes jsonb NOT NULL DEFAULT '{}',
  words bytea,
  before jsonb,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  at timestamptz(3) NOT NULL,
  undone_at timestamptz(3),
  CONSTRAINT act_pkey PRIMARY KEY (id)
);
CREATE INDEX act_referral_id_at_idx ON act (referral_id, at);
CREATE INDEX act_item_id_at_idx ON act (item_id, at);
ALTER TABLE act ADD CONSTRAINT act_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE duty (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  referral_id uuid NOT NULL,
  kind text NOT NULL,
  owner_organisation_id uuid,
  owner_queue text,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  settled_at timestamptz(3),
  settled_as text,
  settled_by uuid,
  manner text,
  reference text,
  words bytea,
  escalated_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT duty_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX duty_referral_id_kind_key ON duty (referral_id, kind);
CREATE INDEX duty_settled_at_due_at_idx ON duty (settled_at, due_at);
ALTER TABLE duty ADD CONSTRAINT duty_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE outcome (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  track text NOT NULL,
  value text NOT NULL,
  decided_on date NOT NULL,
  decided_by text NOT NULL,
  reference text,
  words bytea,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT outcome_pkey PRIMARY KEY (id)
);
CREATE INDEX outcome_referral_id_recorded_at_idx ON outcome (referral_id, recorded_at);
CREATE INDEX outcome_track_value_decided_on_idx ON outcome (track, value, decided_on);
ALTER TABLE outcome ADD CONSTRAINT outcome_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE goal (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  words bytea NOT NULL,
  set_at timestamptz(3) NOT NULL,
  met text,
  met_at timestamptz(3),
  account_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT goal_pkey PRIMARY KEY (id)
);
CREATE INDEX goal_referral_id_idx ON goal (referral_id);
ALTER TABLE goal ADD CONSTRAINT goal_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE share (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  kind text NOT NULL,
  queue text,
  from_organisation_id uuid NOT NULL,
  to_organisation_id uuid NOT NULL,
  purpose text NOT NULL,
  basis text NOT NULL,
  words bytea,
  until date,
  offered_at timestamptz(3) NOT NULL,
  offered_by uuid NOT NULL,
  accepted_at timestamptz(3),
  accepted_by uuid,
  declined_at timestamptz(3),
  declined_because text,
  ended_at timestamptz(3),
  ended_by uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT share_pkey PRIMARY KEY (id)
);
CREATE INDEX share_referral_id_idx ON share (referral_id);
CREATE INDEX share_to_organisation_id_offered_at_idx ON share (to_organisation_id, offered_at);
ALTER TABLE share ADD CONSTRAINT share_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE link (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  other_id uuid NOT NULL,
  kind text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CONSTRAINT link_pkey PRIMARY KEY (id)
);
CREATE INDEX link_referral_id_idx ON link (referral_id);
CREATE INDEX link_other_id_idx ON link (other_id);
ALTER TABLE link ADD CONSTRAINT link_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE correction (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  question text NOT NULL,
  part text NOT NULL,
  words bytea NOT NULL,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT correction_pkey PRIMARY KEY (id)
);
CREATE INDEX correction_referral_id_at_idx ON correction (referral_id, at);
ALTER TABLE correction ADD CONSTRAINT correction_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE presence (
  account_id uuid NOT NULL,
  referral_id uuid NOT NULL,
  name text NOT NULL,
  organisation_id uuid NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT presence_pkey PRIMARY KEY (account_id, referral_id)
);
CREATE INDEX presence_referral_id_seen_at_idx ON presence (referral_id, seen_at);

CREATE TABLE saved_view (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  queue text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  CONSTRAINT saved_view_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX saved_view_account_id_queue_name_key ON saved_view (account_id, queue, name);


-- The state is derived from what happened, here and nowhere else: whoever writes it writes nothing.
-- lib/casework/states.ts derives the same, and a test holds the two together.

CREATE FUNCTION state_of(accepted_at timestamptz, paused_for text, finished_as text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN finished_as IS NOT NULL THEN finished_as
    WHEN paused_for = 'referrer' THEN 'asked'
    WHEN paused_for = 'date' THEN 'held'
    WHEN accepted_at IS NOT NULL THEN 'working'
    ELSE 'new'
  END;

CREATE FUNCTION derive_state() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN
    NEW.state := public.state_of(NEW.accepted_at, NEW.paused_for, NEW.finished_as);
    RETURN NEW;
  END $$;
CREATE TRIGGER state_is_derived BEFORE INSERT OR UPDATE ON item
  FOR EACH ROW EXECUTE FUNCTION derive_state();

ALTER TABLE item ADD CONSTRAINT item_pause_is_whole
  CHECK ((paused_at IS NULL) = (paused_for IS NULL) AND paused_for IN ('referrer', 'date'));
ALTER TABLE item ADD CONSTRAINT item_end_is_whole
  CHECK ((finished_at IS NULL) = (finished_as IS NULL) AND finished_as IN ('declined', 'moved', 'closed'));

CREATE INDEX item_open_by_urgency ON item (queue, priority, entered_at, id) WHERE finished_as IS NULL;
CREATE INDEX item_open_by_due ON item (queue, due_at, id) WHERE finished_as IS NULL;
CREATE INDEX item_open_by_age ON item (queue, entered_at, id) WHERE finished_as IS NULL;
CREATE INDEX item_waiting ON item (queue, priority, entered_at, id) WHERE finished_as IS NULL AND paused_for IS NOT NULL;
CREATE INDEX item_owned ON item (owner_id, priority, entered_at, id) WHERE finished_as IS NULL AND owner_id IS NOT NULL;
CREATE INDEX item_finished ON item (queue, finished_at, id) WHERE finished_as IS NOT NULL;
CREATE INDEX item_overdue ON item (due_at) WHERE finished_as IS NULL AND escalated_at IS NULL AND paused_for IS NULL;


-- Questions that policies ask as the owner, so that no policy asks itself.

CREATE FUNCTION is_worker() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_actor_role() IN
    ('police_triage_officer', 'police_supervisor', 'beacon_worker', 'first_responder_desk');

-- Who works a case, or leads: not those who see it because it was shared with them. Asked as whoever
-- acts, so that the policies of item decide.
CREATE FUNCTION works_case(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN (current_actor_role() = 'safeguarding_lead' AND is_readable(p_referral)) OR EXISTS (
      SELECT FROM item
      WHERE item.referral_id = p_referral AND item.queue = ANY (queues_of(current_actor_role()))
    );
  END $$;

-- Purposes of a share that let the other organisation know who the person is:
-- lib/casework/shares.ts names them, and a test holds the two together.
CREATE FUNCTION is_shared(p_referral uuid, p_named boolean) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN current_actor_role() IN
        ('referrer', 'police_triage_officer', 'police_supervisor', 'beacon_worker', 'first_responder_desk')
      AND EXISTS (
        SELECT FROM share
        WHERE share.referral_id = p_referral
          AND CASE share.kind WHEN 'request' THEN share.from_organisation_id ELSE share.to_organisation_id END
            = current_organisation()
          AND share.accepted_at IS NOT NULL AND share.ended_at IS NULL
          AND (share.until IS NULL
            OR share.until >= (coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now()) AT TIME ZONE 'Europe/London')::date)
          AND (NOT p_named OR share.purpose <> 'advice')
      )
      AND NOT EXISTS (
        SELECT FROM referral WHERE referral.id = p_referral AND current_organisation() = ANY (referral.hidden_from)
      );
  END $$;


-- A hand-over names the organisation that may see the item in the NRM queue.

DROP POLICY queue_reads ON item;
CREATE POLICY queue_reads ON item FOR SELECT TO referral_service USING (
  ((SELECT current_organisation()) = ANY (hidden_from)) IS NOT TRUE
  AND (
    (SELECT current_actor_role()) = 'safeguarding_lead'
    OR (
      queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
      AND (NOT restricted OR queue <> 'POLICE' OR (SELECT current_actor_role()) = 'police_supervisor')
      AND (queue <> 'NRM' OR handler_id IS NULL OR handler_id = (SELECT current_organisation()))
    )
    OR ((SELECT current_actor_role()) = 'referrer' AND organisation_id = (SELECT current_organisation()))
  )
);
GRANT UPDATE (
  priority, due_at, version, owner_id, accepted_at, paused_at, paused_for, paused_until,
  finished_at, finished_as, finished_because, lowering_to, lowering_by, consent_confirmed_at,
  submitted_at, escalated_at, changed_at
) ON item TO referral_service;
-- An item that is passed on leaves the sight of whoever passes it on.
CREATE POLICY queue_works ON item FOR UPDATE TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead'
  OR queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
) WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead'
  OR queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
);
-- A referrer's answer starts the clock again, and that is all that a referrer changes.
CREATE POLICY referrer_answers ON item FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'referrer' AND organisation_id = (SELECT current_organisation()) AND state = 'asked')
  WITH CHECK ((SELECT current_actor_role()) = 'referrer' AND organisation_id = (SELECT current_organisation()) AND state IN ('new', 'working'));

DROP POLICY queue_reads ON referral;
CREATE POLICY queue_reads ON referral FOR SELECT TO referral_service USING (
  ((SELECT current_organisation()) = ANY (hidden_from)) IS NOT TRUE
  AND (
    (SELECT current_actor_role()) = 'safeguarding_lead'
    OR ((SELECT current_actor_role()) = 'referrer' AND organisation_id = (SELECT current_organisation()))
    OR EXISTS (SELECT FROM item WHERE item.referral_id = referral.id)
    OR is_shared(id, false)
  )
);

DROP POLICY queue_that_may_know_reads ON identity;
CREATE POLICY queue_that_may_know_reads ON identity FOR SELECT TO referral_service USING (
  EXISTS (
    SELECT FROM item
    WHERE item.referral_id = identity.referral_id
      AND item.identity = 'shared'
      AND item.queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
  )
  OR (is_author(referral_id) AND NOT is_hidden(referral_id))
  OR is_shared(referral_id, true)
);
DROP POLICY queue_that_may_know_reads ON details;
CREATE POLICY queue_that_may_know_reads ON details FOR SELECT TO referral_service USING (
  EXISTS (
    SELECT FROM item
    WHERE item.referral_id = details.referral_id
      AND item.identity = 'shared'
      AND item.queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
  )
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND EXISTS (
      SELECT FROM referral
      WHERE referral.id = details.referral_id AND referral.organisation_id = (SELECT current_organisation())
    )
  )
  OR (is_author(referral_id) AND NOT is_hidden(referral_id))
  OR is_shared(referral_id, true)
);
-- What was shared is read by the other organisation, and not written.
DROP POLICY referrer_adds ON details;
CREATE POLICY referrer_adds ON details FOR INSERT TO referral_service WITH CHECK (
  is_author(referral_id)
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND EXISTS (
      SELECT FROM referral
      WHERE referral.id = details.referral_id AND referral.organisation_id = (SELECT current_organisation())
    )
  )
);
DROP POLICY referrer_saves ON details;
CREATE POLICY referrer_saves ON details FOR UPDATE TO referral_service USING (
  is_author(referral_id)
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND EXISTS (
      SELECT FROM referral
      WHERE referral.id = details.referral_id AND referral.organisation_id = (SELECT current_organisation())
    )
  )
);


-- Acts: what people did and said. Who reads the words is said with each.

ALTER TABLE act ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (undone_at) ON act TO referral_service;
CREATE POLICY readers_read ON act FOR SELECT TO referral_service USING (
  (account_id = (SELECT current_account()) AND is_readable(referral_id))
  OR CASE readers
    WHEN 'workers' THEN works_case(referral_id)
    WHEN 'queue' THEN works_case(referral_id) AND (
      (SELECT current_actor_role()) = 'safeguarding_lead'
      OR queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
    )
    WHEN 'referrer' THEN (is_author(referral_id) AND is_readable(referral_id)) OR works_case(referral_id) AND (
      (SELECT current_actor_role()) = 'safeguarding_lead'
      OR queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
    )
    WHEN 'leads' THEN works_case(referral_id)
      AND (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor')
    ELSE false
  END
);
CREATE POLICY actor_writes ON act FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND role = (SELECT current_actor_role()) AND is_readable(referral_id)
);
CREATE POLICY actor_undoes ON act FOR UPDATE TO referral_service
  USING (account_id = (SELECT current_account()) AND undone_at IS NULL)
  WITH CHECK (account_id = (SELECT current_account()));

CREATE FUNCTION is_owner_of_duty(p_organisation uuid, p_queue text) RETURNS boolean LANGUAGE sql STABLE
  RETURN current_actor_role() = 'safeguarding_lead'
    OR p_organisation = current_organisation()
    OR p_queue = ANY (queues_of(current_actor_role()));

ALTER TABLE duty ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON duty TO referral_service;
GRANT UPDATE (settled_at, settled_as, settled_by, manner, reference, words, escalated_at, version,
  owner_organisation_id, owner_queue, due_at) ON duty TO referral_service;
CREATE POLICY case_reader_reads ON duty FOR SELECT TO referral_service
  USING (EXISTS (SELECT FROM referral WHERE referral.id = duty.referral_id));
CREATE POLICY sender_or_worker_opens ON duty FOR INSERT TO referral_service
  WITH CHECK (is_author(referral_id) OR is_readable(referral_id));
CREATE POLICY owner_or_worker_settles ON duty FOR UPDATE TO referral_service USING (
  works_case(referral_id)
  OR (is_readable(referral_id) AND owner_organisation_id = (SELECT current_organisation()))
);

-- Outcomes are for those who work the case. A referrer is told a phrase, made from codes alone.

ALTER TABLE outcome ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON outcome TO referral_service;
CREATE POLICY case_worker_reads ON outcome FOR SELECT TO referral_service USING (works_case(referral_id));
CREATE POLICY case_worker_records ON outcome FOR INSERT TO referral_service WITH CHECK (
  (
    works_case(referral_id)
    -- How the duty to notify ended is recorded by whoever owns it.
    OR (track = 'duty_to_notify' AND EXISTS (
      SELECT FROM duty WHERE duty.referral_id = outcome.referral_id AND duty.kind = outcome.track
        AND is_owner_of_duty(duty.owner_organisation_id, duty.owner_queue)
    ))
  )
  AND account_id = (SELECT current_account()) AND is_readable(referral_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outcome
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION latest_outcomes(p_referral uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN (
      SELECT coalesce(jsonb_object_agg(track, value), '{}')
      FROM (
        SELECT DISTINCT ON (track) track, value FROM outcome WHERE referral_id = p_referral
        ORDER BY track, recorded_at DESC, id
      ) AS latest
    );
  END $$;

-- A goal is the person's own, for those who support them.

ALTER TABLE goal ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (met, met_at, version) ON goal TO referral_service;
CREATE POLICY supporter_reads ON goal FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'beacon_worker' AND is_readable(referral_id));
CREATE POLICY supporter_sets ON goal FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'beacon_worker' AND account_id = (SELECT current_account()) AND is_readable(referral_id)
);
CREATE POLICY supporter_says_met ON goal FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'beacon_worker' AND is_readable(referral_id));

-- A share is seen by both sides and by those who work the case. Whoever asks for a case sees nothing of
-- it before they are answered: that there is a row would tell them that there is a case.

ALTER TABLE share ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON share TO referral_service;
GRANT UPDATE (accepted_at, accepted_by, declined_at, declined_because, ended_at, ended_by, version) ON share TO referral_service;
CREATE POLICY sides_read ON share FOR SELECT TO referral_service USING (
  (
    from_organisation_id = (SELECT current_organisation())
    AND (kind <> 'request' OR accepted_at IS NOT NULL OR declined_at IS NOT NULL)
  )
  OR to_organisation_id = (SELECT current_organisation())
  OR works_case(referral_id)
);
CREATE POLICY case_worker_offers_or_another_asks ON share FOR INSERT TO referral_service WITH CHECK (
  offered_by = (SELECT current_account()) AND from_organisation_id = (SELECT current_organisation())
  AND accepted_at IS NULL AND declined_at IS NULL AND ended_at IS NULL
  AND CASE kind WHEN 'request' THEN NOT is_hidden(referral_id) ELSE works_case(referral_id) END
);
-- What is open is answered by whoever was asked, once, and ended by either side. What has ended stays so.
CREATE POLICY who_is_asked_answers ON share FOR UPDATE TO referral_service USING (
  accepted_at IS NULL AND declined_at IS NULL AND ended_at IS NULL
  AND CASE kind
    WHEN 'request' THEN works_case(referral_id)
    ELSE to_organisation_id = (SELECT current_organisation())
  END
) WITH CHECK (
  ended_at IS NULL AND CASE kind
    WHEN 'request' THEN works_case(referral_id)
    ELSE to_organisation_id = (SELECT current_organisation())
  END
);
CREATE POLICY either_side_ends ON share FOR UPDATE TO referral_service USING (
  declined_at IS NULL AND ended_at IS NULL
  AND (
    from_organisation_id = (SELECT current_organisation())
    OR (kind <> 'request' AND to_organisation_id = (SELECT current_organisation()))
    OR works_case(referral_id)
  )
) WITH CHECK (ended_at IS NOT NULL);

-- Giving a case away, once it is accepted, ends the work of whoever gave it.
CREATE FUNCTION finish_transferred(p_share uuid, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE item SET finished_at = p_at, finished_as = 'moved', finished_because = 'transferred',
    paused_at = NULL, paused_for = NULL, paused_until = NULL, lowering_to = NULL, lowering_by = NULL,
    version = item.version + 1, changed_at = p_at
  FROM share
  WHERE share.id = p_share AND share.kind = 'transfer' AND share.accepted_by = current_account()
    AND share.accepted_at = p_at AND share.ended_at IS NULL
    AND item.referral_id = share.referral_id AND item.queue = share.queue AND item.finished_as IS NULL;
  RETURN FOUND;
END
$$;

ALTER TABLE link ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (ended_at) ON link TO referral_service;
CREATE POLICY reader_of_both_reads ON link FOR SELECT TO referral_service
  USING (is_readable(referral_id) AND is_readable(other_id) AND (SELECT current_actor_role()) <> 'referrer');
CREATE POLICY reader_of_both_links ON link FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account())
  AND ((works_case(referral_id) AND is_readable(other_id)) OR (is_author(referral_id) AND is_author(other_id)))
);
CREATE POLICY reader_of_both_unlinks ON link FOR UPDATE TO referral_service
  USING (is_readable(referral_id) AND is_readable(other_id) AND (works_case(referral_id) OR works_case(other_id)));

ALTER TABLE correction ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON correction TO referral_service;
CREATE POLICY who_reads_the_part_reads ON correction FOR SELECT TO referral_service USING (
  CASE part
    WHEN 'identity' THEN EXISTS (SELECT FROM identity WHERE identity.referral_id = correction.referral_id)
    ELSE EXISTS (SELECT FROM referral WHERE referral.id = correction.referral_id)
  END
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON correction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE presence ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO referral_service;
CREATE POLICY case_worker_sees ON presence FOR SELECT TO referral_service USING (
  account_id = (SELECT current_account()) OR works_case(referral_id)
);
CREATE POLICY worker_is_present ON presence FOR INSERT TO referral_service
  WITH CHECK (account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation()));
CREATE POLICY worker_stays ON presence FOR UPDATE TO referral_service USING (account_id = (SELECT current_account()));
CREATE POLICY worker_leaves ON presence FOR DELETE TO referral_service USING (account_id = (SELECT current_account()));

ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO referral_service;
CREATE POLICY owner_keeps ON saved_view FOR ALL TO referral_service
  USING (account_id = (SELECT current_account())) WITH CHECK (account_id = (SELECT current_account()));


-- The names of those who act, for those who work cases: referrers see a role and an organisation.

CREATE FUNCTION names_of(p_accounts uuid[]) RETURNS TABLE (id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT account.id, account.name FROM account
    WHERE account.id = ANY (p_accounts)
      AND (is_worker() OR current_actor_role() = 'safeguarding_lead' OR account.id = current_account())
  $$;

-- Who works a queue, for those who work it and the lead: open accounts.
CREATE FUNCTION who_works(p_queue text) RETURNS TABLE (id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT account.id, account.name FROM account
    WHERE account.disabled_at IS NULL
      AND (p_queue = ANY (queues_of(account.role)) OR (p_queue = 'HOLD' AND account.role = 'safeguarding_lead'))
      AND (p_queue = ANY (queues_of(current_actor_role())) OR current_actor_role() = 'safeguarding_lead')
      AND (p_queue <> 'NRM' OR current_actor_role() = 'safeguarding_lead' OR account.organisation_id = current_organisation())
    ORDER BY account.name, account.id
  $$;

-- The same, with how much each has.
CREATE FUNCTION workers_of(p_queue text) RETURNS TABLE (
  id uuid, name text, role text, organisation_id uuid, organisation_name text, open_items bigint, overdue_items bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT account.id, account.name, account.role, account.organisation_id, organisation.name,
      (SELECT count(*) FROM item WHERE item.owner_id = account.id AND item.finished_as IS NULL),
      (SELECT count(*) FROM item WHERE item.owner_id = account.id AND item.finished_as IS NULL
        AND item.due_at < coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now()))
    FROM account JOIN organisation ON organisation.id = account.organisation_id
    WHERE account.disabled_at IS NULL
      AND (p_queue = ANY (queues_of(account.role)) OR (p_queue = 'HOLD' AND account.role = 'safeguarding_lead'))
      AND (p_queue = ANY (queues_of(current_actor_role())) OR current_actor_role() = 'safeguarding_lead')
      AND (p_queue <> 'NRM' OR current_actor_role() = 'safeguarding_lead' OR account.organisation_id = current_organisation())
    ORDER BY account.name
  $$;

-- Whom to tell of something in each queue of a case: its owner, or the queue where it has none.
CREATE FUNCTION owners_of_case(p_referral uuid) RETURNS TABLE (queue text, recipient text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT item.queue, coalesce('account:' || item.owner_id, 'queue:' || item.queue) FROM item
    WHERE item.referral_id = p_referral AND item.finished_as IS NULL
      AND (is_worker() OR current_actor_role() = 'safeguarding_lead')
    ORDER BY item.queue
  $$;

-- Which First Responder Organisations have somebody who works the NRM queue.
CREATE FUNCTION organisations_with_desk() RETURNS TABLE (id uuid, slug text, name text, type text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT organisation.id, organisation.slug, organisation.name, organisation.type
    FROM organisation
    WHERE organisation.is_first_responder_organisation AND is_valid_today(organisation)
      AND EXISTS (
        SELECT FROM account
        WHERE account.organisation_id = organisation.id AND account.role = 'first_responder_desk'
          AND account.disabled_at IS NULL
      )
  $$;

-- Asking for a case tells nothing of whether there is one. Where there is, it finds who would have to
-- answer: the organisation of whoever owns it, of the desk that it was handed to, or of the lead. It
-- finds none where the asker may not know of it, or has asked. One after another, so that two who ask
-- at once ask once.
CREATE FUNCTION find_requested(p_reference text, p_purpose text) RETURNS TABLE (
  referral_id uuid, organisation_id uuid, queue text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_reference, 0));
  RETURN QUERY
    SELECT referral.id, coalesce(owner.organisation_id, item.handler_id, lead.organisation_id),
      coalesce(item.queue, 'HOLD')
    FROM referral
      LEFT JOIN LATERAL (
        SELECT item.* FROM item WHERE item.referral_id = referral.id AND item.finished_as IS NULL
        ORDER BY item.queue = referral."primary" DESC, item.queue LIMIT 1
      ) AS item ON true
      LEFT JOIN account AS owner ON owner.id = item.owner_id
      LEFT JOIN LATERAL (
        SELECT account.organisation_id FROM account
        WHERE account.role = 'safeguarding_lead' AND account.disabled_at IS NULL
          AND (account.organisation_id = ANY (referral.hidden_from)) IS NOT TRUE
        ORDER BY account.created_at, account.id LIMIT 1
      ) AS lead ON true
    WHERE referral.reference = p_reference
      AND (current_organisation() = ANY (referral.hidden_from)) IS NOT TRUE
      AND coalesce(owner.organisation_id, item.handler_id, lead.organisation_id) IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM share
        WHERE share.referral_id = referral.id AND share.kind = 'request'
          AND share.from_organisation_id = current_organisation() AND share.purpose = p_purpose
          AND share.declined_at IS NULL AND share.ended_at IS NULL
          AND (share.until IS NULL
            OR share.until >= (coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now()) AT TIME ZONE 'Europe/London')::date)
      );
END
$$;


-- What the clock does, without anybody: once for each, in one statement.

CREATE FUNCTION find_held(p_at timestamptz) RETURNS TABLE (
  id uuid, queue text, version integer, due_at timestamptz, paused_at timestamptz, paused_until timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT item.id, item.queue, item.version, item.due_at, item.paused_at, item.paused_until FROM item
    WHERE paused_for = 'date' AND paused_until <= p_at AND finished_as IS NULL
    LIMIT 500
  $$;

CREATE FUNCTION resume_held(p_item uuid, p_version integer, p_due timestamptz, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i item;
BEGIN
  UPDATE item SET paused_at = NULL, paused_for = NULL, paused_until = NULL, due_at = p_due,
    escalated_at = NULL, version = version + 1, changed_at = p_at
  WHERE id = p_item AND version = p_version AND paused_for = 'date' AND paused_until <= p_at AND finished_as IS NULL
  RETURNING * INTO i;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO message (type, recipient, referral_id, priority, queued_at)
    VALUES ('item.resumed',
      CASE WHEN i.owner_id IS NULL THEN 'queue:' || i.queue ELSE 'account:' || i.owner_id END,
      i.referral_id, i.priority, p_at);
  PERFORM audit.append('item.resumed', NULL, NULL, NULL, i.referral_id, jsonb_build_object('queue', i.queue));
  RETURN true;
END
$$;

CREATE FUNCTION next_role(p_queue text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE p_queue WHEN 'POLICE' THEN 'role:police_supervisor' ELSE 'role:safeguarding_lead' END;

-- A few at a time: the trail is taken until the end, and everybody else waits for it.
CREATE FUNCTION escalate_overdue(p_at timestamptz, p_most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  late record;
  v_count integer := 0;
BEGIN
  -- One statement takes every row before the trail is taken, as all who act do: none waits for another.
  FOR late IN
    WITH items AS (
      UPDATE item SET escalated_at = p_at, changed_at = p_at
      WHERE id IN (
        SELECT id FROM item
        WHERE due_at < p_at AND finished_as IS NULL AND escalated_at IS NULL AND paused_for IS NULL
        ORDER BY due_at LIMIT p_most FOR UPDATE SKIP LOCKED
      )
      RETURNING referral_id, priority, queue, accepted_at
    ), duties AS (
      UPDATE duty SET escalated_at = p_at
      FROM referral
      WHERE referral.id = duty.referral_id AND duty.id IN (
        SELECT id FROM duty WHERE due_at < p_at AND settled_at IS NULL AND escalated_at IS NULL
        ORDER BY due_at LIMIT p_most FOR UPDATE SKIP LOCKED
      )
      RETURNING duty.referral_id, referral.priority, duty.kind, duty.owner_queue
    )
    SELECT 'item.escalated' AS event, jsonb_build_object('queue', queue) AS detail, referral_id, priority,
      CASE WHEN queue = 'NRM' AND accepted_at IS NULL THEN 'hand_over.overdue' ELSE 'item.overdue' END AS told,
      next_role(queue) AS recipient
    FROM items
    UNION ALL
    SELECT 'duty.escalated', jsonb_build_object('duty', kind), referral_id, priority, 'duty.overdue',
      next_role(coalesce(owner_queue, ''))
    FROM duties
  LOOP
    v_count := v_count + 1;
    INSERT INTO message (type, recipient, referral_id, priority, queued_at)
      VALUES (late.told, late.recipient, late.referral_id, late.priority, p_at);
    PERFORM audit.append(late.event, NULL, NULL, NULL, late.referral_id, late.detail);
  END LOOP;
  RETURN v_count;
END
$$;

CREATE FUNCTION end_shares(p_today date, p_at timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s share;
  v_count integer := 0;
BEGIN
  FOR s IN
    UPDATE share SET ended_at = p_at, version = version + 1
    WHERE until < p_today AND ended_at IS NULL AND declined_at IS NULL RETURNING *
  LOOP
    v_count := v_count + 1;
    PERFORM audit.append('share.ended', NULL, NULL, NULL, s.referral_id, jsonb_build_object('share', s.id, 'because', 'until'));
  END LOOP;
  RETURN v_count;
END
$$;

-- The trail keeps real time. Only who owns the tables may record on a moved clock, as the loader of
-- the demonstration does.
CREATE OR REPLACE FUNCTION audit.append(
  p_type text, p_account uuid, p_organisation uuid, p_role text, p_referral uuid, p_detail jsonb
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  e event;
  v_moved timestamptz := nullif(current_setting('app.clock', true), '')::timestamptz;
BEGIN
  SELECT hash INTO STRICT e.previous FROM audit.event_head FOR UPDATE;
  e.sequence := nextval(pg_get_serial_sequence('event', 'sequence'));
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
  UPDATE audit.event_head SET hash = e.hash;
END
$$;

-- A desk passes a hand-over on to the desk of another organisation, and sees it no more.
CREATE FUNCTION pass_on_item(p_item uuid, p_version integer, p_handler uuid, p_due timestamptz, p_at timestamptz)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE item SET handler_id = p_handler, owner_id = NULL, accepted_at = NULL, consent_confirmed_at = NULL,
    due_at = p_due, escalated_at = NULL, version = version + 1, changed_at = p_at
  WHERE id = p_item AND version = p_version AND queue = 'NRM' AND finished_as IS NULL AND submitted_at IS NULL
    AND (current_organisation() = ANY (hidden_from)) IS NOT TRUE
    AND (
      current_actor_role() = 'safeguarding_lead'
      OR (current_actor_role() = 'first_responder_desk' AND (handler_id IS NULL OR handler_id = current_organisation()))
    );
  RETURN FOUND;
END
$$;

-- Whoever sent a referral corrects it, and so does the desk that has it: they spoke with the person.
CREATE FUNCTION may_correct(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
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
CREATE POLICY author_or_desk_corrects ON correction FOR INSERT TO referral_service
  WITH CHECK (account_id = (SELECT current_account()) AND may_correct(referral_id));

-- Whom a correction is for: those who work the case now, and those it is shared with.
CREATE FUNCTION workers_of_case(p_referral uuid) RETURNS TABLE (queue text, recipient text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT item.queue,
    CASE
      WHEN item.owner_id IS NOT NULL THEN 'account:' || item.owner_id
      WHEN item.queue = 'HOLD' THEN 'role:safeguarding_lead'
      ELSE 'queue:' || item.queue
    END
  FROM item WHERE item.referral_id = p_referral AND item.finished_as IS NULL AND may_correct(p_referral)
  UNION ALL
  SELECT NULL, 'account:' || CASE share.kind WHEN 'request' THEN share.offered_by ELSE share.accepted_by END
  FROM share
  WHERE share.referral_id = p_referral AND share.accepted_at IS NOT NULL AND share.ended_at IS NULL
    AND may_correct(p_referral);
END
$$;

-- What a corrected referral's new decision does to its items: it adds queues and raises how soon, and
-- says of whom police may know. It takes no item away, but from an organisation that is now said to be
-- involved (p_hidden), whose queues are barred (p_barred): whoever works it is told, and decides.
-- p_dues: when somebody must first look, by queue, where it became more urgent.
CREATE FUNCTION apply_decision(
  p_referral uuid, p_facts jsonb, p_decision jsonb, p_area text, p_badges text[], p_hidden uuid[],
  p_barred text[], p_handler uuid, p_dues jsonb, p_items jsonb, p_at timestamptz
) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r referral;
  v_types text[] := ARRAY (SELECT jsonb_array_elements_text(p_facts -> 'exploitationTypes'));
  v_added text[];
BEGIN
  IF NOT may_correct(p_referral) THEN
    RAISE EXCEPTION 'Not to be corrected by this account' USING ERRCODE = '42501';
  END IF;
  UPDATE referral SET revised_facts = p_facts, revised_decision = p_decision, revised_at = p_at,
    age_group = p_facts ->> 'ageGroup', area = p_area, exploitation_types = v_types,
    "primary" = p_decision ->> 'primary', priority = least(priority, p_decision ->> 'priority'),
    hidden_from = ARRAY (SELECT DISTINCT unnest(hidden_from || p_hidden)),
    restricted = restricted OR p_decision -> 'actions' ? 'supervisor_restricted'
  WHERE id = p_referral RETURNING * INTO STRICT r;
  UPDATE item SET age_group = r.age_group, area = p_area, badges = p_badges, exploitation_types = v_types,
    people = (p_facts ->> 'potentialVictimCount')::integer,
    identity = CASE queue WHEN 'POLICE' THEN p_decision ->> 'identityToPolice' ELSE identity END,
    hidden_from = r.hidden_from, restricted = r.restricted,
    priority = least(priority, p_decision ->> 'priority'),
    due_at = CASE WHEN found.is_sooner AND accepted_at IS NULL
      THEN least(due_at, (p_dues ->> queue)::timestamptz) ELSE due_at END,
    escalated_at = CASE WHEN NOT found.is_sooner THEN escalated_at END,
    lowering_to = CASE WHEN NOT found.is_sooner THEN lowering_to END,
    lowering_by = CASE WHEN NOT found.is_sooner THEN lowering_by END,
    handler_id = CASE WHEN found.is_hidden AND queue = 'NRM' THEN p_handler ELSE handler_id END,
    owner_id = CASE WHEN NOT found.is_hidden THEN owner_id END,
    accepted_at = CASE WHEN NOT found.is_hidden THEN accepted_at END,
    consent_confirmed_at = CASE WHEN p_facts ->> 'consentNrm' = 'given' AND p_facts ->> 'capacity' = 'no_concern'
      THEN consent_confirmed_at END,
    version = version + 1, changed_at = p_at
  FROM (
    SELECT i.id AS item_id, i.priority > p_decision ->> 'priority' AS is_sooner,
      coalesce(i.handler_id = ANY (p_hidden) OR account.organisation_id = ANY (p_hidden), false) AS is_hidden
    FROM item i LEFT JOIN account ON account.id = i.owner_id
    WHERE i.referral_id = p_referral AND i.finished_as IS NULL
  ) AS found
  WHERE item.id = found.item_id;
  WITH added AS (
    INSERT INTO item (
      referral_id, queue, kind, identity, handler_id, reference, organisation_id, priority, entered_at, due_at,
      hidden_from, restricted, age_group, area, exploitation_types, people, badges
    )
    SELECT r.id, i.queue, i.kind, i.identity, i.handler, r.reference, r.organisation_id,
      r.priority, p_at, i.due, r.hidden_from, r.restricted, r.age_group, p_area, v_types,
      (p_facts ->> 'potentialVictimCount')::integer, p_badges
    FROM jsonb_to_recordset(p_items) AS i (queue text, kind text, identity text, handler uuid, due timestamptz)
    ON CONFLICT (referral_id, queue) DO UPDATE SET
      finished_at = NULL, finished_as = NULL, finished_because = NULL, accepted_at = NULL, owner_id = NULL,
      identity = excluded.identity, handler_id = excluded.handler_id, priority = excluded.priority,
      entered_at = p_at, due_at = excluded.due_at, escalated_at = NULL, hidden_from = excluded.hidden_from,
      restricted = excluded.restricted, age_group = excluded.age_group, area = excluded.area,
      exploitation_types = excluded.exploitation_types, people = excluded.people, badges = excluded.badges,
      version = item.version + 1, changed_at = p_at
    WHERE item.finished_as IS NOT NULL
    RETURNING queue
  )
  SELECT coalesce(array_agg(queue), '{}') INTO v_added FROM added;
  UPDATE item SET paused_at = NULL, paused_for = NULL, paused_until = NULL, lowering_to = NULL, lowering_by = NULL,
    finished_at = p_at, finished_as = 'moved', finished_because = 'routed', version = version + 1, changed_at = p_at
  WHERE referral_id = p_referral AND finished_as IS NULL
    AND (queue = ANY (p_barred) OR (queue = 'HOLD' AND p_decision ->> 'primary' <> 'HOLD'));
  RETURN v_added;
END
$$;

-- The queues that a case is in now, for whoever reads it: not who works them, nor what they do.
CREATE FUNCTION queues_of_case(p_referral uuid) RETURNS TABLE (queue text, state text, is_accepted boolean, handler text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT item.queue, item.state, item.accepted_at IS NOT NULL, organisation.name
  FROM item LEFT JOIN organisation ON organisation.id = item.handler_id
  WHERE item.referral_id = p_referral
  ORDER BY item.queue;
END
$$;

-- Whoever works a case sends it to another queue, which they may not see: a finished item there opens again.
CREATE FUNCTION add_item(
  p_by_item uuid, p_queue text, p_kind text, p_identity text, p_handler uuid, p_due timestamptz, p_at timestamptz
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i item;
BEGIN
  SELECT * INTO STRICT i FROM item WHERE id = p_by_item
    AND (current_organisation() = ANY (hidden_from)) IS NOT TRUE
    AND (
      current_actor_role() = 'safeguarding_lead'
      OR (
        queue = ANY (queues_of(current_actor_role()))
        AND (NOT restricted OR queue <> 'POLICE' OR current_actor_role() = 'police_supervisor')
        AND (queue <> 'NRM' OR handler_id IS NULL OR handler_id = current_organisation())
      )
    );
  INSERT INTO item (
    referral_id, queue, kind, identity, handler_id, priority, entered_at, due_at, reference, organisation_id,
    hidden_from, restricted, age_group, area, exploitation_types, people, badges
  ) VALUES (
    i.referral_id, p_queue, p_kind, p_identity, p_handler, i.priority, p_at, p_due, i.reference, i.organisation_id,
    i.hidden_from, i.restricted, i.age_group, i.area, i.exploitation_types, i.people, i.badges
  )
  ON CONFLICT (referral_id, queue) DO UPDATE SET
    finished_at = NULL, finished_as = NULL, finished_because = NULL, accepted_at = NULL, owner_id = NULL,
    consent_confirmed_at = NULL, handler_id = coalesce(EXCLUDED.handler_id, item.handler_id),
    priority = least(item.priority, EXCLUDED.priority),
    entered_at = p_at, due_at = p_due, escalated_at = NULL, version = item.version + 1, changed_at = p_at
  WHERE item.finished_as IS NOT NULL;
  RETURN FOUND;
END
$$;

GRANT EXECUTE ON FUNCTION
  queues_of_case(uuid), add_item(uuid, text, text, text, uuid, timestamptz, timestamptz),
  pass_on_item(uuid, integer, uuid, timestamptz, timestamptz),
  may_correct(uuid), workers_of_case(uuid),
  apply_decision(uuid, jsonb, jsonb, text, text[], uuid[], text[], uuid, jsonb, jsonb, timestamptz),
  state_of(timestamptz, text, text), derive_state(), is_worker(), is_shared(uuid, boolean),
  is_owner_of_duty(uuid, text), owners_of_case(uuid), latest_outcomes(uuid), names_of(uuid[]), who_works(text), workers_of(text),
  organisations_with_desk(), find_requested(text, text), works_case(uuid), finish_transferred(uuid, timestamptz),
  find_held(timestamptz), resume_held(uuid, integer, timestamptz, timestamptz), escalate_overdue(timestamptz, integer), end_shares(date, timestamptz)
  TO referral_service;
