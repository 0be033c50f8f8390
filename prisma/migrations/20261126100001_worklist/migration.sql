-- The filters of a queue's page, where few of many items fit.

-- Behind the order of the list stands what it is narrowed by: where little fits, the index alone says so,
-- and the items that do not fit are not read.
DROP INDEX item_open_by_urgency;
CREATE INDEX item_open_by_urgency ON item (queue, priority, entered_at, id, area, age_group, identity)
  WHERE finished_as IS NULL;

-- The same list for each badge. Row-level security keeps PostgreSQL from an index on the list of badges,
-- whose operators are not leakproof, and not from an index that holds the badge as its condition. An item
-- stands in those of its own badges alone, so that they are small and cost little to write.
-- lib/casework/badges.ts names the badges, and a test holds the two together.
CREATE INDEX item_open_with_danger ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'danger' = ANY (badges);
CREATE INDEX item_open_with_medical ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'medical' = ANY (badges);
CREATE INDEX item_open_with_child ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'child' = ANY (badges);
CREATE INDEX item_open_with_exploited ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'exploited' = ANY (badges);
CREATE INDEX item_open_with_found ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'found' = ANY (badges);
CREATE INDEX item_open_with_threats ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'threats' = ANY (badges);
CREATE INDEX item_open_with_homeless ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'homeless' = ANY (badges);
CREATE INDEX item_open_with_many ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'many' = ANY (badges);
CREATE INDEX item_open_with_contact ON item (queue, priority, entered_at, id)
  WHERE finished_as IS NULL AND 'contact' = ANY (badges);

-- Asked at each sending. In PL/pgSQL it keeps its plan, where a function in SQL is planned at every call.
CREATE OR REPLACE FUNCTION organisations_with_desk() RETURNS TABLE (id uuid, slug text, name text, type text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT organisation.id, organisation.slug, organisation.name, organisation.type
  FROM organisation
  WHERE organisation.is_first_responder_organisation AND is_valid_today(organisation)
    AND EXISTS (
      SELECT FROM account
      WHERE account.organisation_id = organisation.id AND account.role = 'first_responder_desk'
        AND account.disabled_at IS NULL
    );
END
$$;
