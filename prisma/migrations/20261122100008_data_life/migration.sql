-- The life of the data: keys that change, data that is disposed of, and what a person may ask for.

-- Keys

-- A value that was sealed when the service first started. What cannot open it has another key.
CREATE TABLE key_check (
  id text NOT NULL DEFAULT 'only' CHECK (id = 'only'),
  sealed bytea NOT NULL,
  CONSTRAINT key_check_pkey PRIMARY KEY (id)
);
ALTER TABLE key_check ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON key_check TO referral_service;
CREATE POLICY anybody_checks ON key_check FOR SELECT TO referral_service USING (true);
CREATE POLICY first_start_seals ON key_check FOR INSERT TO referral_service WITH CHECK (true);

-- With which key a term was hashed, as lib/sealing names keys. Null: from before keys were noted.
ALTER TABLE search_term ADD COLUMN key_id bytea;
CREATE INDEX search_term_referral_id_idx ON search_term (referral_id);

-- How every sealed value begins: its version, the key's name, and its own key, wrapped. What follows
-- is the value, which a change of keys never touches. lib/sealing/seal-answers.ts makes it.
CREATE FUNCTION sealed_head_size() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 65;

-- Every column that may hold sealed values: what begins otherwise, or is shorter, is no such value.
CREATE FUNCTION bytes_columns() RETURNS TABLE (table_name text, column_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT pg_class.relname::text, pg_attribute.attname::text
    FROM pg_attribute JOIN pg_class ON pg_class.oid = pg_attribute.attrelid
    WHERE pg_class.relnamespace = 'public'::regnamespace AND pg_class.relkind = 'r'
      AND pg_attribute.atttypid = 'bytea'::regtype AND pg_attribute.attnum > 0 AND NOT pg_attribute.attisdropped
    ORDER BY 1, 2
  $$;

-- How many values of a column each key seals. For the owner.
CREATE FUNCTION count_sealed(p_table text, p_column text) RETURNS TABLE (key_id text, values_sealed bigint)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT encode(substring(%1$I from 2 for 4), ''hex''), count(*) FROM %2$I
      WHERE octet_length(%1$I) >= sealed_head_size() AND get_byte(substring(%1$I from 1 for 1), 0) = 1
      GROUP BY 1', p_column, p_table);
END
$$;

-- The names of the keys that something is still sealed or hashed with, and nothing else: for the
-- service, which must not start without one of them.
CREATE FUNCTION key_ids_in_use() RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_place record;
  v_found text[] := '{}';
BEGIN
  FOR v_place IN SELECT * FROM bytes_columns() LOOP
    v_found := v_found || ARRAY (SELECT key_id FROM count_sealed(v_place.table_name, v_place.column_name));
  END LOOP;
  RETURN ARRAY (SELECT DISTINCT unnest(v_found) ORDER BY 1);
END
$$;

-- The id of a row as lib/sealing/places.ts writes it: its primary key, joined by colons.
CREATE FUNCTION key_expression(p_table text) RETURNS text
  LANGUAGE sql STABLE SET search_path = pg_catalog, public
  AS $$
    SELECT format('concat_ws('':'', %s)', string_agg(quote_ident(attname), ', ' ORDER BY place))
    FROM pg_index
      CROSS JOIN LATERAL unnest(indkey) WITH ORDINALITY AS part (number, place)
      JOIN pg_attribute ON attrelid = indrelid AND attnum = part.number
    WHERE indisprimary AND indrelid = format('public.%I', p_table)::regclass
  $$;

CREATE FUNCTION pages_of(p_table text) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog, public
  RETURN pg_relation_size(format('public.%I', p_table)::regclass) / current_setting('block_size')::integer;

-- The heads of values that another key than p_key seals, from some pages of a table. For the owner.
CREATE FUNCTION sealed_otherwise(p_table text, p_column text, p_key text, p_from bigint, p_to bigint)
  RETURNS TABLE (place text, id text, head bytea)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT ctid::text, %3$s, substring(%1$I from 1 for sealed_head_size()) FROM %2$I
      WHERE ctid >= $2 AND ctid < $3 AND octet_length(%1$I) >= sealed_head_size()
        AND get_byte(substring(%1$I from 1 for 1), 0) = 1
        AND encode(substring(%1$I from 2 for 4), ''hex'') <> $1',
    p_column, p_table, key_expression(p_table))
    USING p_key, format('(%s,0)', p_from)::tid, format('(%s,0)', p_to)::tid;
