-- From whom a case is kept, who was told a withheld identity, and who opened what outside their work.

ALTER TABLE referral ADD COLUMN hidden_from_accounts uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE item ADD COLUMN hidden_from_accounts uuid[] NOT NULL DEFAULT '{}';

CREATE TABLE kept_from (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  account_id uuid,
  organisation_id uuid,
  reason text NOT NULL,
  words bytea,
  added_by uuid NOT NULL,
  added_at timestamptz(3) NOT NULL,
  lift_asked_by uuid,
  lift_asked_at timestamptz(3),
  lifted_by uuid,
  lifted_at timestamptz(3),
  CONSTRAINT kept_from_pkey PRIMARY KEY (id),
  CONSTRAINT kept_from_one CHECK ((account_id IS NULL) <> (organisation_id IS NULL)),
  CONSTRAINT kept_from_lifted_by_two CHECK (lifted_by IS NULL OR (lift_asked_by IS NOT NULL AND lifted_by <> lift_asked_by))
);
CREATE INDEX kept_from_referral_id_idx ON kept_from (referral_id);
ALTER TABLE kept_from ADD CONSTRAINT kept_from_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE release (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('agreed', 'emergency')),
  basis text NOT NULL,
  words bytea NOT NULL,
  asked_by uuid NOT NULL,
  asked_organisation_id uuid NOT NULL,
  asked_role text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  answer text CHECK (answer IN ('released', 'refused', 'superseded')),
  answer_words bytea,
  answered_by uuid,
  answered_organisation_id uuid,
  answered_at timestamptz(3),
  review_due_at timestamptz(3),
  review text CHECK (review IN ('upheld', 'ended')),
  review_words bytea,
  reviewed_by uuid,
  reviewed_at timestamptz(3),
  ended_at timestamptz(3),
  CONSTRAINT release_pkey PRIMARY KEY (id),
  CONSTRAINT release_by_two CHECK (
    answer IS NULL OR answer = 'superseded' OR kind = 'emergency'
    OR (answered_by <> asked_by AND answered_organisation_id <> asked_organisation_id)
  ),
  CONSTRAINT release_reviewed_by_another CHECK (reviewed_by IS NULL OR reviewed_by <> asked_by),
  CONSTRAINT release_emergency_is_reviewed CHECK (kind = 'agreed' OR review_due_at IS NOT NULL)
);
CREATE INDEX release_referral_id_idx ON release (referral_id);
CREATE INDEX release_asked_at_idx ON release (asked_at);
-- One at a time, whoever asks at once.
CREATE UNIQUE INDEX release_one_open ON release (referral_id)
  WHERE ended_at IS NULL AND (answer IS NULL OR answer = 'released');
ALTER TABLE release ADD CONSTRAINT release_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE opening (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  reason text NOT NULL,
  words bytea,
  at timestamptz(3) NOT NULL,
  until timestamptz(3) NOT NULL,
  CONSTRAINT opening_pkey PRIMARY KEY (id)
);
CREATE INDEX opening_account_id_referral_id_until_idx ON opening (account_id, referral_id, until);
CREATE INDEX opening_at_idx ON opening (at);
ALTER TABLE opening ADD CONSTRAINT opening_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;


-- Kept from an account as from an organisation: to them it does not exist. Restrictive policies stand
-- beside whatever others allow; what is read through referral and item follows them.

CREATE FUNCTION is_kept_from(p_organisations uuid[], p_accounts uuid[]) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (current_organisation() = ANY (p_organisations)) IS TRUE
    OR (current_account() = ANY (p_accounts)) IS TRUE;

