//! The contract of the storage: every test runs on both engines.
//!
//! SQLite always; PostgreSQL where `ONEDOOR_TEST_POSTGRES` holds the URL of a server
//! (`scripts/postgres.sh` starts one). `ONEDOOR_TEST_POSTGRES_REQUIRED=1` makes its absence a failure.

mod contract;
mod copies;
mod world;

mod alarms;
mod app_registrations;
mod applications;
mod audit;
mod audit_chain;
mod constraints;
mod jobs;
mod limits;
mod link_heard;
mod link_life;
mod linking;
mod merges;
mod migrations;
mod people;
mod plans;
mod postgres;
mod prepared;
mod provider;
mod races;
mod recoveries;
mod referrals;
mod register;
mod registry;
mod services;
mod sign_in_ways;
mod sqlite;
mod transactions;
mod vault;
