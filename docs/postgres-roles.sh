#!/bin/sh
# Makes the journal's roles and its database on a PostgreSQL 18 of your own; run once by a superuser.
# Needs AMS_OWNER_PASSWORD, AMS_APP_PASSWORD and AMS_SERVICE_PASSWORD.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
    -v owner="$AMS_OWNER_PASSWORD" -v app="$AMS_APP_PASSWORD" -v service="$AMS_SERVICE_PASSWORD" <<'SQL'
create role ams_owner login nosuperuser password :'owner';
create role ams_app login nosuperuser nobypassrls password :'app';
create role ams_service login nosuperuser bypassrls password :'service';
create role ams_doors nologin nosuperuser bypassrls;
grant ams_doors to ams_owner with inherit false, set true;
alter role ams_app set statement_timeout = '30s';
alter role ams_app set lock_timeout = '10s';
create database ams owner ams_owner;
revoke all on database ams from public;
grant connect on database ams to ams_app, ams_service;
SQL
