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
    places_.clear();
    const auto look_up = [&] {
        if (places_.empty()) look_up_places(invoice, contract);
    };
    const auto as_at = facts_as_at(invoice);
    for (const auto clock : clocks()) {
        const auto under = clocked(invoice, contract, clock, policy_, as_at);
        if (!under || standing_of(*under, range_, population_as_at(invoice)) == InvoiceStanding::outside) continue;
        look_up();
        add_clocked(invoice, *under, clock);
    }
    if (contract != nullptr && contract->in_house) return;
    if (*invoice.received_on > as_at) return;
    for (const auto& payment : payments_received(invoice)) {
        if (!range_.contains(payment.on) || payment.on > as_at) continue;
        look_up();
        add_payment(invoice, payment);
    }
}

void PaymentFigures::look_up_places(const Invoice& invoice, const HeadContract* contract) {
    contract_number_.reset();
    for (const auto by : groupings_) {
        switch (by) {
            case PaymentGrouping::contract:
                look_up_place(by, invoice.contract);
                break;
            case PaymentGrouping::payer:
                look_up_place(by, payer_of(invoice));
                break;
            case PaymentGrouping::payee:
                look_up_place(by, invoice.payee);
                break;
            case PaymentGrouping::tier:
                look_up_place(by, std::to_string(invoice.supply_tier));
                break;
            case PaymentGrouping::authority:
                look_up_place(by, "authority");
                if (!invoice.contract.empty()) {
                    contract_number_ =
                        contract_numbers_.try_emplace(key_of(invoice.contract), contract_numbers_.size()).first->second;
                }
                break;
            case PaymentGrouping::size:
                for (const auto size : sizes_of(invoice, contract))
                    look_up_place(by, size);
        }
    }
}

void PaymentFigures::look_up_place(PaymentGrouping by, std::string_view name) {
    auto& place = gathered_[by][key_of(name)];
    if (place.groups.empty()) {
        place.by = by;
        place.name = name;
    }
    places_.push_back(&place);
}

std::vector<PaymentRow> PaymentFigures::rows() const {
    std::vector<PaymentRow> found;
    for (const auto by : groupings_) {
        const auto gathered = gathered_.find(by);
        if (gathered == gathered_.end()) continue;
        std::vector<const Gathered*> places;
        for (const auto& [key, place] : gathered->second)
            places.push_back(&place);
        std::ranges::sort(places, {}, &Gathered::name);
        for (const auto* place : places) {
            for (const auto* group : in_order(place->groups))
                found.push_back(row_of(*place, *group));
        }
    }
    return found;
}

std::vector<const PaymentFigures::Group*> PaymentFigures::in_order(const std::vector<Group>& groups) {
    std::vector<const Group*> sorted;
    for (const auto& group : groups)
        sorted.push_back(&group);
    std::ranges::sort(sorted, {}, [](const Group* each) {
        return std::tuple{each->supply_tier, name_of(each->clock), each->received_assumed};
    });
    return sorted;
}

/// Declared figures are as at the end of the period that they were declared for.
Date PaymentFigures::facts_as_at(const Invoice& invoice) const {
    return invoice.observed() ? as_at_ : std::min(as_at_, range_.last);
}

/// At the end of its period a declaration is complete: the invoices due on the period's last day are in the population.
Date PaymentFigures::population_as_at(const Invoice& invoice) const {
    return invoice.observed() ? as_at_ : std::min(as_at_, range_.last + Days{1});
}

void PaymentFigures::add_clocked(const Invoice& invoice, const ClockedInvoice& under, PaymentClock clock) {
    for (auto* place : places_) {
        auto& group = group_of(*place, invoice, clock);
        const auto before = group.figures.share();
        group.figures.add(under);
        if (place->by == PaymentGrouping::authority) count_for_contract(group, before);
        if (keep_ == Keep::figures_and_invoices) group.invoices.push_back(kept(invoice, under));
    }
}

void PaymentFigures::add_payment(const Invoice& invoice, const Receipt& payment) {
    const auto days = days_to_pay(*invoice.received_on, payment.on);
    for (auto* place : places_) {
        auto& group = group_of(*place, invoice, PaymentClock::reporting);
        const auto before = group.figures.share();
        group.figures.add_payment(days);
        if (place->by == PaymentGrouping::authority) count_for_contract(group, before);
        if (keep_ == Keep::figures_and_invoices) group.invoices.push_back(kept(invoice, payment));
    }
}