END
$$;

-- Some values of a column, to prove that they open: after a restore. For the owner.
CREATE FUNCTION sample_sealed(p_table text, p_column text, p_most integer) RETURNS TABLE (id text, sealed bytea)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT %3$s, %1$I FROM %2$I
      WHERE octet_length(%1$I) >= sealed_head_size() AND get_byte(substring(%1$I from 1 for 1), 0) = 1
      ORDER BY random() LIMIT %4$s', p_column, p_table, key_expression(p_table), p_most);
END
$$;

-- How many rows each table has. For the owner.
CREATE FUNCTION count_rows() RETURNS TABLE (table_name text, row_count bigint)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
DECLARE
  v_table regclass;
BEGIN
  FOR v_table IN
    SELECT oid FROM pg_class
    WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'audit'::regnamespace) ORDER BY oid::regclass::text
  LOOP
    table_name := v_table::text;
    EXECUTE format('SELECT count(*) FROM %s', v_table) INTO row_count;
    RETURN NEXT;
  END LOOP;
END
$$;

-- The first event whose hash, or whose link to the one before, does not hold; null where all do. For
-- the owner, after a restore.
CREATE FUNCTION first_broken_event() RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog, public
  AS $$
    WITH chained AS (
      SELECT sequence, previous, hash, lag(hash) OVER (ORDER BY sequence) AS before,
        sha256(previous || convert_to(event_text(event), 'UTF8')) AS due
      FROM event
    )
    SELECT min(sequence) FROM chained WHERE hash <> due OR previous <> coalesce(before, previous)
  $$;

-- Gives values new heads where the old one still stands, so that whoever writes meanwhile wins. What
-- follows the head is not even read. For the owner.
-- p_heads: [{place, old, new}], bytes in hexadecimal.
CREATE FUNCTION replace_heads(p_table text, p_column text, p_heads jsonb) RETURNS integer
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  PERFORM set_config('app.exception', 'rewrap', true);
  EXECUTE format(
    'UPDATE %2$I AS kept SET %1$I = decode(given.new, ''hex'') || substring(kept.%1$I from sealed_head_size() + 1)
      FROM jsonb_to_recordset($1) AS given (place tid, old text, new text)
      WHERE kept.ctid = given.place AND length(given.new) = 2 * sealed_head_size()
        AND substring(kept.%1$I from 1 for sealed_head_size()) = decode(given.old, ''hex'')',
    p_column, p_table) USING p_heads;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  PERFORM set_config('app.exception', '', true);
  RETURN v_count;
END
$$;

-- What is never changed is so for everybody but two functions of the owner: the one above, which
-- changes the wrapping of a key and no value, and the one that erases a referral whole. Neither
-- reaches the trail.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_TABLE_NAME NOT IN ('event', 'tombstone')
    AND (TG_OP, current_setting('app.exception', true)) IN (('UPDATE', 'rewrap'), ('DELETE', 'erase'))
    AND pg_has_role(current_user, (SELECT relowner FROM pg_catalog.pg_class WHERE oid = TG_RELID), 'USAGE')
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'What % holds is never changed', TG_TABLE_NAME USING ERRCODE = '42501';
END
$$;


-- Retention and disposal

-- A case that must be kept whatever its time is: for a court, an inquiry or an open complaint.
CREATE TABLE legal_hold (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  because text NOT NULL,
  words bytea,
  placed_by uuid NOT NULL,
  placed_at timestamptz(3) NOT NULL,
  lifted_by uuid,
  lifted_at timestamptz(3),
  CONSTRAINT legal_hold_pkey PRIMARY KEY (id)
);
ALTER TABLE legal_hold ADD CONSTRAINT legal_hold_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX legal_hold_referral_id_idx ON legal_hold (referral_id);
CREATE UNIQUE INDEX legal_hold_one_at_a_time ON legal_hold (referral_id) WHERE lifted_at IS NULL;

