// What must be looked at again: no more than facts, days and rules ask for, and never less.
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "adapters/sqlite/evaluation_cache_fixture.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Row payment(std::string_view number) {
    return row("payments", {{"payee", "Acme Ltd"}, {"invoice", number}, {"paid_on", "2026-09-30"}, {"amount", "1"}});
}

Subject payments_of(std::string_view reference) {
    return {ContractRef{reference}, Aspect::payments};
}

/// What is looked at where an invoice or a payment of these contracts came in.
std::vector<Subject> money_of(std::initializer_list<std::string_view> references) {
    std::vector<Subject> subjects;
    for (const auto reference : references) {
        subjects.push_back(payments_of(reference));
    }
    return subjects;
}

/// The contracts and on-time counts of the tallies from that day on; nothing where some may be missing.
std::optional<std::vector<std::string>> tallies(EvaluationCache& cache, Date from) {
    std::vector<std::string> found;
    const bool whole = cache.each_tally(from, [&](const ContractRef& contract, const PaymentTally& tally) {
        found.push_back(contract.key() + " " + tally.month.text() + " " + std::to_string(tally.invoices.on_time));
    });
    return whole ? std::optional{found} : std::nullopt;
}

TEST_F(Cache, KeepsTheTalliesOfAContractUntilOthersTakeTheirPlace) {
    const auto of = [](int on_time, Date month) {
        return PaymentTally{month, 1, true, false, {on_time, 9}, {on_time * 100, 900}};
    };
    cache_->keep_tallies({{ContractRef{"C-1"}, {of(1, Date{2026, 8, 1}), of(2, Date{2026, 9, 1})}},
                          {ContractRef{"C-2"}, {of(3, Date{2026, 9, 1})}}});
    EXPECT_EQ(tallies(*cache_, Date{2026, 9, 1}), (std::vector<std::string>{"c-1 2026-09-01 2", "c-2 2026-09-01 3"}));
    cache_->keep_tallies({{ContractRef{"C-1"}, {of(4, Date{2026, 9, 1})}}, {ContractRef{"C-2"}, {}}});
    EXPECT_EQ(tallies(*cache_, Date{2026, 1, 1}), (std::vector<std::string>{"c-1 2026-09-01 4"}));
    cache_ = open_cache();
    due();
    EXPECT_EQ(tallies(*cache_, Date{2026, 1, 1}), (std::vector<std::string>{"c-1 2026-09-01 4"})) << "also on disk";
    due(today, "other rules");
    EXPECT_EQ(tallies(*cache_, Date{2026, 1, 1}), std::vector<std::string>{}) << "all is tallied anew";
}

TEST_F(Cache, KeepsWhatThePrimesOfAContractPaid) {
    const auto primes = [&](Date from) {
        std::vector<std::string> found;
        cache_->each_prime_tally(from, [&](const ContractRef& contract, const PrimeTally& tally) {
            found.push_back(contract.key() + " " + tally.prime + " " + tally.month.text() + " " +
                            (tally.small ? "small" : "others") + " " + std::to_string(tally.invoices) + " " +
                            std::to_string(tally.days));
        });
        return found;
    };
    const PrimeTally august{"Prime plc", Date{2026, 8, 1}, true, 2, 31};
    const PrimeTally september{"Prime plc", Date{2026, 9, 1}, false, 3, 40};
    cache_->keep_tallies({{ContractRef{"C-1"}, {}, {august, september}}});
    EXPECT_THAT(primes(Date{2026, 9, 1}), ElementsAre("c-1 Prime plc 2026-09-01 others 3 40"));
    EXPECT_EQ(primes(Date{2026, 8, 1}).size(), 2U);
    cache_->keep_tallies({{ContractRef{"C-1"}, {}, {august}}});
    EXPECT_THAT(primes(Date{2026, 1, 1}), ElementsAre("c-1 Prime plc 2026-08-01 small 2 31"));
    due(today, "other rules");
    EXPECT_THAT(primes(Date{2026, 1, 1}), IsEmpty());
}

TEST_F(Cache, BeginsWithEveryAspectOfEveryContract) {
    EXPECT_EQ(due(today, "other rules").size(), 10U);
}

TEST_F(Cache, HasNothingDueWhereNothingHappened) {
    EXPECT_THAT(due(), IsEmpty());
    cache_ = open_cache();
    EXPECT_THAT(due(Date{2030, 1, 1}), IsEmpty());
}

