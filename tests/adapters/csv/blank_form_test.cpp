// A blank form as a CSV file.
#include "adapters/csv/blank_form.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(BlankFormFile, DefusesWhatASpreadsheetWouldRunAndIsTheSameEveryTime) {
    const BlankForm form{"f.csv", {"payer", "payee", "invoice"}, {{"Prime, plc", "=1+1", ""}, {"+44", "@x", "-y"}}};
    EXPECT_EQ(csv_of(form),
              "\xEF\xBB\xBFpayer,payee,invoice\r\n\"Prime, plc\",\"'=1+1\",\r\n\"'+44\",\"'@x\",\"'-y\"\r\n");
    EXPECT_EQ(csv_of(form), csv_of(form));
}

}  // namespace
}  // namespace contractwatch
