// What is found across contracts: how the council pays as a whole, and how payment goes down the supply chain.
#include "domain/alerts/council_payments.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Policy: so many points below the whole is a finding.
constexpr int points_below = 5;

DateRange closed_month(Date as_at) {
    const auto last = as_at.first_of_month() - Days{1};
    return {last.first_of_month(), last};
}

DateRange twelve_closed_months(Date as_at) {
    return {as_at.first_of_month().plus_months(-12), as_at.first_of_month() - Days{1}};
}

DateRange last_four_quarters(Date as_at) {
    return closed_quarters(as_at, 4, 4);
}

DateRange four_quarters_before(Date as_at) {
    return closed_quarters(as_at, 8, 4);
}

std::string subject_of_tier(int supply_tier) {
    return fmt::format("tier {}", supply_tier);
}

std::string month_text(Date day) {
    return fmt::format("{:04}-{:02}", day.year(), day.month());
}

std::string months_text(const DateRange& days) {
    return month_text(days.first) + ".." + month_text(days.last);
}

/// "3 of 4 contracts (75.0 %)", "£900.00 of £1,000.00 (90.0 %)".
std::string share_text(R20Headline figure, const Share& share) {
    if (figure == R20Headline::value)
        return fmt::format("{} of {} due ({})", Money::pence(share.on_time).text(),
                           Money::pence(share.population).text(), share.text());
    const auto* const counted_things = figure == R20Headline::invoices ? "invoice" : "contract";
    return fmt::format("{} of {} ({})", share.on_time, counted(share.population, counted_things), share.text());
}

/// Exactly, for up to a hundred million invoices.
bool points_or_more_below(const Share& part, const Share& whole) {
    if (part.population == 0 || whole.population == 0) return false;
    const auto difference = whole.on_time * part.population - part.on_time * whole.population;
    return difference * 100 >= points_below * whole.population * part.population;
}

}  // namespace

Date first_month_across_contracts(Date as_at) {
    return four_quarters_before(as_at).first;
}

DateRange days_behind(FindingKind kind, Date as_at) {
    if (kind == FindingKind::small_supplier_slower) return twelve_closed_months(as_at);
    if (kind == FindingKind::payment_not_improving)
        return {four_quarters_before(as_at).first, last_four_quarters(as_at).last};
    return closed_month(as_at);
}

/// A share of invoices to small payees is held against that of all.
bool bears_on(const Alert& alert, const PaymentTally& of_invoice) {
    switch (alert.kind) {
        case FindingKind::payment_share_authority:
        case FindingKind::payment_not_improving:
        case FindingKind::payment_share_small:
            return of_invoice.supply_tier <= 1;
        case FindingKind::payment_share_tier:
            return alert.subject == subject_of_tier(of_invoice.supply_tier);
        default:
            return false;
    }
}

bool bears_on(const Alert& alert, const PrimeTally& of_invoice) {
    return alert.kind == FindingKind::small_supplier_slower && key_of(alert.subject) == key_of(of_invoice.prime);
}

CouncilPayments::CouncilPayments(const PaymentPolicy& policy, Date as_at, Sha256Of sha256)
    : policy_(policy),
      as_at_(as_at),
      sha256_(std::move(sha256)),
      month_(closed_month(as_at)),
      last_year_(last_four_quarters(as_at)),
      year_before_(four_quarters_before(as_at)),
      twelve_months_(twelve_closed_months(as_at)) {}

void CouncilPayments::add(const ContractRef& contract, const PaymentTally& tally) {
    const bool of_month = month_.days().contains(tally.month);
    const auto tier = std::max(tally.supply_tier, 1);
    if (sha256_ && (of_month || tier == 1))
        rows_[{tier, tally.month}].add(line_of(contract, tally), tally.invoices.population);
    if (tally.supply_tier > 1) {
        if (of_month) tiers_[tally.supply_tier] += tally.invoices;
        return;
    }
    for (auto* span : {&month_, &last_year_, &year_before_}) {
        if (span->days().contains(tally.month)) span->add(contract.key(), tally.invoices, tally.value);
    }
    if (of_month && tally.sme) sme_ += tally.invoices;
    if (of_month && tally.vcse) vcse_ += tally.invoices;
}