CountedInvoice PaymentFigures::kept(const Invoice& invoice, const ClockedInvoice& under) const {
    auto counted = kept_of(invoice);
    counted.standing = standing_of(under, range_, population_as_at(invoice));
    counted.last_day = under.last_day;
    counted.settled_on = under.settled_on;
    counted.outstanding = under.outstanding;
    counted.dispute = under.dispute;
    counted.notified_after = under.notified_after;
    counted.last_day_after_resolution = under.last_day_after_resolution;
    counted.received = received_by(invoice, facts_as_at(invoice));
    counted.made_on = made_on(invoice, under.settled_on);
    return counted;
}

CountedInvoice PaymentFigures::kept(const Invoice& invoice, const Receipt& payment) const {
    auto counted = kept_of(invoice);
    const auto days = days_to_pay(*invoice.received_on, payment.on);
    counted.standing = days <= reporting_first_bucket ? InvoiceStanding::on_time : InvoiceStanding::paid_late;
    counted.settled_on = payment.on;
    counted.received = payment.amount;
    counted.made_on = payment.made_on;
    return counted;
}

/// What is the same under every clock.
CountedInvoice PaymentFigures::kept_of(const Invoice& invoice) const {
    const auto as_at = facts_as_at(invoice);
    CountedInvoice counted;
    counted.invoice = invoice.reference;
    counted.payee = invoice.payee;
    counted.payer = invoice.payer;
    counted.contract = invoice.contract;
    counted.received_on = *invoice.received_on;
    counted.state = state_of(invoice, as_at);
    counted.due = amount_due(invoice, as_at);
    counted.credited = credit_notes_by(invoice, as_at);
    counted.deducted = invoice.deducted;
    return counted;
}

/// There are few under one name: tiers, clocks, and whether receipt is assumed.
PaymentFigures::Group& PaymentFigures::group_of(Gathered& place, const Invoice& invoice, PaymentClock clock) const {
    const auto found = std::ranges::find_if(place.groups, [&](const Group& each) {
        return each.clock == clock && each.supply_tier == invoice.supply_tier &&
               each.received_assumed == invoice.received_assumed;
    });
    if (found != place.groups.end()) return *found;
    place.groups.push_back(
        {invoice.supply_tier, clock, invoice.received_assumed, Compliance{range_, population_as_at(invoice)}});
    return place.groups.back();
}

/// What the group's share has grown by since then is the contract's.
void PaymentFigures::count_for_contract(Group& group, const Share& so_far) const {
    if (!contract_number_) return;
    if (group.contracts.size() <= *contract_number_) group.contracts.resize(contract_numbers_.size());
    const auto& now = group.figures.share();
    auto& share = group.contracts[*contract_number_];
    share.population += now.population - so_far.population;
    share.on_time += now.on_time - so_far.on_time;
}

PaymentRow PaymentFigures::row_of(const Gathered& place, const Group& group) const {
    const auto& figures = group.figures;
    const auto& days = figures.days_taken();
    PaymentRow row;
    row.by = place.by;
    row.group = place.name;
    row.supply_tier = group.supply_tier;
    row.source = source_of(group.supply_tier);
    row.clock = name_of(group.clock);
    row.received_assumed = group.received_assumed;
    row.as_at = group.supply_tier <= 1 ? as_at_ : std::min(as_at_, range_.last);
    row.population = figures.share().population;
    row.on_time = figures.share().on_time;
    row.share = figures.share().fraction();
    if (place.by == PaymentGrouping::contract) row.passes = figures.share().passes(policy_.pass_mark_percent);
    if (place.by == PaymentGrouping::authority) count_contracts(row, group);
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
    std::int64_t counted = 0;
    std::int64_t passing = 0;
    std::int64_t all_on_time = 0;
    for (const auto& share : group.contracts) {
        if (share.population == 0) continue;
        ++counted;
        if (share.passes(policy_.pass_mark_percent).value_or(false)) ++passing;
        if (share.on_time == share.population) ++all_on_time;
    }
    row.contracts = counted;
    row.contracts_passing = passing;
    row.contracts_all_on_time = all_on_time;
}

}  // namespace contractwatch
