// Rows and cells, in every spelling of CSV that was met.
#include "adapters/csv/reader.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/csv/given_file.h"

namespace contractwatch {
namespace {

using Cells = std::vector<std::string>;

struct ReadRow {
    std::int64_t line;
    Cells cells;
    RowFault fault = RowFault::none;

    friend bool operator==(const ReadRow&, const ReadRow&) = default;
    friend void PrintTo(const ReadRow& row, std::ostream* out) {
        *out << "line " << row.line << ':';
        for (const auto& cell : row.cells)
            *out << " [" << cell << ']';
        if (row.fault != RowFault::none) *out << " faulty";
    }
};

Result<std::vector<ReadRow>> rows_in(const std::string& path, char delimiter = ',', const ReadLimits& limits = {}) {
    auto bytes = Bytes::open(path, limits.file_bytes);
    if (!bytes) return bytes.error();
    TextStream text{*bytes, find_character_set(*bytes, Encoding::automatic).value()};
    RowReader reader{text, delimiter, limits};
    std::vector<ReadRow> rows;
    RawRow row;
    while (true) {
        const auto more = reader.next(row);
        if (!more) return more.error();
        if (!*more) return rows;
        rows.push_back({row.line, {row.cells.begin(), row.cells.end()}, row.fault});
    }
}

std::vector<ReadRow> rows_of(std::string_view text) {
    const GivenFile file{text};
    return rows_in(file.path()).value();
}

TEST(CsvReader, SplitsTheCsvSpectrum) {
    const struct {
        const char* file;
        std::vector<Cells> rows;
    } files[] = {
        {"comma_in_quotes",
         {{"first", "last", "address", "city", "zip"}, {"John", "Doe", "120 any st.", "Anytown, WW", "08123"}}},
        {"empty", {{"a", "b", "c"}, {"1", "", ""}, {"2", "3", "4"}}},
        {"empty_crlf", {{"a", "b", "c"}, {"1", "", ""}, {"2", "3", "4"}}},
        {"escaped_quotes", {{"a", "b"}, {"1", "ha \"ha\" ha"}, {"3", "4"}}},
        {"json", {{"key", "val"}, {"1", R"({"type": "Point", "coordinates": [102.0, 0.5]})"}}},
        {"location_coordinates",
         {{"Contact Phone Number", "Location Coordinates", "Cities", "Counties"},
          {"2095257564",
           "37\xEF\xBF\xBD"
           "36'37.8\"N 121\xEF\xBF\xBD"
           "2'17.9\"W",
           "Modesto", "Stanislaus"}}},
        {"newlines", {{"a", "b", "c"}, {"1", "2", "3"}, {"Once upon \na time", "5", "6"}, {"7", "8", "9"}}},
        {"newlines_crlf", {{"a", "b", "c"}, {"1", "2", "3"}, {"Once upon \r\na time", "5", "6"}, {"7", "8", "9"}}},
        {"quotes_and_newlines", {{"a", "b"}, {"1", "ha \n\"ha\" \nha"}, {"3", "4"}}},
        {"simple", {{"a", "b", "c"}, {"1", "2", "3"}}},
        {"simple_crlf", {{"a", "b", "c"}, {"1", "2", "3"}}},
        {"utf8", {{"a", "b", "c"}, {"1", "2", "3"}, {"4", "5", "\xCA\xA4"}}},
    };
    for (const auto& each : files) {
        const auto rows = rows_in(std::string{SOURCE_DIR "/tests/data/csv-spectrum/"} + each.file + ".csv").value();
        std::vector<Cells> cells;
        for (const auto& row : rows)
            cells.push_back(row.cells);
        EXPECT_EQ(cells, each.rows) << each.file;
    }
}

TEST(CsvReader, EndsRowsAtEveryLineEndAndCountsLinesOverQuotedOnes) {
    EXPECT_EQ(
        rows_of("a,b\r1,2\r\n3,\"x\ny\r\nz\"\n\n5,6"),
        (std::vector<ReadRow>{{1, {"a", "b"}}, {2, {"1", "2"}}, {3, {"3", "x\ny\r\nz"}}, {6, {""}}, {7, {"5", "6"}}}));
}

TEST(CsvReader, GivesARowForAnEmptyLineAndNoneForTheEndOfTheFile) {
    EXPECT_EQ(rows_of("a\n"), (std::vector<ReadRow>{{1, {"a"}}}));
    EXPECT_EQ(rows_of("\r\r"), (std::vector<ReadRow>{{1, {""}}, {2, {""}}}));
    EXPECT_EQ(rows_of("a,"), (std::vector<ReadRow>{{1, {"a", ""}}}));
}

TEST(CsvReader, KeepsSpacesButThoseAroundQuotes) {
    EXPECT_EQ(rows_of(" a , \"b, c\" ,d"), (std::vector<ReadRow>{{1, {" a ", "b, c", "d"}}}));
}

TEST(CsvReader, MarksRowsWithQuotesWhereNoneCanStand) {
    EXPECT_EQ(
        rows_of("1,This \"quotes\" here,3\n4,5,6"),
        (std::vector<ReadRow>{{1, {"1", "This \"quotes\" here", "3"}, RowFault::stray_quote}, {2, {"4", "5", "6"}}}));
    const auto rows = rows_of("1,\"Hey, I missed \" it\",3\n4,5,6");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].fault, RowFault::text_after_quote);
    EXPECT_EQ(rows[1], (ReadRow{2, {"4", "5", "6"}}));
}

TEST(CsvReader, NamesTheLineOfAQuoteThatIsNeverClosed) {
    const GivenFile file{"a,b\n1,2\n3,\"half a row"};
    const auto rows = rows_in(file.path());
    ASSERT_FALSE(rows.ok());
    EXPECT_NE(rows.error().message.find("line 3: a cell begins with a quote that is never closed"), std::string::npos);
}

TEST(CsvReader, RefusesCellsAndRowsBeyondTheLimits) {
    ReadLimits limits;
    limits.field_bytes = 10;
    limits.columns = 3;
    for (const auto* good : {"1234567890,2,3", "\"1234567890\""}) {
        const GivenFile file{good};
        EXPECT_TRUE(rows_in(file.path(), ',', limits).ok()) << good;
    }
    for (const auto* bad : {"12345678901", "1,2,3,4", "\"12345678901", "\"12345678901\""}) {
        const GivenFile file{bad};
        const auto rows = rows_in(file.path(), ',', limits);
        ASSERT_FALSE(rows.ok()) << bad;
        EXPECT_EQ(rows.error().code, ErrorCode::refused);
        EXPECT_NE(rows.error().message.find("line 1"), std::string::npos);
    }
}

TEST(CsvReader, ReadsRowsThatLieAcrossPiecesOfTheFile) {
    std::string text;
    std::vector<ReadRow> expected;
    std::int64_t line = 1;
    for (int number = 0; text.size() < 1'500'000; ++number) {
        const std::string filling(static_cast<std::size_t>(number * 7 % 613), 'x');
        text += std::to_string(number) + ",\"" + filling + "\"\"\n" + filling + "\"\r\n";
        expected.push_back({line, {std::to_string(number), filling + "\"\n" + filling}});
        line += 2;
    }
    const GivenFile file{text};
    EXPECT_TRUE(rows_in(file.path()).value() == expected);
}

}  // namespace
}  // namespace contractwatch
