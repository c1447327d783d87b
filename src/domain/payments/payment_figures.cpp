// Gathering invoices into groups, and the figures of each.
#include "domain/payments/payment_figures.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "domain/payments/payments_received.h"

namespace contractwatch {
namespace {

constexpr std::array groupings = {PaymentGrouping::contract, PaymentGrouping::payer, PaymentGrouping::payee,
                                  PaymentGrouping::tier,     PaymentGrouping::size,  PaymentGrouping::authority};

std::string_view source_of(int supply_tier) {
    return supply_tier <= 1 ? "observed" : "declared";
}

/// As the ledger dates the payment that settled the invoice.
std::optional<Date> made_on(const Invoice& invoice, std::optional<Date> settled) {
    if (!settled) return std::nullopt;
    if (invoice.receipts.empty()) return invoice.paid_made_on;
    const auto payment = std::ranges::find(invoice.receipts, *settled, &Receipt::on);
    return payment == invoice.receipts.end() ? std::nullopt : payment->made_on;
}

std::string_view payer_of(const Invoice& invoice) {
    return invoice.payer.empty() && invoice.observed() ? std::string_view{"the council"} : invoice.payer;
}

}  // namespace

/// The prime is in the register; whoever is paid further down is known by the invoice alone.
std::vector<std::string_view> sizes_of(const Invoice& invoice, const HeadContract* contract) {
    const bool registered = invoice.observed() && contract != nullptr;
    const auto sme = !invoice.payee_sme && registered ? contract->sme : invoice.payee_sme;
    const auto vcse = !invoice.payee_vcse && registered ? contract->vcse : invoice.payee_vcse;
    std::vector<std::string_view> sizes;
    if (sme.value_or(false)) sizes.emplace_back("sme");
    if (vcse.value_or(false)) sizes.emplace_back("vcse");
    if (sizes.empty()) sizes.emplace_back(sme ? "large" : "unknown");
    return sizes;
}

std::string_view name_of(PaymentGrouping grouping) {
    switch (grouping) {
        case PaymentGrouping::contract:
            return "contract";
        case PaymentGrouping::payer:
            return "payer";
        case PaymentGrouping::payee:
            return "payee";
        case PaymentGrouping::tier:
            return "tier";
        case PaymentGrouping::size:
            return "size";
        case PaymentGrouping::authority:
            return "authority";
    }
    return {};
}

std::optional<PaymentGrouping> find_payment_grouping(std::string_view name) {
    const auto* const found = std::ranges::find(groupings, name, [](auto each) { return name_of(each); });
    return found == groupings.end() ? std::nullopt : std::optional{*found};
}

PaymentFigures::PaymentFigures(DateRange range, std::vector<PaymentGrouping> groupings, const PaymentPolicy& policy,
                               Date as_at, Keep keep)
    : range_(range), groupings_(std::move(groupings)), policy_(policy), as_at_(as_at), keep_(keep) {}

/// The clocks come first: of most invoices none has its last day in the range, and they are in no group then.
void PaymentFigures::add(const Invoice& invoice, const HeadContract* contract) {
    if (!invoice.received_on) {
        ++without_received_on_;
        return;
    }
    Places places;
    const auto looked_up = [&]() -> const Places& {
        if (places.empty()) places = places_of(invoice, contract);
        return places;
    };
    for (const auto clock : clocks()) {
        const auto under = clocked(invoice, contract, clock, policy_, facts_as_at(invoice));
        if (!under || standing_of(*under, range_, population_as_at(invoice)) == InvoiceStanding::outside) continue;
        add_clocked(looked_up(), invoice, *under, clock);
    }
    if (contract != nullptr && contract->in_house) return;
    const auto as_at = facts_as_at(invoice);
    if (*invoice.received_on > as_at) return;
    for (const auto& payment : payments_received(invoice)) {
        if (range_.contains(payment.on) && payment.on <= as_at) add_payment(looked_up(), invoice, payment);
    }
}

PaymentFigures::Places PaymentFigures::places_of(const Invoice& invoice, const HeadContract* contract) const {
    Places places;
    const auto add = [&](PaymentGrouping by, std::string_view name) {
        places.push_back({by, std::string{name}, key_of(name)});
    };
    for (const auto by : groupings_) {
        switch (by) {
            case PaymentGrouping::contract:
                add(by, invoice.contract);
                break;
            case PaymentGrouping::payer:
                add(by, payer_of(invoice));
                break;
            case PaymentGrouping::payee:
                add(by, invoice.payee);
                break;
            case PaymentGrouping::tier:
                add(by, std::to_string(invoice.supply_tier));
                break;
            case PaymentGrouping::authority:
                add(by, "authority");
                break;
            case PaymentGrouping::size:
                for (const auto size : sizes_of(invoice, contract))
                    add(by, size);
        }
    }
    return places;
}

std::vector<PaymentRow> PaymentFigures::rows() const {
    std::vector<const Group*> groups;
    groups.reserve(groups_.size());
    for (const auto& [key, group] : groups_)
        groups.push_back(&group);
    std::array<std::ptrdiff_t, groupings.size()> order{};
    for (const auto by : groupings)
        order.at(static_cast<std::size_t>(by)) = std::ranges::find(groupings_, by) - groupings_.begin();
    std::ranges::sort(groups, {}, [&](const Group* group) {
        return std::tuple{order[static_cast<std::size_t>(group->by)], std::string_view{group->name}, group->supply_tier,
                          name_of(group->clock), group->received_assumed};
    });
    std::vector<PaymentRow> found;
    found.reserve(groups.size());
    for (const auto* group : groups)
        found.push_back(row_of(*group));
    return found;
}

/// Declared figures are as at the end of the period that they were declared for.
Date PaymentFigures::facts_as_at(const Invoice& invoice) const {
    return invoice.observed() ? as_at_ : std::min(as_at_, range_.last);
}

/// At the end of its period a declaration is complete: the invoices due on the period's last day are in the population.
Date PaymentFigures::population_as_at(const Invoice& invoice) const {
    return invoice.observed() ? as_at_ : std::min(as_at_, range_.last + Days{1});
}

void PaymentFigures::add_clocked(const Places& places, const Invoice& invoice, const ClockedInvoice& under,
                                 PaymentClock clock) {
    CountedInvoice counted;
    counted.standing = standing_of(under, range_, population_as_at(invoice));
    counted.received_on = under.received_on;
    counted.last_day = under.last_day;
    counted.settled_on = under.settled_on;
    counted.outstanding = under.outstanding;
    counted.dispute = under.dispute;
    counted.notified_after = under.notified_after;
    counted.last_day_after_resolution = under.last_day_after_resolution;
    if (keep_ == Keep::figures_and_invoices) {
        counted.received = received_by(invoice, facts_as_at(invoice));
        counted.made_on = made_on(invoice, under.settled_on);
    }
    for (const auto& place : places) {
        auto& group = group_of(place, invoice, clock);
        const auto before = group.figures.share();
        group.figures.add(under);
        count_for_contract(group, invoice, before);
        keep(group, invoice, counted);
    }
}

void PaymentFigures::add_payment(const Places& places, const Invoice& invoice, const Receipt& payment) {
    const auto days = days_to_pay(*invoice.received_on, payment.on);
    CountedInvoice counted;
    counted.standing = days <= reporting_first_bucket ? InvoiceStanding::on_time : InvoiceStanding::paid_late;
    counted.received_on = *invoice.received_on;
    counted.settled_on = payment.on;
    counted.received = payment.amount;
    counted.made_on = payment.made_on;
    for (const auto& place : places) {
        auto& group = group_of(place, invoice, PaymentClock::reporting);
        const auto before = group.figures.share();
        group.figures.add_payment(days);
        count_for_contract(group, invoice, before);
        keep(group, invoice, counted);
    }
}

void PaymentFigures::keep(Group& group, const Invoice& invoice, CountedInvoice counted) const {
    if (keep_ == Keep::figures) return;
    counted.invoice = invoice.reference;
    counted.payee = invoice.payee;
    counted.payer = invoice.payer;
    counted.contract = invoice.contract;
    const auto as_at = facts_as_at(invoice);
    counted.state = state_of(invoice, as_at);
    counted.due = amount_due(invoice, as_at);
    counted.credited = credit_notes_by(invoice, as_at);
    counted.deducted = invoice.deducted;
    group.invoices.push_back(std::move(counted));
}

PaymentFigures::Group& PaymentFigures::group_of(const Place& place, const Invoice& invoice, PaymentClock clock) {
    auto key = place.key;
    key += '\n';
    key += static_cast<char>('0' + static_cast<int>(place.by));
    key += static_cast<char>('0' + static_cast<int>(clock));
    key += invoice.received_assumed ? '?' : '!';
    key += std::to_string(invoice.supply_tier);
    const auto found = groups_.find(key);
    if (found != groups_.end()) return found->second;
    Group group{place.by,
                place.name,
                invoice.supply_tier,
                clock,
                invoice.received_assumed,
                Compliance{range_, population_as_at(invoice)}};
    return groups_.emplace(std::move(key), std::move(group)).first->second;
}

/// What the group's share has grown by since then is the contract's.
void PaymentFigures::count_for_contract(Group& group, const Invoice& invoice, const Share& so_far) {
    if (group.by != PaymentGrouping::authority || invoice.contract.empty()) return;
    const auto& now = group.figures.share();
    if (now.population == so_far.population) return;
    auto& share = group.contracts[key_of(invoice.contract)];
    share.population += now.population - so_far.population;
    share.on_time += now.on_time - so_far.on_time;
}

PaymentRow PaymentFigures::row_of(const Group& group) const {
    const auto& figures = group.figures;
    const auto& days = figures.days_taken();
    PaymentRow row;
    row.by = group.by;
    row.group = group.name;
    row.supply_tier = group.supply_tier;
    row.source = source_of(group.supply_tier);
    row.clock = name_of(group.clock);
    row.received_assumed = group.received_assumed;
    row.as_at = group.supply_tier <= 1 ? as_at_ : std::min(as_at_, range_.last);
    row.population = figures.share().population;
    row.on_time = figures.share().on_time;
    row.share = figures.share().fraction();
    if (group.by == PaymentGrouping::contract) row.passes = figures.share().passes(policy_.pass_mark_percent);
    if (group.by == PaymentGrouping::authority) count_contracts(row, group);
    row.late_now = figures.late_now();
    row.late_now_pence = figures.late_now_amount().pence();
    row.not_yet_due = figures.not_yet_due();
    row.paid_early = figures.paid_early();
    row.disputed = figures.disputed();
    row.mean_days_to_pay = days.mean();
    row.median_days_to_pay = days.median();
    row.days_0_30 = days.up_to_30();
    row.days_31_60 = days.from_31_to_60();
    row.days_61_over = days.from_61();
    row.invoices = group.invoices;
    std::ranges::stable_sort(row.invoices, {}, [](const CountedInvoice& each) {
        return std::tie(each.contract, each.payee, each.invoice, each.settled_on);
    });
    return row;
}

void PaymentFigures::count_contracts(PaymentRow& row, const Group& group) const {
    row.contracts = static_cast<std::int64_t>(group.contracts.size());
    row.contracts_passing = std::ranges::count_if(group.contracts, [&](const auto& each) {
        return each.second.passes(policy_.pass_mark_percent).value_or(false);
    });
    row.contracts_all_on_time = std::ranges::count_if(
        group.contracts, [](const auto& each) { return each.second.on_time == each.second.population; });
}

}  // namespace contractwatch
