// The tables of the evaluation cache.
#pragma once

namespace contractwatch::sqlite {

/// As the layout itself sets it.
inline constexpr int layout_version = 7;

inline constexpr const char* layout = R"(
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS stamp (sequence INTEGER NOT NULL, hash BLOB NOT NULL, rules TEXT NOT NULL,
                                      day TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS taken_in (kind TEXT PRIMARY KEY, last_fact INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS seen (kind TEXT PRIMARY KEY, last_fact INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS subjects (contract_key TEXT NOT NULL, aspect INTEGER NOT NULL, contract TEXT NOT NULL,
                                         holds_until TEXT NOT NULL, PRIMARY KEY (contract_key, aspect)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS subjects_by_day ON subjects (holds_until);
    CREATE TABLE IF NOT EXISTS links (kind TEXT NOT NULL, key BLOB NOT NULL, contract_key TEXT NOT NULL,
                                      PRIMARY KEY (kind, key)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS links_by_contract ON links (contract_key, kind);
    CREATE TABLE IF NOT EXISTS credits (key BLOB PRIMARY KEY, named BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS credits_by_named ON credits (named);
    CREATE TABLE IF NOT EXISTS tallies (contract_key TEXT NOT NULL, month TEXT NOT NULL, supply_tier INTEGER NOT NULL,
                                        sme INTEGER NOT NULL, vcse INTEGER NOT NULL, on_time INTEGER NOT NULL,
                                        population INTEGER NOT NULL, on_time_pence INTEGER NOT NULL,
                                        population_pence INTEGER NOT NULL, rows_sha256 TEXT NOT NULL,
                                        PRIMARY KEY (contract_key, month, supply_tier, sme, vcse)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS prime_tallies (contract_key TEXT NOT NULL, prime TEXT NOT NULL, month TEXT NOT NULL,
                                              small INTEGER NOT NULL, invoices INTEGER NOT NULL, days INTEGER NOT NULL,
                                              rows_sha256 TEXT NOT NULL,
                                              PRIMARY KEY (contract_key, prime, month, small)) WITHOUT ROWID;
    PRAGMA user_version = 7;
    COMMIT;
)";

}  // namespace contractwatch::sqlite
