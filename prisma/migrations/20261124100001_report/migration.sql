-- What leads write for the board about a time, beside its numbers. Each version is kept; the newest is shown.

CREATE TABLE report_words (
  id uuid NOT NULL,
  period_from date NOT NULL,
  period_until date NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  words bytea NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz(3) NOT NULL,
  CONSTRAINT report_words_pkey PRIMARY KEY (id),
  CONSTRAINT report_words_period CHECK (period_from <= period_until)
);
CREATE UNIQUE INDEX report_words_period_from_period_until_version_key
  ON report_words (period_from, period_until, version);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_words
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE report_words ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON report_words TO referral_service;
CREATE POLICY lead_reads ON report_words FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');
CREATE POLICY lead_writes ON report_words FOR INSERT TO referral_service
  WITH CHECK ((SELECT current_actor_role()) = 'safeguarding_lead' AND written_by = (SELECT current_account()));
