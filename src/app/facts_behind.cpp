// The facts that an alert was judged by.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "app/council_facts.h"
#include "app/invoices_behind.h"
#include "app/ledger.h"
#include "app/story.h"
#include "base/text.h"
#include "domain/alerts/bearing.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using Steps = std::vector<Recorded<AlertStep>>;

/// Finds the current rows by their keys, kind after kind, and from them those that were given.
class FactsBehind {
  public:
    FactsBehind(const Record& record, const History& history, const Steps& steps)
        : record_(record), history_(history), steps_(steps), alert_(steps.back().fact.after) {}

    std::vector<Happening> of_contract() {
        std::vector<Happening> happenings;
        const auto needs = needs_of(row_of(alert_.kind).aspect);
        std::vector<std::string_view> names(needs.begin(), needs.end());
        std::ranges::stable_partition(names, [](std::string_view name) { return name != "people"; });
        for (const auto name : names) {
            auto& rows = rows_[name] = bearing(kind(name));
            const auto given = given_by_then(rows);
            note_people(given);
            std::ranges::move(of_rows(given), std::back_inserter(happenings));
        }
        for (const auto& version : history_.versions_of(alert_.contract)) {
            if (version.place.entry <= steps_.back().place.entry && bears_on(alert_, version.fact))
                happenings.push_back(of_version(version));
        }
        for (const auto& rating : history_.ratings_of(alert_.contract)) {
            if (rating.place.entry <= steps_.back().place.entry && bears_on(alert_, rating.fact))
                happenings.push_back(of_rating(rating));
        }
        return happenings;
    }

    /// The invoices that count in its figures, whatever their contract, and what names them.
    std::vector<Happening> of_invoices(const std::set<std::string>& ids) {
        rows_["invoices"] = invoices(ids);
        std::erase_if(rows_["invoices"], [&](const Row& row) { return !is_one_of(ids, row); });
        rows_["payments"] = naming_invoices(kind("payments"));
        std::ranges::move(payments_alone(ids), std::back_inserter(rows_["payments"]));
        rows_["disputes"] = naming_invoices(kind("disputes"));
        std::vector<Happening> happenings;
        for (const auto* name : {"invoices", "payments", "disputes"})
            std::ranges::move(of_rows(given_by_then(rows_[name])), std::back_inserter(happenings));
        return happenings;
    }

    std::vector<Happening> of_service() const {
        switch (alert_.kind) {
            case FindingKind::feed_refused:
                return of_files();
            case FindingKind::feed_overdue:
                return of_last_file();
            case FindingKind::bank_rate_missing:
                return of_all(kind("bank_rates"));
            case FindingKind::legal_number_stale:
                return of_all(kind("legal_numbers"));
            case FindingKind::delivery_failed:
                return of_failed_attempts();
            default:
                return {};
        }
    }

  private:
    /// Up to the entry of the latest step.
    std::vector<Recorded<Row>> given_by_then(std::span<const Row> current) const {
        auto given = history_.given(current);
        std::erase_if(given, [&](const auto& each) { return each.place.entry > steps_.back().place.entry; });
        return given;
    }

    std::vector<Row> bearing(const Kind& kind) const {
        auto rows = rows_that_may_bear(kind);
        std::erase_if(rows, [&](const Row& row) {
            return std::ranges::none_of(steps_, [&](const auto& step) { return bears_on(step.fact.after, row); });
        });
        return rows;
    }

    std::vector<Row> rows_that_may_bear(const Kind& kind) const {
        if (kind.led_by_contract()) return record_.rows_of(kind, alert_.contract);
        if (kind.name == "people") return people();
        if (!kind.contract_column()) return all_rows(record_, kind);
        if (rests_on_every_payment(alert_.kind))
            return RowsByContract{record_, alert_.contract}.take(kind, alert_.contract);
        return kind.name == "invoices" ? invoices(members()) : naming_invoices(kind);
    }

    std::vector<Row> people() const {
        std::vector<Row> rows;
        for (const auto& email : emails_)
            std::ranges::move(history_.current(kind("people"), {email}), std::back_inserter(rows));
        return rows;
    }

    std::set<std::string> members() const {
        std::set<std::string> ids;
        for (const auto& step : steps_) {
            for (const auto& member : step.fact.after.members)
                ids.insert(member.id);
        }
        return ids;
    }

    /// Those of these ids, and every credit note.
    std::vector<Row> invoices(const std::set<std::string>& ids) const {
        const auto& invoices = kind("invoices");
        std::vector<Row> rows = history_.current_with(invoices, invoices.column("credits_invoice"));
        std::erase_if(rows, [&](const Row& row) { return ids.contains(member_of(row)); });
        for (const auto& id : ids) {
            for (auto bar = id.find('|'); bar != std::string::npos; bar = id.find('|', bar + 1)) {
                for (auto next = id.find('|', bar + 1); next != std::string::npos; next = id.find('|', next + 1))
                    add_member(rows, id, {id.substr(0, bar), id.substr(bar + 1, next - bar - 1)});
            }
        }
        return rows;
    }

