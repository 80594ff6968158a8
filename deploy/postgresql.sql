-- The role and the database. As the administrator of the server:
--   runuser -u postgres -- psql --set password='a long password' --file deploy/postgresql.sql
-- The tables are made by `motcua manage migrate`. UTF8 and the C collation: the program sorts Vietnamese itself.

CREATE ROLE motcua LOGIN PASSWORD :'password';
CREATE DATABASE motcua OWNER motcua ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
-- A connection that forgot its transaction holds locks: it is ended. (How long a lock is waited for: MOTCUA_DATABASE_WAIT.)
ALTER ROLE motcua IN DATABASE motcua SET idle_in_transaction_session_timeout = '60s';