CREATE OR REPLACE FUNCTION is_hidden(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN EXISTS (
      SELECT FROM referral WHERE id = p_referral AND is_kept_from(hidden_from, hidden_from_accounts)
    );
  END $$;

CREATE POLICY not_kept_from ON item AS RESTRICTIVE FOR SELECT TO referral_service
  USING (((SELECT current_account()) = ANY (hidden_from_accounts)) IS NOT TRUE);
CREATE POLICY not_kept_from ON referral AS RESTRICTIVE FOR SELECT TO referral_service
  USING (((SELECT current_account()) = ANY (hidden_from_accounts)) IS NOT TRUE);
CREATE POLICY not_kept_from ON identity AS RESTRICTIVE FOR SELECT TO referral_service
  USING (NOT is_hidden(referral_id));
CREATE POLICY not_kept_from ON details AS RESTRICTIVE FOR SELECT TO referral_service
  USING (NOT is_hidden(referral_id));
CREATE POLICY not_kept_from ON share AS RESTRICTIVE FOR SELECT TO referral_service
  USING (NOT is_hidden(referral_id));
CREATE POLICY not_kept_from ON presence AS RESTRICTIVE FOR SELECT TO referral_service
  USING (NOT is_hidden(referral_id));

-- A new place of a case is kept from whom the case is kept from, whoever adds it.
CREATE FUNCTION keep_new_item_from() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  NEW.hidden_from_accounts := coalesce(
    (SELECT hidden_from_accounts FROM referral WHERE id = NEW.referral_id), '{}'
  );
  IF (current_account() = ANY (NEW.hidden_from_accounts)) IS TRUE THEN
    RAISE EXCEPTION 'Kept from this account' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER kept_from_the_same BEFORE INSERT ON item
  FOR EACH ROW EXECUTE FUNCTION keep_new_item_from();

-- Functions that work an item for its worker skip it for whom it is kept from.
CREATE FUNCTION skip_kept_item() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN CASE WHEN (current_account() = ANY (OLD.hidden_from_accounts)) IS TRUE THEN NULL ELSE NEW END;
END
$$;
CREATE TRIGGER kept_from_is_not_worked BEFORE UPDATE ON item
  FOR EACH ROW WHEN (cardinality(OLD.hidden_from_accounts) > 0) EXECUTE FUNCTION skip_kept_item();

-- Nobody is told of a case that is kept from them.
CREATE FUNCTION skip_kept_delivery() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM message JOIN referral ON referral.id = message.referral_id
    WHERE message.id = NEW.message_id AND NEW.account_id = ANY (referral.hidden_from_accounts)
  ) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER kept_from_is_not_told BEFORE INSERT ON delivery
  FOR EACH ROW EXECUTE FUNCTION skip_kept_delivery();

CREATE OR REPLACE FUNCTION referrals_shared_by_name() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN ARRAY (
      SELECT DISTINCT referral_id FROM share
      WHERE current_organisation() IN (from_organisation_id, to_organisation_id)
        AND accepted_at IS NOT NULL AND ended_at IS NULL AND is_shared(referral_id, true)
        AND NOT is_hidden(referral_id)
    );
  END $$;

