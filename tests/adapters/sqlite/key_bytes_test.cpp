// Keys as bytes, and known without being made.
#include "adapters/sqlite/key_bytes.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace contractwatch::sqlite {
namespace {

TEST(Key, IsKnownWithoutBeingMade) {
    const std::vector<std::string> texts{"",           " ",     "a",     "A",        "Quill Ltd",   "quill  ltd",
                                         " Quill Ltd", "x y",   "x y ",  "x\ty",     "\xc3\x89ire", "\xc3\xa9ire",
                                         "INV-1",      "inv-1", "a\xff", "a b  c D", "\xc2\xa0"};
    for (const auto& text : texts) {
        for (const auto& key : texts)
            EXPECT_EQ(is_key_of(key, text), key == key_of(text)) << "'" << key << "' of '" << text << "'";
        EXPECT_TRUE(is_key_of(key_of(text), text)) << text;
    }
}

}  // namespace
}  // namespace contractwatch::sqlite