-- A referral whose time is over, and what was decided about it. It outlives the referral.
CREATE TABLE disposal (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  referral_id uuid NOT NULL,
  reference text NOT NULL,
  kind text NOT NULL,
  closed_at timestamptz(3),
  due_at timestamptz(3) NOT NULL,
  decision text CHECK (decision IN ('keep', 'dispose')),
  because text,
  until date,
  words bytea,
  decided_by uuid,
  decided_at timestamptz(3),
  agreed_by uuid CHECK (agreed_by <> decided_by),
  erased_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT disposal_pkey PRIMARY KEY (id)
);
CREATE INDEX disposal_referral_id_idx ON disposal (referral_id);
CREATE INDEX disposal_erased_at_due_at_idx ON disposal (erased_at, due_at);
CREATE UNIQUE INDEX disposal_one_at_a_time ON disposal (referral_id) WHERE erased_at IS NULL;

-- What is left of a referral: enough to count it and to know that it is gone.
CREATE TABLE tombstone (
  referral_id uuid NOT NULL,
  reference text NOT NULL,
  submitted_in date NOT NULL,
  "primary" text NOT NULL,
  priority text NOT NULL,
  queues text[] NOT NULL,
  outcomes jsonb NOT NULL,
  because text NOT NULL,
  erased_at timestamptz(3) NOT NULL,
  CONSTRAINT tombstone_pkey PRIMARY KEY (referral_id)
);
CREATE UNIQUE INDEX tombstone_reference_key ON tombstone (reference);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tombstone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE legal_hold ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at) ON legal_hold TO referral_service;
CREATE POLICY lead_reads ON legal_hold FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id));
-- Whoever is to agree that a case is erased learns that it may not be.
CREATE POLICY second_person_sees ON legal_hold FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) = 'administrator'
  AND EXISTS (SELECT FROM disposal WHERE disposal.referral_id = legal_hold.referral_id)
);
CREATE POLICY lead_places ON legal_hold FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id)
  AND placed_by = (SELECT current_account()) AND lifted_at IS NULL
);
CREATE POLICY lead_lifts ON legal_hold FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id) AND lifted_at IS NULL)
  WITH CHECK (lifted_by = (SELECT current_account()));

-- The lead reviews. An administrator, who reads no case, sees what waits for a second person.
ALTER TABLE disposal ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON disposal TO referral_service;
GRANT UPDATE (decision, because, until, words, decided_by, decided_at, version) ON disposal TO referral_service;
CREATE POLICY lead_reviews ON disposal FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND (erased_at IS NOT NULL OR is_readable(referral_id))
);
CREATE POLICY second_person_sees ON disposal FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator' AND decision = 'dispose');
CREATE POLICY lead_decides ON disposal FOR UPDATE TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND erased_at IS NULL AND is_readable(referral_id)
) WITH CHECK (decided_by = (SELECT current_account()));

ALTER TABLE tombstone ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON tombstone TO referral_service;
CREATE POLICY lead_or_auditor_reads ON tombstone FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) IN ('safeguarding_lead', 'auditor'));

