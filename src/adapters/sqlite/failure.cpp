// Each of SQLite's codes in words, with what to do about it.
#include "adapters/sqlite/failure.h"

#include <string>

#include <sqlite3.h>

namespace contractwatch::sqlite {

bool is_lost_sync(int code) {
    return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

void fail(sqlite3* connection, int code) {
    const std::string said = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_FULL:
            throw RecordUnwritable("the disk is full: free some space; nothing was half written (" + said + ")",
                                   RecordUnwritable::Cause::no_room);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw RecordDamaged(
                "the record is damaged (" + said +
                "); it was left untouched: restore the last good copy, and keep this one for the auditors");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw RecordFailure("another program holds the record locked (" + said + "): close it and try again");
        case SQLITE_READONLY:
            throw RecordFailure("the record may not be written from here (" + said + ")");
        case SQLITE_CANTOPEN:
            throw RecordFailure("the record cannot be opened (" + said +
                                "): check that the folder exists and may be used");
        default:
            break;
    }
    if (is_lost_sync(connection != nullptr ? sqlite3_extended_errcode(connection) : code)) {
        throw DurabilityLost("the disk did not confirm a write of the record (" + said +
                             "): the service must start anew and verify");
    }
    if ((code & 0xff) == SQLITE_IOERR) {
        throw RecordUnwritable("the disk refuses to read or write the record: " + said,
                               RecordUnwritable::Cause::refused);
    }
    throw RecordFailure("the record cannot be used: " + said);
}

}  // namespace contractwatch::sqlite
