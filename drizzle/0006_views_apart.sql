-- The views leave the migrations: they are made from drizzle/record.sql, and made anew beside themselves when they change.
DROP SCHEMA "record" CASCADE;
