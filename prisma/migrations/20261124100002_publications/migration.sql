-- What was published of the figures. The numbers of a quarter are taken once, when it or its year is first
-- published, and everything published of them is made of these: so no two publications differ.

CREATE TABLE published_quarter (
  first_day date NOT NULL,
  -- Numbers by figure and code: from inside the partnership, for leads alone.
  numbers jsonb NOT NULL,
  as_of timestamptz(3) NOT NULL,
  CONSTRAINT published_quarter_pkey PRIMARY KEY (first_day),
  CONSTRAINT published_quarter_day
    CHECK (extract(day FROM first_day) = 1 AND extract(month FROM first_day) IN (1, 4, 7, 10))
);

CREATE TABLE publication (
  period_from date NOT NULL,
  period_until date NOT NULL,
  -- All numbers that everybody may see.
  numbers jsonb NOT NULL,
  as_of timestamptz(3) NOT NULL,
  published_by uuid NOT NULL,
  published_at timestamptz(3) NOT NULL,
  CONSTRAINT publication_pkey PRIMARY KEY (period_from, period_until),
  CONSTRAINT publication_period CHECK (
    extract(day FROM period_from) = 1 AND (
      (extract(month FROM period_from) IN (1, 4, 7, 10)
        AND period_until = (period_from + interval '3 months')::date - 1)
      OR (extract(month FROM period_from) = 1 AND period_until = (period_from + interval '1 year')::date - 1)
    )
  )
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON published_quarter
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE published_quarter ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON published_quarter, publication TO referral_service;
CREATE POLICY lead_reads ON published_quarter FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');
CREATE POLICY lead_takes ON published_quarter FOR INSERT TO referral_service
  WITH CHECK ((SELECT current_actor_role()) = 'safeguarding_lead');
CREATE POLICY lead_reads ON publication FOR SELECT TO referral_service
  USING ((SELECT current_actor_role()) = 'safeguarding_lead');
CREATE POLICY lead_publishes ON publication FOR INSERT TO referral_service
  WITH CHECK ((SELECT current_actor_role()) = 'safeguarding_lead' AND published_by = (SELECT current_account()));
