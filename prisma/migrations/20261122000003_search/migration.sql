-- Words to search by, as keyed hashes: lib/sealing/hash-terms.ts. No name is here, and without the
-- sealing key nobody can tell whether one is.

CREATE TABLE search_term (
  term bytea NOT NULL,
  referral_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('name', 'sound', 'phone', 'place', 'postcode')),
  part text NOT NULL CHECK (part IN ('identity', 'story')),
  added_at timestamptz(3) NOT NULL,
  CONSTRAINT search_term_pkey PRIMARY KEY (term, referral_id)
);
ALTER TABLE search_term ADD CONSTRAINT search_term_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Cases that the actor's organisation was given a share of, with the name.
CREATE FUNCTION referrals_shared_by_name() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ BEGIN
    RETURN ARRAY (
      SELECT DISTINCT referral_id FROM share
      WHERE current_organisation() IN (from_organisation_id, to_organisation_id)
        AND accepted_at IS NOT NULL AND ended_at IS NULL AND is_shared(referral_id, true)
    );
  END $$;

-- To find a case by an answer is to know the answer. Who the person is and where: for those who read
-- the row of identity, whose policy this repeats, so that no more than the rows of a word are looked
-- at; a test holds the two together. The place of a tip, where there is no person: for its author and
-- those who work it. Never for the safeguarding lead or the author's colleagues, who do not know the
-- place either. A subquery in the place of EXISTS, which a server may answer by reading all items.

ALTER TABLE search_term ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON search_term TO referral_service;
CREATE POLICY who_reads_the_answer_finds ON search_term FOR SELECT TO referral_service USING (
  (
    SELECT true FROM item
    WHERE item.referral_id = search_term.referral_id
      AND (item.identity = 'shared' OR search_term.part = 'story')
      AND item.queue IN ('NRM', 'BEACON', 'POLICE')
      AND item.queue = ANY ((SELECT queues_of(current_actor_role()))::text[])
    LIMIT 1
  )
  OR (
    (SELECT current_actor_role()) = 'referrer'
    AND (
      SELECT account_id = current_account() FROM referral WHERE referral.id = search_term.referral_id
    )
  )
  OR (part = 'identity' AND referral_id = ANY ((SELECT referrals_shared_by_name())::uuid[]))
);
-- Whoever could add a term to a case that they may not search could learn whether it is there already.
CREATE POLICY author_or_reader_adds ON search_term FOR INSERT TO referral_service WITH CHECK (
  is_author(referral_id)
  OR EXISTS (SELECT FROM identity WHERE identity.referral_id = search_term.referral_id)
);

-- How many words of a search each referral has, of those that the actor may know: those with the surest
-- words first, and the newest of equals. Asked as whoever acts.
-- In plpgsql, as elsewhere: it keeps the plan.
CREATE FUNCTION find_by_terms(p_terms jsonb, p_most integer) RETURNS TABLE (
  referral_id uuid, phones integer, names integer, sounds integer, postcodes integer, places integer
) LANGUAGE plpgsql STABLE ROWS 50 SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_terms bytea[] := ARRAY (SELECT decode(term, 'hex') FROM jsonb_to_recordset(p_terms) AS t (term text));
BEGIN
  RETURN QUERY
  SELECT counted.referral_id, phones, names, sounds, postcodes, places
  FROM (
    SELECT found.referral_id, max(added_at) AS newest,
      (count(DISTINCT word) FILTER (WHERE kind = 'phone'))::integer AS phones,
      (count(DISTINCT word) FILTER (WHERE kind = 'name'))::integer AS names,
      (count(DISTINCT word) FILTER (WHERE kind = 'sound'))::integer AS sounds,
      (count(DISTINCT word) FILTER (WHERE kind = 'postcode'))::integer AS postcodes,
      (count(DISTINCT word) FILTER (WHERE kind = 'place'))::integer AS places
    FROM search_term AS found
      JOIN (SELECT decode(term, 'hex') AS term, word FROM jsonb_to_recordset(p_terms) AS t (term text, word text)) AS typed
        ON typed.term = found.term
    WHERE found.term = ANY (v_terms)
    GROUP BY found.referral_id
  ) AS counted
  ORDER BY phones DESC, names DESC, sounds DESC, postcodes DESC, places DESC, newest DESC, counted.referral_id
  LIMIT p_most;
END
$$;

GRANT EXECUTE ON FUNCTION referrals_shared_by_name(), find_by_terms(jsonb, integer) TO referral_service;