CREATE OR REPLACE FUNCTION find_receipt(p_account uuid, p_key text, p_reference text) RETURNS TABLE (
  reference text, submitted_at timestamptz, priority text, "primary" text, due_at timestamptz,
  fingerprint bytea, actions jsonb, hidden boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.reference, r.submitted_at, r.priority, r."primary", r.due_at, r.fingerprint,
    r.decision -> 'actions', is_kept_from(r.hidden_from, r.hidden_from_accounts)
  FROM referral r
  WHERE r.account_id = p_account AND p_account = current_account()
    AND (r.idempotency_key = p_key OR r.reference = p_reference);
END
$$;

-- How much each has, of what whoever asks may see: a number that is higher would tell of the rest.
CREATE OR REPLACE FUNCTION workers_of(p_queue text) RETURNS TABLE (
  id uuid, name text, role text, organisation_id uuid, organisation_name text, open_items bigint, overdue_items bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT account.id, account.name, account.role, account.organisation_id, organisation.name,
      work.open_items, work.overdue_items
    FROM account JOIN organisation ON organisation.id = account.organisation_id
      CROSS JOIN LATERAL (
        SELECT count(*) AS open_items, count(*) FILTER (
          WHERE item.due_at < coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now())
        ) AS overdue_items
        FROM item
        WHERE item.owner_id = account.id AND item.finished_as IS NULL
          AND NOT is_kept_from(item.hidden_from, item.hidden_from_accounts)
          AND (NOT item.restricted OR current_actor_role() <> 'police_triage_officer')
      ) AS work
    WHERE account.disabled_at IS NULL
      AND (p_queue = ANY (queues_of(account.role)) OR (p_queue = 'HOLD' AND account.role = 'safeguarding_lead'))
      AND (p_queue = ANY (queues_of(current_actor_role())) OR current_actor_role() = 'safeguarding_lead')
      AND (p_queue <> 'NRM' OR current_actor_role() = 'safeguarding_lead' OR account.organisation_id = current_organisation())
    ORDER BY account.name
  $$;

CREATE OR REPLACE FUNCTION find_requested(p_reference text, p_purpose text) RETURNS TABLE (
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
          AND account.id <> ALL (referral.hidden_from_accounts)
        ORDER BY account.created_at, account.id LIMIT 1
      ) AS lead ON true
    WHERE referral.reference = p_reference
      AND NOT is_kept_from(referral.hidden_from, referral.hidden_from_accounts)
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


-- Keeping a case from somebody: who may say so is said by the policies, what follows by a trigger.

ALTER TABLE kept_from ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (lift_asked_by, lift_asked_at, lifted_by, lifted_at) ON kept_from TO referral_service;
CREATE POLICY lead_reads ON kept_from FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor') AND works_case(referral_id)
);
-- A conflict of one's own, by anybody who works the case; anybody else's by those who lead.
CREATE POLICY lead_or_self_keeps ON kept_from FOR INSERT TO referral_service WITH CHECK (
  added_by = (SELECT current_account()) AND lift_asked_by IS NULL AND lifted_by IS NULL
  AND works_case(referral_id)
  AND (
    (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor')
    OR (account_id = (SELECT current_account()) AND reason = 'own_conflict')
  )
);
CREATE POLICY lead_lifts ON kept_from FOR UPDATE TO referral_service USING (
  (SELECT current_actor_role()) IN ('safeguarding_lead', 'police_supervisor') AND works_case(referral_id)
  AND lifted_at IS NULL
) WITH CHECK (
  (SELECT current_account()) IN (lift_asked_by, lifted_by) AND (lift_asked_by = lifted_by) IS NOT TRUE
);

-- Leads who would still see a case that were kept from one more account or organisation.
CREATE FUNCTION leads_left(p_referral uuid, p_account uuid, p_organisation uuid) RETURNS integer
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN (
    SELECT count(*) FROM account, referral
    WHERE referral.id = p_referral AND account.role = 'safeguarding_lead' AND account.disabled_at IS NULL
      AND (account.organisation_id = ANY (referral.hidden_from)) IS NOT TRUE
      AND (account.id = ANY (referral.hidden_from_accounts)) IS NOT TRUE
      AND account.id IS DISTINCT FROM p_account AND account.organisation_id IS DISTINCT FROM p_organisation
  );
END
$$;

-- Whether routing itself keeps a case from an organisation: lib/referral/find-hidden-from.ts says the same.
CREATE FUNCTION is_implicated(p_referral uuid, p_organisation uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM referral JOIN organisation AS sender ON sender.id = referral.organisation_id
      JOIN organisation AS asked ON asked.id = p_organisation
    WHERE referral.id = p_referral AND CASE coalesce(referral.revised_facts, referral.facts) ->> 'implicated'
      WHEN 'police' THEN asked.type = 'police'
      WHEN 'referrer' THEN asked.id = sender.id OR (sender.type = 'police' AND asked.type = 'police')
      ELSE false
    END
  );
END
$$;

CREATE FUNCTION apply_kept_from() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
DECLARE
  v_accounts uuid[];
  r referral;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.lifted_at IS NULL OR OLD.lifted_at IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' AND leads_left(NEW.referral_id, NEW.account_id, NEW.organisation_id) = 0 THEN
    RAISE EXCEPTION 'No safeguarding lead would see the case' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(array_agg(DISTINCT account_id), '{}') INTO v_accounts FROM kept_from
    WHERE referral_id = NEW.referral_id AND account_id IS NOT NULL AND lifted_at IS NULL;
  UPDATE referral SET hidden_from_accounts = v_accounts,
    hidden_from = CASE
      WHEN NEW.organisation_id IS NULL THEN hidden_from
      WHEN TG_OP = 'INSERT' THEN ARRAY (SELECT DISTINCT unnest(coalesce(hidden_from, '{}') || NEW.organisation_id))
      WHEN is_implicated(id, NEW.organisation_id) THEN hidden_from
      ELSE array_remove(hidden_from, NEW.organisation_id)
    END
  WHERE id = NEW.referral_id RETURNING * INTO STRICT r;
  UPDATE item SET hidden_from = r.hidden_from, hidden_from_accounts = v_accounts,
    owner_id = CASE WHEN NOT found.is_kept THEN owner_id END,
    accepted_at = CASE WHEN NOT found.is_kept THEN accepted_at END,
    version = version + 1, changed_at = coalesce(NEW.lifted_at, NEW.added_at)
  FROM (
    SELECT i.id AS item_id, i.finished_as IS NULL AND coalesce(
      account.id = ANY (v_accounts) OR account.organisation_id = ANY (r.hidden_from), false
    ) AS is_kept
    FROM item i LEFT JOIN account ON account.id = i.owner_id
    WHERE i.referral_id = NEW.referral_id
  ) AS found
  WHERE item.id = found.item_id;
  DELETE FROM presence USING account
  WHERE presence.referral_id = NEW.referral_id AND account.id = presence.account_id
    AND (account.id = ANY (v_accounts) OR account.organisation_id = ANY (r.hidden_from));
  RETURN NULL;
END
$$;
CREATE TRIGGER is_applied AFTER INSERT OR UPDATE ON kept_from
  FOR EACH ROW EXECUTE FUNCTION apply_kept_from();
CREATE TRIGGER never_forgotten BEFORE DELETE OR TRUNCATE ON kept_from
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- From whom a case may be kept: those who work a queue that it is in, lead, or are of the organisation
-- that sent it. A supervisor chooses among their own organisation.
CREATE FUNCTION who_could_see(p_referral uuid) RETURNS TABLE (id uuid, name text, role text, organisation_name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT account.id, account.name, account.role, organisation.name
  FROM referral, account JOIN organisation ON organisation.id = account.organisation_id
  WHERE referral.id = p_referral AND NOT is_hidden(p_referral) AND account.disabled_at IS NULL
    AND (
      current_actor_role() = 'safeguarding_lead'
      OR (current_actor_role() = 'police_supervisor' AND account.organisation_id = current_organisation())
    )
    AND (account.organisation_id = ANY (referral.hidden_from)) IS NOT TRUE
    AND account.id <> ALL (referral.hidden_from_accounts)
    AND (
      account.role = 'safeguarding_lead'
      OR (account.role = 'referrer' AND account.organisation_id = referral.organisation_id)
      OR EXISTS (
        SELECT FROM item WHERE item.referral_id = p_referral AND item.queue = ANY (queues_of(account.role))
          AND (item.queue <> 'NRM' OR item.handler_id IS NULL OR item.handler_id = account.organisation_id)
      )
    )
  ORDER BY account.name, account.id;
END
$$;

-- The names of those from whom a case is kept, and of those who said so: for who reads the rows.
CREATE FUNCTION names_of_kept(p_referral uuid) RETURNS TABLE (id uuid, name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT account.id, account.name || ', ' || organisation.name
  FROM account JOIN organisation ON organisation.id = account.organisation_id
  WHERE current_actor_role() IN ('safeguarding_lead', 'police_supervisor') AND NOT is_hidden(p_referral)
    AND EXISTS (
      SELECT FROM kept_from WHERE referral_id = p_referral
        AND account.id IN (account_id, added_by, lift_asked_by, lifted_by)
    );
END
$$;


-- Telling police who somebody is who did not agree: by two people, or by one where a life is at risk.

ALTER TABLE release ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT,
  UPDATE (answer, answer_words, answered_by, answered_organisation_id, answered_at,
    review, review_words, reviewed_by, reviewed_at, ended_at) ON release TO referral_service;
CREATE POLICY who_may_know_reads ON release FOR SELECT TO referral_service USING (
  is_readable(referral_id) AND (
    (SELECT current_actor_role()) = 'safeguarding_lead' OR 'POLICE' = ANY ((SELECT queues_of(current_actor_role()))::text[])
  )
);
CREATE POLICY officer_asks ON release FOR INSERT TO referral_service WITH CHECK (
  asked_by = (SELECT current_account()) AND asked_organisation_id = (SELECT current_organisation())
  AND asked_role = (SELECT current_actor_role()) AND review IS NULL AND reviewed_by IS NULL AND ended_at IS NULL
  AND CASE kind
    WHEN 'emergency' THEN answer = 'released' AND answered_by = asked_by AND basis = 'threat_to_life'
    ELSE answer IS NULL AND answered_by IS NULL
  END
  AND EXISTS (
    SELECT FROM item
    WHERE item.referral_id = release.referral_id AND item.queue = 'POLICE' AND item.identity = 'withheld'
      AND 'POLICE' = ANY (queues_of(current_actor_role()))
  )
);
CREATE POLICY lead_answers ON release FOR UPDATE TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id)
  AND asked_by <> (SELECT current_account()) AND asked_organisation_id <> (SELECT current_organisation())
  AND answer IS NULL
) WITH CHECK (answered_by = (SELECT current_account()) AND answered_organisation_id = (SELECT current_organisation()) AND reviewed_by IS NULL);
CREATE POLICY lead_reviews ON release FOR UPDATE TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id)
  AND asked_by <> (SELECT current_account()) AND asked_organisation_id <> (SELECT current_organisation())
  AND answer = 'released' AND ended_at IS NULL
) WITH CHECK (reviewed_by = (SELECT current_account()));