-- Marks what is due: referrals that nobody works and whose every duty is settled, as long after their
-- end as the rule of their kind and controller says, and those that were kept until a day that is over.
-- p_rules: [{kind, controller, days, childDays}]; controller is a type of organisation, or 'county'.
CREATE FUNCTION mark_due(p_rules jsonb, p_at timestamptz, p_most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d record;
  v_count integer := 0;
BEGIN
  FOR d IN
    WITH again AS (
      UPDATE disposal SET decision = NULL, until = NULL, due_at = p_at, version = version + 1
      WHERE decision = 'keep' AND erased_at IS NULL AND until < (p_at AT TIME ZONE 'Europe/London')::date
      RETURNING id, referral_id, kind
    ), ended AS (
      SELECT referral.id, referral.reference, organisation.type, referral.age_group, of_items.closed_at,
        CASE
          WHEN EXISTS (SELECT FROM outcome WHERE outcome.referral_id = referral.id AND track = 'nrm') THEN 'nrm_outcome'
          WHEN of_items.all_declined THEN 'declined'
          ELSE 'no_further_action'
        END AS kind
      FROM referral
        JOIN organisation ON organisation.id = referral.organisation_id
        JOIN LATERAL (
          SELECT max(finished_at) AS closed_at, bool_and(finished_as = 'declined') AS all_declined,
            bool_and(finished_as IS NOT NULL) AS is_over
          FROM item WHERE item.referral_id = referral.id
        ) AS of_items ON of_items.is_over
      WHERE NOT EXISTS (SELECT FROM disposal WHERE disposal.referral_id = referral.id AND erased_at IS NULL)
        AND NOT EXISTS (SELECT FROM legal_hold WHERE legal_hold.referral_id = referral.id AND lifted_at IS NULL)
        AND NOT EXISTS (SELECT FROM duty WHERE duty.referral_id = referral.id AND settled_at IS NULL)
    ), dated AS (
      SELECT ended.*, closed_at + make_interval(days => rule.days
        + CASE WHEN ended.age_group <> 'adult' THEN rule."childDays" ELSE 0 END) AS due_at
      FROM ended CROSS JOIN LATERAL (
        SELECT days, "childDays" FROM jsonb_to_recordset(p_rules) AS r (kind text, controller text, days integer, "childDays" integer)
        WHERE r.kind = ended.kind AND r.controller IN (ended.type, 'county')
        ORDER BY r.controller = 'county' LIMIT 1
      ) AS rule
    ), marked AS (
      INSERT INTO disposal (referral_id, reference, kind, closed_at, due_at)
      SELECT id, reference, kind, closed_at, due_at FROM dated WHERE due_at <= p_at ORDER BY due_at LIMIT p_most
      ON CONFLICT DO NOTHING
      RETURNING id, referral_id, kind
    )
    SELECT * FROM again UNION ALL SELECT * FROM marked
  LOOP
    v_count := v_count + 1;
    PERFORM audit.append('disposal.due', NULL, NULL, NULL, d.referral_id, jsonb_build_object('disposal', d.id, 'kind', d.kind));
  END LOOP;
  RETURN v_count;
END
$$;

-- What nobody needs to review: over sessions, and messages that were delivered long ago.
CREATE FUNCTION delete_expired(p_sessions interval, p_messages interval, p_exports interval, p_at timestamptz)
  RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_all integer := 0;
  v_count integer;
BEGIN
  DELETE FROM session WHERE least(coalesce(ended_at, expires_at), expires_at) < p_at - p_sessions;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_all := v_all + v_count;
  DELETE FROM delivery USING message
    WHERE message.id = delivery.message_id AND message.handed_over_at < p_at - p_messages;
  DELETE FROM message WHERE handed_over_at < p_at - p_messages;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_all := v_all + v_count;
  DELETE FROM presence WHERE seen_at < p_at - interval '1 day';
  UPDATE data_request SET export = NULL, review = NULL
    WHERE exported_at < p_at - p_exports AND (export IS NOT NULL OR review IS NOT NULL);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_all + v_count;
END
$$;

-- Deletes rows and, before them, whatever refers to them: also in tables that did not exist when this
-- was written. What is only set to null, or goes by itself, is left to the database.
CREATE FUNCTION delete_with_children(p_table regclass, p_condition text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  v_child record;
BEGIN
  FOR v_child IN
    SELECT conrelid::regclass AS place, child.attname AS child_column, parent.attname AS parent_column
    FROM pg_constraint
      JOIN pg_attribute AS child ON child.attrelid = conrelid AND child.attnum = conkey[1]
      JOIN pg_attribute AS parent ON parent.attrelid = confrelid AND parent.attnum = confkey[1]
    WHERE contype = 'f' AND confrelid = p_table AND conrelid <> confrelid AND confdeltype IN ('a', 'r')
      AND cardinality(conkey) = 1
  LOOP
    PERFORM delete_with_children(v_child.place, format('%I IN (SELECT %I FROM %s WHERE %s)',
      v_child.child_column, v_child.parent_column, p_table, p_condition));
  END LOOP;
  EXECUTE format('DELETE FROM %s WHERE %s', p_table, p_condition);
END
$$;

-- Erases a referral: everything that was typed, said or sent of it. Two people: one asked, and whoever
-- calls this agrees. A tombstone and the trail stay, which hold ids and codes only. A file of evidence
-- is noise from here on, because its key is gone; a job removes it.
CREATE FUNCTION erase_referral(p_disposal uuid, p_version integer, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d disposal;
  r referral;
  v_table regclass;
BEGIN
  SELECT * INTO d FROM disposal WHERE id = p_disposal AND version = p_version FOR UPDATE;
  IF NOT FOUND OR d.decision IS DISTINCT FROM 'dispose' OR d.erased_at IS NOT NULL THEN
    RETURN false;
  END IF;
  IF current_actor_role() NOT IN ('safeguarding_lead', 'administrator') OR current_account() IS NULL
    OR d.decided_by = current_account() THEN
    RAISE EXCEPTION 'It takes a second person' USING ERRCODE = '42501';
  END IF;
  SELECT * INTO STRICT r FROM referral WHERE id = d.referral_id FOR UPDATE;
  IF EXISTS (SELECT FROM legal_hold WHERE referral_id = r.id AND lifted_at IS NULL) THEN
    RAISE EXCEPTION 'A legal hold keeps it' USING ERRCODE = '42501';
  END IF;
  INSERT INTO tombstone (referral_id, reference, submitted_in, "primary", priority, queues, outcomes, because, erased_at)
    VALUES (r.id, r.reference, date_trunc('month', r.submitted_at)::date, r."primary", r.priority,
      ARRAY (SELECT queue FROM item WHERE referral_id = r.id ORDER BY queue), latest_outcomes(r.id), d.kind, p_at);
  PERFORM set_config('app.exception', 'erase', true);
  DELETE FROM draft WHERE sent_again_from = r.id OR id = r.draft_id;
  DELETE FROM link WHERE other_id = r.id;
  FOR v_table IN
    SELECT attrelid::regclass FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE attname = 'referral_id' AND NOT attisdropped AND relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('event', 'disposal', 'tombstone', 'data_request')
    ORDER BY relname
  LOOP
    PERFORM delete_with_children(v_table, format('referral_id = %L', r.id));
  END LOOP;
  PERFORM delete_with_children('referral', format('id = %L', r.id));
  UPDATE data_request SET words = NULL, review = NULL, export = NULL,
    closed_at = coalesce(closed_at, p_at), closed_as = coalesce(closed_as, 'passed_on')
    WHERE referral_id = r.id;
  UPDATE disposal SET words = NULL, agreed_by = current_account(), erased_at = p_at, version = version + 1 WHERE id = d.id;
  PERFORM set_config('app.exception', '', true);
  PERFORM audit.append('referral.erased', current_account(), current_organisation(), current_actor_role(), r.id,
    jsonb_build_object('disposal', d.id, 'kind', d.kind, 'decided_by', d.decided_by));
  RETURN true;
END
$$;

-- The second person does not agree: it is due as before.
CREATE FUNCTION refuse_disposal(p_disposal uuid, p_version integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d disposal;
BEGIN
  UPDATE disposal SET decision = NULL, because = NULL, words = NULL, decided_by = NULL, decided_at = NULL, version = version + 1
    WHERE id = p_disposal AND version = p_version AND decision = 'dispose' AND erased_at IS NULL
      AND decided_by <> current_account() AND current_actor_role() IN ('safeguarding_lead', 'administrator')
    RETURNING * INTO d;
  IF FOUND THEN
    PERFORM audit.append('disposal.refused', current_account(), current_organisation(), current_actor_role(),
      d.referral_id, jsonb_build_object('disposal', d.id));
  END IF;
  RETURN FOUND;
END
$$;


-- What a person may ask for of their own data

CREATE TABLE data_request (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  reference text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('access', 'erasure', 'rectification')),
  asked_by text NOT NULL,
  identity_checked text NOT NULL,
  words bytea,
  opened_by uuid NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  due_on date NOT NULL,
  approved_by uuid CHECK (approved_by <> opened_by),
  approved_at timestamptz(3),
  review bytea,
  reviewed_at timestamptz(3),
  export bytea,
  exported_at timestamptz(3),
  fetched_at timestamptz(3),
  closed_at timestamptz(3),
  closed_as text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT data_request_pkey PRIMARY KEY (id)
);
CREATE INDEX data_request_referral_id_idx ON data_request (referral_id);
CREATE INDEX data_request_closed_at_due_on_idx ON data_request (closed_at, due_on);

ALTER TABLE data_request ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON data_request TO referral_service;
GRANT INSERT (id, referral_id, reference, kind, asked_by, identity_checked, words, opened_by, opened_at, due_on)
  ON data_request TO referral_service;
GRANT UPDATE (review, reviewed_at, export, exported_at, fetched_at, closed_at, closed_as, version)
  ON data_request TO referral_service;
CREATE POLICY lead_reads ON data_request FOR SELECT TO referral_service USING (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND (closed_at IS NOT NULL OR is_readable(referral_id))
);
CREATE POLICY administrator_sees_what_waits ON data_request FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator' AND approved_at IS NULL AND closed_at IS NULL);
CREATE POLICY lead_opens ON data_request FOR INSERT TO referral_service WITH CHECK (
  (SELECT current_actor_role()) = 'safeguarding_lead' AND is_readable(referral_id)
  AND opened_by = (SELECT current_account())
);
CREATE POLICY lead_answers ON data_request FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead' AND opened_by = (SELECT current_account()) AND is_readable(referral_id));

-- A second person says that who asks was checked, and sees nothing of the case.
CREATE FUNCTION approve_data_request(p_request uuid, p_version integer, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  q data_request;
BEGIN
  UPDATE data_request SET approved_by = current_account(), approved_at = p_at, version = version + 1
    WHERE id = p_request AND version = p_version AND approved_at IS NULL AND closed_at IS NULL
      AND opened_by <> current_account() AND current_actor_role() IN ('safeguarding_lead', 'administrator')
    RETURNING * INTO q;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  -- What is asked to be erased is reviewed as what is due, and takes two people there too.
  IF q.kind = 'erasure' THEN
    INSERT INTO disposal (referral_id, reference, kind, due_at) VALUES (q.referral_id, q.reference, 'request', p_at)
      ON CONFLICT DO NOTHING;
  END IF;
  PERFORM audit.append('data_request.approved', current_account(), current_organisation(), current_actor_role(),
    q.referral_id, jsonb_build_object('request', q.id, 'kind', q.kind));
  RETURN true;
END
$$;

-- Everything that is kept about the person, sealed, for the one who answers an approved request for
-- it: nobody reads it here without a line in the trail.
CREATE FUNCTION open_data_request(p_request uuid, p_at timestamptz) RETURNS TABLE (
  place text, source text, part text, id uuid, question text, at timestamptz, answers bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  q data_request;
BEGIN
  SELECT * INTO q FROM data_request
    WHERE data_request.id = p_request AND kind = 'access' AND approved_at IS NOT NULL AND closed_at IS NULL
      AND opened_by = current_account() AND current_actor_role() = 'safeguarding_lead';
  IF NOT FOUND OR is_hidden(q.referral_id) THEN
    RETURN;
  END IF;
  PERFORM audit.append('data.opened', current_account(), current_organisation(), current_actor_role(),
    q.referral_id, jsonb_build_object('request', q.id));
  RETURN QUERY
    SELECT 'referral', 'sent', '', q.referral_id, '', submitted_at, answers FROM referral WHERE referral.id = q.referral_id
    UNION ALL SELECT 'identity', 'sent', '', q.referral_id, '', p_at, answers FROM identity WHERE referral_id = q.referral_id
    UNION ALL SELECT 'details', 'details', '', q.referral_id, '', saved_at, answers FROM details WHERE referral_id = q.referral_id
    UNION ALL SELECT 'part', source, part, q.referral_id, '', p_at, answers FROM answer_part WHERE referral_id = q.referral_id
    UNION ALL SELECT 'correction', '', part, id, question, at, words FROM correction WHERE referral_id = q.referral_id;
END
$$;

-- Who else was given the case, for the one who answers the request: organisations and what for.
CREATE FUNCTION recipients_of_case(p_request uuid) RETURNS TABLE (organisation text, purpose text, at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT organisation.name, share.purpose, share.accepted_at
    FROM data_request AS q
      JOIN share ON share.referral_id = q.referral_id AND share.accepted_at IS NOT NULL
      JOIN organisation ON organisation.id =
        CASE share.kind WHEN 'request' THEN share.from_organisation_id ELSE share.to_organisation_id END
    WHERE q.id = p_request AND q.approved_at IS NOT NULL AND q.opened_by = current_account()
    ORDER BY share.accepted_at
  $$;

GRANT EXECUTE ON FUNCTION
  sealed_head_size(), key_ids_in_use(), mark_due(jsonb, timestamptz, integer),
  delete_expired(interval, interval, interval, timestamptz),
  erase_referral(uuid, integer, timestamptz), refuse_disposal(uuid, integer),
  approve_data_request(uuid, integer, timestamptz), open_data_request(uuid, timestamptz), recipients_of_case(uuid)
  TO referral_service;
