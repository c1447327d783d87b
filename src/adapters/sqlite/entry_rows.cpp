// An entry of the log as cells of the record, and back.
#include "adapters/sqlite/entry_rows.h"

#include "adapters/sqlite/canonical.h"

namespace contractwatch::sqlite {

Instant instant_at(const Statement& at, int column) {
    return parse_instant(at.text(column)).value_or(Instant{});
}

Entry read_entry(const Statement& at) {
    Entry entry;
    entry.sequence = at.number(0);
    entry.head.at = instant_at(at, 1);
    entry.head.day = Date::parse(at.text(2)).value_or(Date{});
    entry.recorded_at = instant_at(at, 3);
    entry.head.clock_given = at.text(4) == "given";
    entry.head.who = at.string(5);
    entry.head.claimed_by = at.string(6);
    entry.head.what = at.string(7);
    entry.head.subject = at.string(8);
    entry.detail_json = at.string(9);
    entry.head.source = at.string(10);
    entry.head.source_sha256 = at.string(11);
    entry.hash = hex(at.blob(12));
    return entry;
}

}  // namespace contractwatch::sqlite
