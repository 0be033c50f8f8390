-- What `npm start` asks before it serves: which migrations are in. The service may not read the list
-- itself, which belongs to the owner. In plpgsql, so that it can be made where the list is not kept.

CREATE FUNCTION applied_migrations() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$
  BEGIN
    RETURN ARRAY (
      SELECT migration_name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
    );
  END
  $$;

GRANT EXECUTE ON FUNCTION applied_migrations() TO referral_service;