-- Nobody waits for an answer while a life is at risk.
CREATE FUNCTION emergency_comes_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE release SET answer = 'superseded', answered_at = NEW.asked_at
  WHERE referral_id = NEW.referral_id AND answer IS NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER emergency_comes_first BEFORE INSERT ON release
  FOR EACH ROW WHEN (NEW.kind = 'emergency') EXECUTE FUNCTION emergency_comes_first();

CREATE FUNCTION apply_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.answer = 'released' AND (TG_OP = 'INSERT' OR OLD.answer IS NULL) THEN
    UPDATE item SET identity = 'shared', version = version + 1, changed_at = NEW.answered_at
    WHERE referral_id = NEW.referral_id AND queue = 'POLICE' AND identity = 'withheld';
    IF NEW.kind = 'emergency' THEN
      INSERT INTO duty (referral_id, kind, owner_queue, opened_at, due_at)
      VALUES (NEW.referral_id, 'release_review', 'HOLD', NEW.asked_at, NEW.review_due_at)
      ON CONFLICT (referral_id, kind) DO UPDATE SET opened_at = EXCLUDED.opened_at, due_at = EXCLUDED.due_at,
        settled_at = NULL, settled_as = NULL, settled_by = NULL, manner = NULL, escalated_at = NULL,
        version = duty.version + 1;
    END IF;
  ELSIF TG_OP = 'UPDATE' AND NEW.reviewed_at IS DISTINCT FROM OLD.reviewed_at THEN
    UPDATE duty SET settled_at = NEW.reviewed_at, settled_as = 'done', settled_by = NEW.reviewed_by,
      manner = NEW.review, version = version + 1
    WHERE referral_id = NEW.referral_id AND kind = 'release_review' AND settled_at IS NULL;
    IF NEW.ended_at IS NOT NULL THEN
      -- Withheld again, but where the person has agreed meanwhile.
      UPDATE item SET identity = CASE
          WHEN referral.revised_at > NEW.answered_at THEN referral.revised_decision ->> 'identityToPolice'
          ELSE 'withheld'
        END, version = item.version + 1, changed_at = NEW.ended_at
      FROM referral
      WHERE referral.id = NEW.referral_id AND item.referral_id = referral.id AND item.queue = 'POLICE';
    END IF;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER is_applied AFTER INSERT OR UPDATE ON release FOR EACH ROW EXECUTE FUNCTION apply_release();
