-- Texts that somebody typed of a person, as a human read them and let them leave for the Home Office.

-- A copy of one answer, without what says who the person is, beside the answer as it was read: once the
-- answer is another, the copy is not valid any more. Never changed: the newest holds.
CREATE TABLE released_text (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  question text NOT NULL,
  part text NOT NULL,
  words bytea NOT NULL,
  account_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT released_text_pkey PRIMARY KEY (id)
);
CREATE INDEX released_text_referral_id_at_idx ON released_text (referral_id, at);
ALTER TABLE released_text ADD CONSTRAINT released_text_referral_id_fkey
  FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE released_text ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON released_text TO referral_service;
-- It is for those who may see the answer that it was made from.
CREATE POLICY who_sees_the_answer_reads ON released_text FOR SELECT TO referral_service
  USING (part = ANY (parts_seen(referral_id)));
-- Whoever sent the case, or works it, reads and releases.
CREATE POLICY sender_or_worker_releases ON released_text FOR INSERT TO referral_service WITH CHECK (
  account_id = (SELECT current_account()) AND organisation_id = (SELECT current_organisation())
  AND role = (SELECT current_actor_role())
  AND part = ANY (parts_seen(referral_id))
  AND ((is_author(referral_id) AND is_readable(referral_id)) OR works_case(referral_id))
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON released_text
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
