-- The monthly summary tells those whose it is too: of theirs alone, and in numbers alone.

-- What is not done by now, one by one: duties that nobody has settled, and cases that are overdue (kind:
-- case). A case that is restricted or kept from somebody is left out, as of every figure. Of a duty that
-- is an organisation's it says who sent the referral. It is planned as a part of what asks it, whose search
-- path it has.
CREATE FUNCTION unmet_one_by_one(p_at timestamptz) RETURNS TABLE (
  organisation_id uuid, queue text, kind text, due_at timestamptz, author_id uuid
) LANGUAGE sql STABLE
AS $$
  SELECT d.owner_organisation_id, d.owner_queue, d.kind, d.due_at,
    CASE WHEN d.owner_organisation_id = r.organisation_id THEN r.account_id END
  FROM duty d JOIN referral r ON r.id = d.referral_id
  WHERE d.settled_at IS NULL
    AND NOT r.restricted AND r.hidden_from = '{}' AND r.hidden_from_accounts = '{}'
  UNION ALL
  SELECT i.handler_id, CASE WHEN i.handler_id IS NULL THEN i.queue END, 'case', i.due_at, NULL
  FROM item i
  WHERE i.due_at < p_at AND i.finished_as IS NULL AND i.paused_for IS NULL
    AND NOT i.restricted AND i.hidden_from = '{}' AND i.hidden_from_accounts = '{}'
$$;

-- The same by whose it is: of an organisation, or of those who work a queue.
CREATE OR REPLACE FUNCTION unmet_by_owner(p_at timestamptz) RETURNS TABLE (
  organisation_id uuid, queue text, kind text, unmet integer, overdue integer, oldest timestamptz
) LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT found.organisation_id, found.queue, found.kind, count(*)::integer,
    (count(*) FILTER (WHERE found.due_at < p_at))::integer, min(found.due_at)
  FROM unmet_one_by_one(p_at) AS found
  GROUP BY found.organisation_id, found.queue, found.kind
$$;

-- Tells every lead how much is not done in time, and everybody else how much of theirs, once a month.
-- False where it was told of this month.
CREATE OR REPLACE FUNCTION send_digest(p_month date, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d digest;
BEGIN
  INSERT INTO digest (month, duties, cases, sent_at)
    SELECT p_month, coalesce(sum(overdue) FILTER (WHERE kind <> 'case'), 0),
      coalesce(sum(overdue) FILTER (WHERE kind = 'case'), 0), p_at
    FROM unmet_by_owner(p_at)
    ON CONFLICT (month) DO NOTHING
    RETURNING * INTO d;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO message (type, recipient, priority, queued_at, number)
    SELECT told.type, 'role:safeguarding_lead', 'P3', p_at, told.number
    FROM (VALUES ('digest.duties', d.duties), ('digest.cases', d.cases)) AS told (type, number)
    WHERE told.number > 0;
  -- Those who work the queue, the organisation's desk, and whoever sent the referral, who sees it even
  -- where the desk may not. What is on hold is the leads', who were told.
  INSERT INTO message (type, recipient, priority, queued_at, number)
    SELECT CASE late.kind WHEN 'case' THEN 'digest.queue_cases' ELSE told.type END, told.recipient, 'P3',
      p_at, count(*)
    FROM unmet_one_by_one(p_at) AS late
      LEFT JOIN account AS author ON author.id = late.author_id AND author.disabled_at IS NULL
        AND author.role = 'referrer' AND author.organisation_id = late.organisation_id
      CROSS JOIN LATERAL (VALUES
        ('digest.queue_duties', 'queue:' || nullif(late.queue, 'HOLD')),
        ('digest.organisation_duties', 'organisation:' || late.organisation_id || ':first_responder_desk'),
        ('digest.sent_duties', 'account:' || author.id)
      ) AS told (type, recipient)
    WHERE late.due_at < p_at AND told.recipient IS NOT NULL
    GROUP BY 1, 2;
  PERFORM audit.append('digest.sent', NULL, NULL, NULL, NULL,
    jsonb_build_object('month', d.month, 'duties', d.duties, 'cases', d.cases));
  RETURN true;
END
$$;

-- Asked as whoever acts, so that the policies decide what is counted.
GRANT EXECUTE ON FUNCTION unmet_one_by_one(timestamptz) TO referral_service;