TEST_F(Cache, MakesTheSubjectsOfNewFactsDue) {
    const struct {
        Row given;
        std::vector<Subject> due;
        const char* because;
    } cases[] = {
        {invoice("INV-1", {{"paid_on", "2026-09-30"}}), money_of({"C-1"}), "an invoice says when it was paid"},
        {invoice("INV-9", {{"contract", "C-2"}}), money_of({"C-2"}), "a new invoice"},
        {invoice("INV-8"), {}, "an invoice of no contract"},
        {invoice("INV-1", {{"contract", "C-2"}}), money_of({"C-1", "C-2"}), "it changes contract: both"},
        {invoice("INV-3", {{"contract", "C-1"}}), money_of({"C-1"}), "its contract became known"},
        {payment("INV-2"), money_of({"C-2"}), "a payment belongs where its invoice does"},
        {payment("INV-77"), {}, "its invoice is not known yet"},
        {row("reviews", {{"contract", "C-2"}, {"review_type", "performance"}, {"held_on", "2026-09-01"}}),
         {{ContractRef{"C-2"}, Aspect::reviews}},
         "a review was held"},
    };
    for (const auto& each : cases) {
        record(*store_, {each.given});
        auto found = due();
        // What a contract's register entry needs beside is the domain's to say.
        std::erase_if(found, [](const Subject& subject) { return subject.aspect == Aspect::register_entry; });
        EXPECT_EQ(found, each.due) << each.because;
        settle();
    }
}