void CouncilPayments::add(const ContractRef& contract, const PrimeTally& tally) {
    if (!twelve_months_.contains(tally.month)) return;
    auto& prime = primes_.try_emplace(key_of(tally.prime), Prime{tally.prime, {}, {}, {}, {}}).first->second;
    auto& paid = tally.small ? prime.small : prime.others;
    paid.days += tally.days;
    paid.invoices += tally.invoices;
    prime.contracts.insert(contract);
    if (sha256_) prime.rows.add(line_of(contract, tally), tally.invoices);
}

/// Of the months that the finding is about.
void CouncilPayments::add_rows(Finding& finding, int supply_tier) const {
    const auto days = days_behind(finding.kind, as_at_);
    RowsBehind rows;
    for (auto of = rows_.lower_bound({supply_tier, days.first}); of != rows_.end() && of->first.first == supply_tier;
         ++of) {
        if (days.contains(of->first.second)) rows.add(of->second);
    }
    rows.add_to(finding.evidence, sha256_);
}

/// In tenths, half up.
std::string CouncilPayments::MeanDays::text() const {
    const auto tenths = (days * 20 + invoices) / (2 * invoices);
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

/// Compared exactly.
bool CouncilPayments::Prime::slower_by_over(std::int64_t more) const {
    return small.days * others.invoices - others.days * small.invoices > more * small.invoices * others.invoices;
}

std::vector<Finding> CouncilPayments::findings() const {
    std::vector<Finding> found;
    find_authority(found);
    find_not_improving(found);
    find_small(found, "SME", sme_);
    find_small(found, "VCSE", vcse_);
    for (const auto& [tier, share] : tiers_)
        find_tier(found, tier, share);
    for (const auto& [key, prime] : primes_)
        find_slower(found, prime);
    return found;
}

Finding CouncilPayments::finding_of_month(FindingKind kind, std::string subject, const Share& share) const {
    Finding finding;
    finding.kind = kind;
    finding.subject = std::move(subject);
    finding.period = month_text(month_.days().first);
    finding.severity = Severity::warning;
    finding.since = month_.days().last + Days{1};
    finding.evidence = {{"population", share.population},
                        {"on_time", share.on_time},
                        {"share", share.text()},
                        {"clock", std::string{name_of(PaymentClock::policy)}}};
    return finding;
}

void CouncilPayments::find_authority(std::vector<Finding>& found) const {
    const auto share = month_.shares(policy_.pass_mark_percent).of(policy_.headline);
    if (share.passes(policy_.baseline_percent).value_or(true)) return;
    auto finding = finding_of_month(FindingKind::payment_share_authority, {}, share);
    finding.summary = fmt::format(
        "In {} the council's headline for prompt payment, {}, was {}; the baseline is {} %. Invoices count by the last "
        "day of the council's {}-day policy.",
        finding.period, words_for(policy_.headline), share_text(policy_.headline, share), policy_.baseline_percent,
        policy_.policy_days);
    finding.evidence.push_back({"headline", std::string{name_of(policy_.headline)}});
    finding.evidence.push_back({"pass_mark", fmt::format("{} %", policy_.baseline_percent)});
    finding.evidence.push_back({"source", std::string{"observed"}});
    add_rows(finding, 1);
    found.push_back(std::move(finding));
}

void CouncilPayments::find_not_improving(std::vector<Finding>& found) const {
    const auto now = last_year_.shares(policy_.pass_mark_percent).of(policy_.headline);
    const auto before = year_before_.shares(policy_.pass_mark_percent).of(policy_.headline);
    if (!below(now, before).value_or(false)) return;
    Finding finding;
    finding.kind = FindingKind::payment_not_improving;
    finding.period = months_text(last_year_.days());
    finding.severity = Severity::warning;
    finding.since = last_year_.days().last + Days{1};
    finding.summary = fmt::format(
        "The council's headline for prompt payment, {}, was {} over the last four closed quarters ({}) and {} over the "
        "four before ({}).",
        words_for(policy_.headline), share_text(policy_.headline, now), finding.period,
        share_text(policy_.headline, before), months_text(year_before_.days()));
    finding.evidence = {{"headline", std::string{name_of(policy_.headline)}},
                        {"population", now.population},
                        {"on_time", now.on_time},
                        {"share", now.text()},
                        {"population_before", before.population},
                        {"on_time_before", before.on_time},
                        {"share_before", before.text()},
                        {"clock", std::string{name_of(PaymentClock::policy)}},
                        {"source", std::string{"observed"}}};
    add_rows(finding, 1);
    found.push_back(std::move(finding));
}

void CouncilPayments::find_slower(std::vector<Finding>& found, const Prime& prime) const {
    const auto least = policy_.small_least_invoices;
    if (prime.small.invoices < least || prime.others.invoices < least) return;
    if (!prime.slower_by_over(policy_.small_slower_days)) return;
    Finding finding;
    finding.kind = FindingKind::small_supplier_slower;
    finding.subject = prime.name;
    finding.severity = Severity::warning;
    finding.since = twelve_months_.last + Days{1};
    finding.summary = fmt::format(
        "{} paid SME and VCSE sub-contractors after {} days on average ({}) and others after {} ({}), by what it "
        "declared of payments from {} to {} under {}.",
        prime.name, prime.small.text(), counted(prime.small.invoices, "invoice"), prime.others.text(),
        counted(prime.others.invoices, "invoice"), twelve_months_.first.short_text(), twelve_months_.last.short_text(),
        counted(static_cast<long long>(prime.contracts.size()), "contract"));
    std::string contracts;
    for (const auto& contract : prime.contracts)
        contracts += (contracts.empty() ? "" : ", ") + contract.given();
    finding.evidence = {{"sme_and_vcse_invoices", prime.small.invoices},
                        {"sme_and_vcse_mean_days", prime.small.text()},
                        {"other_invoices", prime.others.invoices},
                        {"other_mean_days", prime.others.text()},
                        {"told_over_days", std::int64_t{policy_.small_slower_days}},
                        {"contracts", contracts},
                        {"source", std::string{"declared"}}};
    auto rows = prime.rows;
    rows.add_to(finding.evidence, sha256_);
    found.push_back(std::move(finding));
}

bool CouncilPayments::too_few_late(const Share& share) const {
    return share.population - share.on_time < policy_.least_late;
}

void CouncilPayments::find_small(std::vector<Finding>& found, std::string_view size, const Share& share) const {
    const auto whole = month_.shares(policy_.pass_mark_percent).invoices;
    if (too_few_late(share) || !points_or_more_below(share, whole)) return;
    auto finding = finding_of_month(FindingKind::payment_share_small, std::string{size}, share);
    finding.summary = fmt::format("In {} the council paid {} to {} payees in time by its {}-day policy, and {} to all.",
                                  finding.period, share_text(R20Headline::invoices, share), size, policy_.policy_days,
                                  share_text(R20Headline::invoices, whole));
    if (share.population < policy_.few_invoices_under) finding.summary += " Few invoices: read the share with care.";
    finding.evidence.push_back({"population_whole", whole.population});
    finding.evidence.push_back({"on_time_whole", whole.on_time});
    finding.evidence.push_back({"share_whole", whole.text()});
    finding.evidence.push_back({"source", std::string{"observed"}});
    add_rows(finding, 1);
    found.push_back(std::move(finding));
}

void CouncilPayments::find_tier(std::vector<Finding>& found, int tier, const Share& share) const {
    if (too_few_late(share) || share.passes(policy_.baseline_percent).value_or(true)) return;
    auto finding = finding_of_month(FindingKind::payment_share_tier, subject_of_tier(tier), share);
    finding.summary = fmt::format(
        "Of what primes declared for {}, {} to supply tier {} were paid within the days that their contracts ask for "
        "down "
        "the supply chain; the baseline is {} %. Contracts that state no flow_down_days are left out.",
        finding.period, share_text(R20Headline::invoices, share), tier, policy_.baseline_percent);
    if (share.population < policy_.few_invoices_under) finding.summary += " Few invoices: read the share with care.";
    finding.evidence.push_back({"pass_mark", fmt::format("{} %", policy_.baseline_percent)});
    finding.evidence.push_back({"supply_tier", std::int64_t{tier}});
    finding.evidence.push_back({"source", std::string{"declared"}});
    add_rows(finding, tier);
    found.push_back(std::move(finding));
}

}  // namespace contractwatch