    /// A reference or a payee may itself hold the mark that divides them, so that the whole is compared.
    void add_member(std::vector<Row>& rows, const std::string& id,
                    const std::vector<std::string>& reference_and_payee) const {
        for (auto& row : history_.current(kind("invoices"), reference_and_payee)) {
            if (member_of(row) == id) rows.push_back(std::move(row));
        }
    }

    /// Whether it is one of those invoices, or a credit note that names one.
    static bool is_one_of(const std::set<std::string>& ids, const Row& row) {
        if (ids.contains(member_of(row))) return true;
        const auto credited = row.text(row.kind->column("credits_invoice"));
        if (credited.empty()) return false;
        const auto start = key_of(credited) + '|' + key_of(row.text(row.kind->column("payee"))) + '|';
        const auto first = ids.lower_bound(start);
        return first != ids.end() && first->starts_with(start);
    }

    /// Payments that name no invoice.
    std::vector<Row> payments_alone(const std::set<std::string>& ids) const {
        std::set<std::string> payees;
        for (const auto& id : ids) {
            if (id.starts_with('|')) payees.insert(id.substr(1, id.rfind('|') - 1));
        }
        std::vector<Row> rows;
        for (const auto& payee : payees)
            std::ranges::move(history_.current(kind("payments"), {{}, payee}), std::back_inserter(rows));
        std::erase_if(rows, [&](const Row& row) { return !ids.contains(member_of_payment(row)); });
        return rows;
    }

    /// The payments of those invoices, or the disputes over them.
    std::vector<Row> naming_invoices(const Kind& kind) const {
        std::set<std::vector<std::string>> keys;
        for (const auto& row : rows_.at("invoices"))
            keys.insert(found_by(row));
        std::vector<Row> rows;
        for (const auto& key : keys)
            std::ranges::move(history_.current(kind, key), std::back_inserter(rows));
        return rows;
    }

    /// Those whom the register ever named on the contract.
    void note_people(const std::vector<Recorded<Row>>& given) {
        for (const auto& [place, row] : given) {
            for (std::size_t at = 0; at < row.values.size(); ++at) {
                const bool named = row.kind->columns[at].type == ColumnType::email && !row.text(at).empty();
                if (named) emails_.insert(key_of(row.text(at)));
            }
        }
    }

    /// The files that it tells of, members being named "file 7", and the first one that was taken in their place.
    std::vector<Happening> of_files() const {
        std::vector<Happening> happenings;
        const auto ids = members();
        std::optional<FileFact> last;  // told of, and nothing taken in its place yet
        for (const auto& file : history_.files_until(steps_.back().place.entry)) {
            const bool told_of = ids.contains("file " + std::to_string(file.place.row));
            const bool in_place = last && last->kind == file.fact.kind && last->feed == file.fact.feed;
            if (!told_of && !(in_place && file.fact.outcome == "taken")) continue;
            happenings.push_back(of_file(file));
            last = told_of ? std::optional{file.fact} : std::nullopt;
        }
        return happenings;
    }

    /// The last file that was taken before the feed was overdue.
    std::vector<Happening> of_last_file() const {
        std::vector<Happening> last;
        for (const auto& file : history_.files_until(steps_.front().place.entry)) {
            if (file.fact.feed == alert_.subject && file.fact.outcome == "taken") last = {of_file(file)};
        }
        return last;
    }

    /// What had been taken in by then, over what is built in.
    std::vector<Happening> of_all(const Kind& kind) const { return of_rows(given_by_then(all_rows(record_, kind))); }

    /// The attempts whose failure it tells of: members are named "message 7".
    std::vector<Happening> of_failed_attempts() const {
        std::vector<Happening> happenings;
        for (const auto& id : members()) {
            MessageNumber number = 0;
            const auto begin = id.find(' ') + 1;
            std::from_chars(id.data() + begin, id.data() + id.size(), number);
            for (auto& attempt : of_attempts(message_story(history_, number)))
                happenings.push_back(std::move(attempt));
        }
        std::erase_if(happenings, [&](const Happening& each) { return each.place.entry > steps_.back().place.entry; });
        return happenings;
    }

    const Record& record_;
    const History& history_;
    const Steps& steps_;
    const Alert& alert_;
    std::map<std::string_view, std::vector<Row>> rows_;  ///< those that bear on it, by kind
    std::set<std::string> emails_;                       ///< whom the others name, as they are compared
};

}  // namespace

std::vector<Happening> facts_behind(const Record& record, const History& history, const Rules& rules,
                                    const Steps& steps) {
    FactsBehind behind{record, history, steps};
    std::vector<Happening> happenings;
    switch (row_of(steps.back().fact.after.kind).aspect) {
        case Aspect::service:
            happenings = behind.of_service();
            break;
        case Aspect::council:
            happenings = behind.of_invoices(invoices_behind(record, rules, steps));
            break;
        default:
            happenings = behind.of_contract();
    }
    sort_by_entry(happenings);
    return happenings;
}

}  // namespace contractwatch