TEST_F(Cache, ForgetsAContractThatAnInvoiceNoLongerNames) {
    auto clears = invoice("INV-1");
    clears.cleared = {clears.kind->column("contract")};
    record(*store_, {clears});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1"})));
    EXPECT_THAT(invoices_of("C-1"), IsEmpty());
    settle();
    record(*store_, {invoice("INV-1", {{"contract", "C-2"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-2"})));
    EXPECT_THAT(invoices_of("C-2"), ElementsAre("INV-1", "INV-2"));
}

TEST_F(Cache, LooksAgainWhenAnAnswerNoLongerStands) {
    due(today, "other rules");
    cache_->keep({{payments_of("C-1"), Date{2026, 10, 3}}, {payments_of("C-2"), Date{2026, 10, 4}}});
    const auto payments_due = [&](Date day) {
        auto found = due(day, "other rules");
        std::erase_if(found, [](const Subject& subject) { return subject.aspect != Aspect::payments; });
        return found;
    };
    EXPECT_THAT(payments_due(Date{2026, 10, 3}), IsEmpty());
    EXPECT_THAT(payments_due(Date{2026, 10, 4}), ElementsAre(payments_of("C-1")));
    EXPECT_THAT(payments_due(Date{2026, 10, 5}), ElementsAre(payments_of("C-1"), payments_of("C-2")));
}

TEST_F(Cache, LooksAtEverythingAgainUnderOtherRules) {
    EXPECT_EQ(due(today, "other rules").size(), 10U);
    EXPECT_EQ(due(today, "rules").size(), 10U);
}

TEST_F(Cache, LooksAtEverythingAgainAfterItWasAskedForALaterDay) {
    due(today + Days{3650}, "rules");
    EXPECT_EQ(due(today, "rules").size(), 10U) << "what was found for that day does not stand on this one";
    EXPECT_EQ(due(today + Days{1}, "rules").size(), 10U) << "nobody has answered yet";
}

TEST_F(Cache, KeepsWhatIsDueUntilItWasAnswered) {
    record(*store_, {invoice("INV-1", {{"paid_on", "2026-09-30"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1"})));
    cache_ = open_cache();  // the sweep died
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1"})));
}

TEST_F(Cache, GivesTheRowsThatLieApartFromTheirContract) {
    record(*store_, {payment("INV-1"), payment("INV-2"), payment("INV-77")});
    due();
    EXPECT_THAT(invoices_of(" C-1 "), ElementsAre("INV-1"));
    EXPECT_THAT(numbers(cache_->rows_of(kind("payments"), ContractRef{"C-2"})), ElementsAre("INV-2"));
    EXPECT_THAT(invoices_of("C-3"), IsEmpty());
}

TEST_F(Cache, LooksAgainAtTheContractOfAnInvoiceThatIsDisputed) {
    settle();
    record(*store_, {row("disputes", {{"payee", "Acme Ltd"}, {"invoice", "INV-2"}, {"from", "2026-09-30"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-2"})));
    EXPECT_THAT(numbers(cache_->rows_of(kind("disputes"), ContractRef{"C-2"})), ElementsAre("INV-2"));
}

TEST_F(Cache, GivesAPaymentOnceWhereTwoInvoicesLeadToIt) {
    record(*store_, {invoice("INV-1", {{"contract", "C-1"}, {"payer", "Prime Ltd"}}), payment("INV-1")});
    due();
    EXPECT_EQ(invoices_of("C-1").size(), 2U);
    EXPECT_EQ(cache_->rows_of(kind("payments"), ContractRef{"C-1"}).size(), 1U);
}

TEST_F(Cache, TellsEveryContractThatAPaymentMayConcern) {
    record(*store_, {invoice("INV-1", {{"contract", "C-2"}, {"payer", "Prime Ltd"}})});
    settle();
    record(*store_, {payment("INV-1")});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1", "C-2"})));
}

Row payment_of_no_invoice(std::string_view payment, std::string_view on, std::string_view contract = "") {
    return row("payments",
               {{"payee", "Acme Ltd"}, {"payment", payment}, {"paid_on", on}, {"amount", "1"}, {"contract", contract}});
}

std::vector<std::string> references(const std::vector<Row>& rows) {
    std::vector<std::string> found;
    for (const auto& each : rows)
        found.emplace_back(each.text(each.kind->column("payment")));
    return found;
}

TEST_F(Cache, GivesAContractThePaymentsThatNameItAndNoInvoice) {
    record(*store_, {payment_of_no_invoice("P-1", "2026-09-01", "C-1"), payment_of_no_invoice("P-2", "2026-09-01")});
    EXPECT_EQ(due(), money_of({"C-1"}));
    const auto of = [&](std::string_view contract) {
        return references(cache_->rows_of(kind("payments"), ContractRef{contract}));
    };
    EXPECT_THAT(of("C-1"), ElementsAre("P-1"));
    EXPECT_THAT(of("C-2"), IsEmpty());
    due(today, "other rules");
    EXPECT_THAT(of("C-1"), ElementsAre("P-1")) << "also where all is taken in at once";
    settle();
    record(*store_,
           {payment_of_no_invoice("P-1", "2026-09-01", "C-2"), payment_of_no_invoice("P-2", "2026-09-01", "C-1")});
    EXPECT_EQ(due(), money_of({"C-1", "C-2"}));
    EXPECT_THAT(of("C-1"), ElementsAre("P-2"));
    EXPECT_THAT(of("C-2"), ElementsAre("P-1"));
}

TEST_F(Cache, GivesTheRowsOfNoContractInTheRegister) {
    record(*store_,
           {invoice("INV-9", {{"contract", "C-9"}}), payment("INV-3"), payment("INV-1"),
            payment_of_no_invoice("P-1", "2026-09-01"), payment_of_no_invoice("P-2", "2025-08-31"),
            payment_of_no_invoice("P-3", "2026-09-01", "C-1"), payment_of_no_invoice("P-4", "2026-09-01", "C-9")});
    const Date from{2025, 9, 1};
    for (const auto* rules : {"rules", "other rules"}) {
        due(today, rules);
        EXPECT_THAT(numbers(cache_->rows_of_no_contract(kind("invoices"), from)), ElementsAre("INV-3", "INV-9"));
        const auto payments = cache_->rows_of_no_contract(kind("payments"), from);
        EXPECT_THAT(numbers(payments), UnorderedElementsAre("INV-3", "", "")) << rules;
        EXPECT_THAT(references(payments), UnorderedElementsAre("", "P-1", "P-4")) << rules;
    }
    record(*store_, {contract("C-9"), invoice("INV-3", {{"contract", "C-2"}})});
    due();
    EXPECT_THAT(cache_->rows_of_no_contract(kind("invoices"), from), IsEmpty());
}

/// Chance, the same in every run, makes days of facts; after each the cache that lived through them must know what one
/// made that day knows.
TEST_F(Cache, KnowsAfterManyDaysWhatAFreshOneKnows) {
    std::mt19937 chance{42};
    const auto below = [&](unsigned end) { return chance() % end; };
    const auto some_contract = [&] { return "C-" + std::to_string(below(6)); };
    const auto some_number = [&] { return "INV-" + std::to_string(below(30)); };
    const auto some_row = [&] {
        switch (below(5)) {
            case 0:
                return contract(some_contract());
            case 1:
                return payment(some_number());
            case 2: {
                auto clears = invoice(some_number());
                clears.cleared = {clears.kind->column("contract")};
                return clears;
            }
            default:
                return invoice(some_number(),
                               {{"contract", some_contract()}, {"amount_gross", std::to_string(below(3))}});
        }
    };
    const auto rows_with = [](EvaluationCache& cache, const std::string& reference) {
        auto found = numbers(cache.rows_of(kind("invoices"), ContractRef{reference}));
        const auto paid = numbers(cache.rows_of(kind("payments"), ContractRef{reference}));
        found.insert(found.end(), paid.begin(), paid.end());
        return found;
    };
    std::vector<Row> many;  // so that a fresh cache reads the fold
    for (int number = 0; number < 1'200; ++number)
        many.push_back(
            invoice("OLD-" + std::to_string(number), {{"contract", "C-" + std::to_string(number % 50 + 3)}}));
    record(*store_, many);
    settle();
    std::map<std::string, std::vector<std::string>> known_before;
    for (int number = 0; number < 6; ++number)
        known_before["c-" + std::to_string(number)] = rows_with(*cache_, "c-" + std::to_string(number));
    for (int day = 0; day < 40; ++day) {
        std::vector<Row> rows;
        for (auto count = below(day % 9 == 0 ? 60 : 4); count > 0; --count)
            rows.push_back(some_row());
        record(*store_, rows);
        std::set<std::string> looked_at;
        for (const auto& subject : due())
            if (subject.aspect == Aspect::payments) looked_at.insert(subject.contract.key());
        std::filesystem::remove(folder_.path("fresh.scratch"));
        const auto fresh = EvaluationCache::open(store_->connection(), folder_.path("fresh.scratch"));
        fresh->due(today, "rules");
        for (int number = 0; number < 6; ++number) {
            const auto reference = "c-" + std::to_string(number);
            const auto now = rows_with(*cache_, reference);
            EXPECT_EQ(now, rows_with(*fresh, reference)) << "day " << day << ", " << reference;
            if (!looked_at.contains(reference)) {
                EXPECT_EQ(now, known_before[reference]) << "day " << day << ", " << reference;
            }
            known_before[reference] = now;
        }
        settle();
    }
}

TEST_F(Cache, FindsACreditNoteThroughTheInvoiceThatItNames) {
    const auto credit = invoice("CN-1", {{"credits_invoice", "inv-1"}, {"amount_gross", "-5"}});
    record(*store_, {credit});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1"})));
    EXPECT_THAT(invoices_of("C-1"), ElementsAre("INV-1", "CN-1"));
    EXPECT_THAT(invoices_of("C-2"), ElementsAre("INV-2"));
    settle();
    record(*store_, {invoice("CN-1", {{"credits_invoice", "INV-2"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1", "C-2"}))) << "it was named wrongly: both";
    EXPECT_THAT(invoices_of("C-1"), ElementsAre("INV-1"));
    EXPECT_THAT(invoices_of("C-2"), ElementsAre("INV-2", "CN-1"));
    settle();
    record(*store_, {invoice("CN-1", {{"contract", "C-2"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-2"})));
    EXPECT_THAT(invoices_of("C-2"), UnorderedElementsAre("INV-2", "CN-1")) << "its own contract: once";
    settle();
    record(*store_, {invoice("CN-1", {{"contract", "C-1"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-1", "C-2"})));
    EXPECT_THAT(invoices_of("C-1"), UnorderedElementsAre("INV-1", "CN-1"));
    EXPECT_THAT(invoices_of("C-2"), UnorderedElementsAre("INV-2", "CN-1")) << "it reduces that invoice all the same";
    due(today, "other rules");
    EXPECT_THAT(invoices_of("C-2"), UnorderedElementsAre("INV-2", "CN-1")) << "also when all is taken in anew";
}

TEST_F(Cache, FindsACreditNoteThatCameBeforeItsInvoice) {
    record(*store_, {invoice("CN-9", {{"credits_invoice", "INV-9"}, {"amount_gross", "-5"}})});
    EXPECT_THAT(due(), IsEmpty());
    record(*store_, {invoice("INV-9", {{"contract", "C-2"}})});
    EXPECT_THAT(due(), ElementsAreArray(money_of({"C-2"})));
    EXPECT_THAT(invoices_of("C-2"), ElementsAre("INV-2", "INV-9", "CN-9"));
    due(today, "other rules");
    EXPECT_THAT(invoices_of("C-2"), ElementsAre("INV-2", "INV-9", "CN-9")) << "also when all is taken in anew";
}

}  // namespace
}  // namespace contractwatch::sqlite::testing
