// From an older form of the record to the present one, step by step.
//
// Before the first step the record is copied whole, beside itself. Each step is one transaction: the tables that it
// makes, the views and descriptions as this program has them, the number of the form, and the step's own entry in the
// log. A process that dies leaves the record before a step or after it, and the next one goes on from there. No row of
// a fact changes, so every digest stays as it is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/schema.h"
#include "base/result.h"
#include "ports/store.h"

namespace contractwatch::sqlite {

/// One step, from a form to the next.
struct Migration {
    int from;          ///< the version that it finds
    std::string does;  ///< what it does, in words for the log
    /// Tables that it adds or that get columns by it. They are made as they are described now; the rows of those that
    /// stood before are kept. A new column must allow NULL.
    std::vector<std::string> tables = {};

    int to() const { return from + 1; }
};

/// Every step, from version 1 on.
const std::vector<Migration>& migrations();

/// Whether a step from that version on makes the table or gives it columns.
bool changed_since(const Table& table, int version);

/// The objects of a record of that version which still are as this program makes them.
std::vector<SchemaObject> objects_since(int version);

/// Copies the record, of that older version, to `<database>.before-version-N.db`, N being the next version; where a
/// file of that name is there already, a number follows the N. The copy has its name only when it is complete and on
/// the disk. A copy that was made before, of the record as it stands, is kept and serves. Gives the copy's path;
/// refuses, in words, where the disk has no room for it.
Result<std::string> keep_copy(const std::string& path, int version);

/// Whether a copy of so many bytes fits into so many.
Result<void> check_room(const std::string& path, std::uintmax_t needed, std::uintmax_t available);

/// Begins the change in which a step is taken.
using BeginStep = std::function<Result<std::unique_ptr<Change>>(const Migration& step)>;

/// Takes those of the steps that the record has not taken yet. Not within a transaction.
Result<void> take_steps(const Connection& connection, std::span<const Migration> steps, const BeginStep& begin);

/// Makes the table as it is described now, with the triggers of that version; where one of the name stands, its rows
/// are kept in the columns that both have. Within a transaction, with foreign keys off and no views.
void make_anew(const Connection& connection, const Table& table, int version = schema_version);

}  // namespace contractwatch::sqlite
