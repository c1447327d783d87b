// An alert as cells of the record, and back.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "domain/alerts/alert.h"

namespace contractwatch::sqlite {

/// The names of the columns that say how an alert stands, as steps and fold share them.
const std::vector<std::string>& alert_state_columns();
/// Their cells.
std::vector<Value> alert_state_cells(const Alert& alert);
/// Reads an alert from: alert, key, kind, contract, subject, period, raised_on, then the state columns, from `column`
/// on.
Alert read_alert(const Statement& at, int column);
/// Reads a step from: step, on_day, reason, then the alert as above.
AlertStep read_step(const Statement& at, int column);

}  // namespace contractwatch::sqlite
