-- The role and the database. As the administrator of the server:
--   sudo -u postgres psql --set password='a long password' --file deploy/postgresql.sql
-- The tables are made by `motcua manage migrate`. UTF8 and the C collation: the program sorts Vietnamese itself.

CREATE ROLE motcua LOGIN PASSWORD :'password';
CREATE DATABASE motcua OWNER motcua ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
-- A statement that waits for a lock longer than the person at the kiosk would is ended; the page then says so.
ALTER ROLE motcua IN DATABASE motcua SET lock_timeout = '10s';
ALTER ROLE motcua IN DATABASE motcua SET statement_timeout = '60s';
ALTER ROLE motcua IN DATABASE motcua SET idle_in_transaction_session_timeout = '60s';
