-- Messages on their way: whom each is for, what they chose to be told, and what became of it.

-- DropIndex
DROP INDEX "message_sent_at_queued_at_idx";

-- AlterTable
ALTER TABLE "message" RENAME COLUMN "sent_at" TO "handed_over_at";
ALTER TABLE "message" DROP COLUMN "attempts",
ADD COLUMN     "act_id" UUID,
ADD COLUMN     "send_after" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "message_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'email',
    "frequency" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "last_problem" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preference" (
    "account_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("account_id","type")
);

-- CreateTable
CREATE TABLE "account_setting" (
    "account_id" UUID NOT NULL,
    "shortcuts" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "account_setting_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE INDEX "message_handed_over_at_queued_at_idx" ON "message"("handed_over_at", "queued_at");

-- CreateIndex
CREATE INDEX "message_act_id_idx" ON "message"("act_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_message_id_account_id_key" ON "delivery"("message_id", "account_id");

-- CreateIndex
CREATE INDEX "delivery_state_due_at_idx" ON "delivery"("state", "due_at");

-- CreateIndex
CREATE INDEX "delivery_account_id_idx" ON "delivery"("account_id");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_setting" ADD CONSTRAINT "account_setting_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An administrator sees what was sent to whom and when, never of which referral, and may have what
-- died tried again.

GRANT SELECT (id, type, priority, queued_at, send_after, handed_over_at) ON message TO referral_service;
CREATE POLICY administrator_reads ON message FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator');

ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE (state, due_at, claimed_until, attempts) ON delivery TO referral_service;
CREATE POLICY administrator_reads ON delivery FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator');
CREATE POLICY administrator_tries_again ON delivery FOR UPDATE TO referral_service
  USING ((SELECT current_actor_role()) = 'administrator' AND state = 'dead')
  WITH CHECK ((SELECT current_actor_role()) = 'administrator' AND state = 'waiting');

-- What somebody chose is theirs alone.

ALTER TABLE preference ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE, UPDATE (frequency) ON preference TO referral_service;
CREATE POLICY own ON preference FOR ALL TO referral_service
  USING (account_id = (SELECT current_account()))
  WITH CHECK (account_id = (SELECT current_account()));

ALTER TABLE account_setting ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (shortcuts) ON account_setting TO referral_service;
CREATE POLICY own ON account_setting FOR ALL TO referral_service
  USING (account_id = (SELECT current_account()))
  WITH CHECK (account_id = (SELECT current_account()));


-- An act that is undone tells nobody. What was handed over already is not taken back.

CREATE FUNCTION withdraw_messages(p_act uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  DELETE FROM message
    WHERE act_id = p_act AND handed_over_at IS NULL AND current_account() IS NOT NULL;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

-- Makes a delivery for each account that a message is for. Several workers may ask at once: each
-- message is handed over by one of them, wholly or not at all.
-- p_urgent and p_urgent_in_p1 are the types that nobody can put off, always and where it is at P1.
-- p_skip: why nothing is sent at all, where nothing is.
CREATE FUNCTION hand_over_messages(
  p_at timestamptz, p_digest_at timestamptz, p_urgent text[], p_urgent_in_p1 text[], p_skip text
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v_count integer;
BEGIN
  WITH taken AS (
    SELECT id FROM message
    WHERE handed_over_at IS NULL AND (send_after IS NULL OR send_after <= p_at)
    ORDER BY queued_at LIMIT 500
    FOR UPDATE SKIP LOCKED
  ), handed AS (
    UPDATE message SET handed_over_at = p_at FROM taken WHERE message.id = taken.id
    RETURNING message.*, split_part(recipient, ':', 1) AS kind,
      split_part(recipient, ':', 2) AS name, split_part(recipient, ':', 3) AS role
  ), told AS (
    SELECT handed.id, account.id AS account_id,
      CASE
        WHEN handed.type = ANY (p_urgent) THEN 'at_once'
        WHEN handed.priority = 'P1' AND handed.type = ANY (p_urgent_in_p1) THEN 'at_once'
        ELSE coalesce(preference.frequency, 'at_once')
      END AS frequency
    FROM handed
      JOIN referral ON referral.id = handed.referral_id
      JOIN account ON CASE handed.kind
        WHEN 'queue' THEN handed.name = ANY (queues_of(account.role))
          OR (handed.name = 'HOLD' AND account.role = 'safeguarding_lead')
        WHEN 'role' THEN account.role = handed.name
        WHEN 'account' THEN account.id::text = handed.name
        WHEN 'organisation' THEN account.organisation_id::text = handed.name AND account.role = handed.role
        ELSE false
      END
      JOIN organisation ON organisation.id = account.organisation_id
      LEFT JOIN item ON item.referral_id = handed.referral_id AND item.queue = 'NRM'
      LEFT JOIN preference ON preference.account_id = account.id AND preference.type = handed.type
    WHERE account.disabled_at IS NULL AND is_valid_today(organisation)
      AND (account.organisation_id = ANY (referral.hidden_from)) IS NOT TRUE
      AND NOT (referral.restricted AND account.role = 'police_triage_officer')
      AND (handed.recipient <> 'queue:NRM' OR item.handler_id IS NULL OR item.handler_id = account.organisation_id)
  ), made AS (
    INSERT INTO delivery (message_id, account_id, frequency, due_at, state, last_problem)
    SELECT id, account_id, frequency,
      CASE frequency WHEN 'daily' THEN p_digest_at ELSE p_at END,
      CASE WHEN p_skip IS NOT NULL OR frequency = 'never' THEN 'skipped' ELSE 'waiting' END,
      coalesce(p_skip, CASE frequency WHEN 'never' THEN 'turned_off' END)
    FROM told
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO v_count FROM handed;
  RETURN v_count;
END
$$;

-- Takes what is due for one account: one type of message, or everything of that morning. Until
-- p_until nobody else takes it, so whoever dies while sending leaves it to the next.
CREATE FUNCTION claim_deliveries(p_at timestamptz, p_until timestamptz, p_tries integer) RETURNS TABLE (
  id uuid, email text, type text, queued_at timestamptz, frequency text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v_first delivery;
  v_type text;
BEGIN
  -- Whoever left since then is told nothing, and what ends every worker that tries it is not tried for ever.
  UPDATE delivery SET state = 'skipped', last_problem = 'account_closed'
    FROM account
    WHERE account.id = delivery.account_id AND account.disabled_at IS NOT NULL
      AND delivery.state IN ('waiting', 'failed');
  UPDATE delivery SET state = 'dead', last_problem = 'interrupted'
    WHERE state IN ('waiting', 'failed') AND attempts >= p_tries AND claimed_until <= p_at;

  SELECT * INTO v_first FROM delivery
    WHERE state IN ('waiting', 'failed') AND due_at <= p_at
      AND (claimed_until IS NULL OR claimed_until <= p_at)
    ORDER BY due_at, id LIMIT 1
    FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT message.type INTO v_type FROM message WHERE message.id = v_first.message_id;

  RETURN QUERY
  WITH together AS (
    SELECT delivery.id FROM delivery JOIN message ON message.id = delivery.message_id
    WHERE delivery.account_id = v_first.account_id AND delivery.frequency = v_first.frequency
      AND (delivery.frequency = 'daily' OR message.type = v_type)
      AND delivery.state IN ('waiting', 'failed') AND delivery.due_at <= p_at
      AND (delivery.claimed_until IS NULL OR delivery.claimed_until <= p_at)
    FOR UPDATE OF delivery SKIP LOCKED
  ), claimed AS (
    UPDATE delivery SET claimed_until = p_until, attempts = attempts + 1
    FROM together WHERE delivery.id = together.id
    RETURNING delivery.*
  )
  SELECT claimed.id, account.email, message.type, message.queued_at, claimed.frequency
  FROM claimed
    JOIN message ON message.id = claimed.message_id
    JOIN account ON account.id = claimed.account_id
  ORDER BY message.queued_at, claimed.id;
END
$$;

-- Says what became of them: sent, or what went wrong. p_waits are the seconds until each next try;
-- after the last of them there is none.
CREATE FUNCTION mark_deliveries(p_ids uuid[], p_at timestamptz, p_problem text, p_waits integer[])
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    UPDATE delivery SET
      claimed_until = NULL,
      last_problem = p_problem,
      sent_at = CASE WHEN p_problem IS NULL THEN p_at END,
      state = CASE
        WHEN p_problem IS NULL THEN 'sent'
        WHEN attempts > cardinality(p_waits) THEN 'dead'
        ELSE 'failed'
      END,
      due_at = CASE
        WHEN p_problem IS NULL OR attempts > cardinality(p_waits) THEN due_at
        ELSE p_at + make_interval(secs => p_waits[attempts])
      END
    WHERE id = ANY (p_ids) AND state IN ('waiting', 'failed')
  $$;

GRANT EXECUTE ON FUNCTION
  withdraw_messages(uuid),
  hand_over_messages(timestamptz, timestamptz, text[], text[], text),
  claim_deliveries(timestamptz, timestamptz, integer),
  mark_deliveries(uuid[], timestamptz, text, integer[])
  TO referral_service;
