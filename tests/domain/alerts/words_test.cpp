// Names and values spelled for a reader.
#include "domain/alerts/words.h"

#include <ostream>

#include <gtest/gtest.h>

namespace contractwatch {

void PrintTo(const LetterLine& line, std::ostream* out) {
    *out << line.name << ": " << line.value;
}

namespace {

TEST(EvidenceLine, IsInWords) {
    struct FieldRow {
        Field field;
        LetterLine words;
        const char* because;
    };
    const FieldRow rows[] = {
        {{"due_on", std::string{"2026-10-15"}}, {"Due on", "15 October 2026"}, "a date is spelled out"},
        {{"about", std::string{"performance 2026-10-15"}},
         {"About", "performance 15 October 2026"},
         "so is one among words"},
        {{"late_pence", std::int64_t{-123450}},
         {"Late",
          "-\xC2\xA3"
          "1,234.50"},
         "pence are pounds to a reader"},
        {{"days_late", std::int64_t{12}}, {"Days late", "12"}, "other numbers stay"},
        {{"few_invoices", true}, {"Few invoices", "yes"}, "yes and no are words"},
        {{"last_held_on", std::monostate{}}, {"Last held on", "not known"}, "what is not there is said to be"},
        {{"clock", std::string{"pa23"}}, {"Clock", "Procurement Act 2023"}, "a law has a name"},
        {{"days", std::vector<std::string>{"2026-10-01", "x"}}, {"Days", "1 October 2026, x"}, "a list has commas"},
        {{"days", std::vector<std::string>{}}, {"Days", "none"}, "an empty list is none"},
        {{"legal_numbers", std::vector<std::string>{"payment_days_pa23 30 from 24 February 2025, s.68(2), built in",
                                                    "key_indicators_over 5000000 from 24 February 2025, s.52(1)"}},
         {"Legal numbers",
          "30 days from 24 February 2025, s.68(2), built in, \xC2\xA3"
          "5,000,000.00 from 24 February 2025, s.52(1)"},
         "a number of the law has its unit, and no rule's name"},
        {{"legal_numbers", std::vector<std::string>{"a_threshold 5"}},
         {"Legal numbers", "a_threshold 5"},
         "what is no such number stays"},
        {{"measure", std::string{"KPI_4"}}, {"Measure", "KPI_4"}, "a reference keeps its spelling"},
        {{"version", std::string{"2026-13-45"}}, {"Version", "2026-13-45"}, "a day that does not exist is no date"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(in_words(row.field), row.words) << row.because;
}

TEST(Clipping, CountsCharactersAndNotBytes) {
    EXPECT_EQ(clipped("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4), "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9");
    EXPECT_EQ(clipped("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4), "\xC3\xA9...");
    EXPECT_EQ(clipped("abcdef", 6), "abcdef");
    EXPECT_EQ(clipped("", 6), "");
}

TEST(Sentence, BeginsWithACapitalAndEnds) {
    EXPECT_EQ(sentence_of("it holds"), "It holds.");
    EXPECT_EQ(sentence_of(" Does it? "), "Does it?");
    EXPECT_EQ(sentence_of(""), "");
}

}  // namespace
}  // namespace contractwatch