CREATE TRIGGER never_forgotten BEFORE DELETE OR TRUNCATE ON release
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was released stays so until a lead ends it, whatever the routing decides anew.
CREATE FUNCTION keep_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM release WHERE referral_id = NEW.referral_id AND answer = 'released' AND ended_at IS NULL
  ) THEN
    NEW.identity := 'shared';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER released_until_ended BEFORE UPDATE OF identity ON item
  FOR EACH ROW WHEN (NEW.queue = 'POLICE' AND NEW.identity = 'withheld' AND OLD.identity = 'shared')
  EXECUTE FUNCTION keep_released();


-- Opening a case outside one's own work, with a reason. Append-only.

ALTER TABLE opening ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON opening TO referral_service;
CREATE POLICY self_or_lead_reads ON opening FOR SELECT TO referral_service USING (
  account_id = (SELECT current_account())
  OR ((SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id))
);
CREATE POLICY self_opens ON opening FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND role = (SELECT current_actor_role()) AND is_readable(referral_id)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opening
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE INDEX event_of_opening ON event (account_id, at) WHERE type IN ('referral.viewed', 'openings.many');

-- Whether a case is somebody's own work: what they sent, have, may take, must do or were given. Asked as
-- whoever acts, of a case that they can read.
CREATE FUNCTION is_own_work(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
AS $$
DECLARE
  v_account uuid := current_account();
  v_role text := current_actor_role();
  v_organisation uuid := current_organisation();
  v_leads boolean := v_role = 'safeguarding_lead';
BEGIN
  RETURN v_role = 'referrer' OR is_author(p_referral)
    OR EXISTS (
      SELECT FROM item
      WHERE referral_id = p_referral AND (
        (queue = ANY (queues_of(v_role)) AND (owner_id = v_account OR (owner_id IS NULL AND finished_as IS NULL)))
        OR (finished_as IS NULL AND (
          (v_leads AND queue = 'HOLD')
          OR lowering_by <> v_account
          OR (escalated_at IS NOT NULL AND v_role = CASE queue WHEN 'POLICE' THEN 'police_supervisor' ELSE 'safeguarding_lead' END)
        ))
      )
    )
    OR EXISTS (
      SELECT FROM duty
      WHERE referral_id = p_referral AND settled_at IS NULL AND (
        owner_organisation_id = v_organisation OR (v_leads AND owner_queue = 'HOLD')
        OR (escalated_at IS NOT NULL AND v_role = CASE owner_queue WHEN 'POLICE' THEN 'police_supervisor' ELSE 'safeguarding_lead' END)
      )
    )
    OR is_shared(p_referral, false)
    OR EXISTS (
      SELECT FROM share
      WHERE referral_id = p_referral AND to_organisation_id = v_organisation
        AND accepted_at IS NULL AND declined_at IS NULL AND ended_at IS NULL
    )
    OR EXISTS (
      SELECT FROM kept_from
      WHERE referral_id = p_referral AND lift_asked_by <> v_account AND lifted_at IS NULL
    )
    OR (v_leads AND EXISTS (
      SELECT FROM release
      WHERE referral_id = p_referral AND asked_organisation_id <> v_organisation AND answer IS NULL
    ))
    OR (v_leads AND is_route_open(p_referral));
END
$$;

-- A case that is kept from the police waits for a lead to send it elsewhere.
CREATE FUNCTION is_route_open(p_referral uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM referral JOIN organisation ON organisation.id = ANY (referral.hidden_from)
    WHERE referral.id = p_referral AND organisation.type = 'police'
  ) AND NOT EXISTS (
    SELECT FROM act WHERE referral_id = p_referral AND type = 'route_outside' AND undone_at IS NULL
  );
END
$$;

CREATE FUNCTION was_opened_as_own_work(p_referral uuid, p_since timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM event
    WHERE type = 'referral.viewed' AND account_id = current_account() AND at > p_since
      AND referral_id = p_referral AND detail ->> 'entry' = 'own_work'
  );
END
$$;

-- Whether opening this case is one more than p_most different ones in an hour, and nobody was told yet.
CREATE FUNCTION is_one_too_many(p_referral uuid, p_at timestamptz, p_most integer) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_since timestamptz := p_at - interval '1 hour';
BEGIN
  RETURN (
    SELECT count(DISTINCT referral_id) FILTER (WHERE type = 'referral.viewed' AND referral_id <> p_referral) >= p_most
      AND count(*) FILTER (WHERE type = 'openings.many') = 0
    FROM event
    WHERE type IN ('referral.viewed', 'openings.many') AND account_id = current_account() AND at > v_since
  );
END
$$;

-- How somebody may open a case: as their own work, as what was theirs a short while ago, with a reason
-- that they gave, or not without one. No row where there is no such case, or it is not theirs to see.
CREATE FUNCTION find_entry(p_reference text, p_at timestamptz, p_since timestamptz, p_most integer)
  RETURNS TABLE (referral_id uuid, priority text, entry text, opening_id uuid, is_many boolean)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT found.id, found.priority,
    CASE
      WHEN is_own_work(found.id) THEN 'own_work'
      WHEN was_opened_as_own_work(found.id, p_since) THEN 'recent'
      WHEN given.id IS NOT NULL THEN 'opening'
    END,
    given.id,
    is_one_too_many(found.id, p_at, p_most)
  FROM (SELECT id, priority FROM referral WHERE reference = p_reference) AS found
    LEFT JOIN LATERAL (
      SELECT id FROM opening
      WHERE account_id = current_account() AND referral_id = found.id AND at <= p_at AND until > p_at
      ORDER BY at DESC LIMIT 1
    ) AS given ON true;
END
$$;

-- Who opened what, for the lead who may see the case: the names of those who did.
CREATE FUNCTION names_of_openers(p_since timestamptz) RETURNS TABLE (id uuid, name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT account.id, account.name FROM account
  WHERE current_actor_role() = 'safeguarding_lead'
    AND (
      EXISTS (SELECT FROM opening WHERE account_id = account.id AND at > p_since)
      OR EXISTS (SELECT FROM event WHERE type = 'openings.many' AND account_id = account.id AND event.at > p_since)
    );
END
$$;

GRANT EXECUTE ON FUNCTION
  is_kept_from(uuid[], uuid[]), leads_left(uuid, uuid, uuid), is_implicated(uuid, uuid), who_could_see(uuid),
  names_of_kept(uuid), is_own_work(uuid), is_route_open(uuid), was_opened_as_own_work(uuid, timestamptz),
  is_one_too_many(uuid, timestamptz, integer), find_entry(text, timestamptz, timestamptz, integer),
  names_of_openers(timestamptz), skip_kept_item()
  TO referral_service;
