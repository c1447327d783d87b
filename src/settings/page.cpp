// The two pages, out of the table.
#include "settings/page.h"

#include "settings/keys.h"

namespace contractwatch {
namespace {

constexpr std::string_view introduction = R"page(# Configuration

This page is printed from the table of keys in `src/settings/keys.cpp`; a test refuses a stale copy. Change the table, not the page.

The service reads `/etc/contractwatch/contractwatch.toml`, or the file named with `--settings`. The file is
[TOML](https://toml.io). Every key has a default that makes sense, so the file may say as little as you like; an empty
one serves every command that sends nothing. To send mail, three keys are enough:

```toml
[mail]
transport = "smtp"
from = "contracts@council.example"

[smtp]
host = "mail.council.example"
```

`contractwatch settings check` names everything that is wrong, each with its line and column; `contractwatch settings show`
prints what is in force. After a change, `systemctl reload contractwatch`: where the new file is wrong the service keeps
the old settings and says so.

**How values are written.** Text, addresses, paths and times of day stand in double quotes; numbers, `true` and `false`
do not. Pounds are a whole number (`50000`) or text (`"1,234.50"`). A relative path begins at the settings file's own folder. Letters
beyond plain English ones stand inside quotes or comments only.

**Secrets** never stand in this file, and a key such as `password` is refused. Put the mail password into a file that
other users cannot read and name it with `smtp.password_file`, or let systemd hand it over (`LoadCredential=` in the unit) and
name it with `smtp.credential`.
)page";

constexpr std::string_view feeds_introduction = R"page(
## [[feed]]

How one of the council's own exports is read. There can be many; each begins with its own `[[feed]]`. A file that has the
standard column names needs none. `[feed.columns]` maps our column to the council's header, or to several that have been used over the
years; `[feed.values]` says what every row has in a column that the file does not have. What columns there are,
`contractwatch import --template KIND` shows.

`[feed.values]` also says how the file means its dates and amounts: `paid_on_is` (`"value_date"`, the day the payee has the money, or
`"run_date"`, the day of the pay run), `assume_received = "invoice_date"` where the file has no day of receipt, `amounts_are`
(`"gross"` or `"net"`, for the column `amount` of invoices), and `due_is = "stated_on_invoice"` where the column `due` of invoices is what the payee
wrote and not what the ledger computed. Of a run date the payee has the money `payments.settlement_working_days` later, or on the day itself where the
row's `method` is Faster Payments or CHAPS; both days are kept and shown, and a `value_date` of the row's own goes before. What stands in for a day of
receipt is none: figures on such invoices are reported apart.

)page";

constexpr std::string_view feed_example = R"page([[feed]]
name = "ledger"
kind = "payments"
match = "*spend*.csv"
owner = "finance-systems@council.example"
expected = "monthly"

[feed.columns]
payee = ["Name", "Supplier Name"]
amount = ["Net Amount (£)", "Amount Paid"]
paid_on = "Payment Date"

[feed.values]
payer = "Our County Council"
)page";

constexpr std::string_view table_head = "| key | what it may be | default | meaning |\n| --- | --- | --- | --- |\n";

std::string row(std::string_view name, const std::string& what, const std::string& otherwise,
                std::string_view meaning) {
    return "| `" + std::string{name} + "` | " + what + " | `" + otherwise + "` | " + std::string{meaning} + " |\n";
}

std::string section_text(const Section& section) {
    const Settings defaults;
    std::string text = "\n## [" + std::string{section.name} + "]\n\n" + std::string{section.meaning} + "\n\n";
    text += table_head;
    for (const auto& key : section.keys)
        text += row(key.name, description(key.shape), written(key.shape, kept(key, defaults)), key.meaning);
    return text;
}

std::string feeds_text() {
    const Feed defaults;
    std::string text{feeds_introduction};
    text += table_head;
    for (const auto& key : feed_keys())
        text += row(key.name, description(key.shape), written(key.shape, kept(key, defaults)), key.meaning);
    return text + "\n```toml\n" + std::string{feed_example} + "```\n";
}

/// Every line of the text behind a comment sign.
std::string commented(std::string_view text) {
    std::string result;
    bool begins = true;
    for (const char letter : text) {
        if (begins) result += letter == '\n' ? "#" : "# ";
        result += letter;
        begins = letter == '\n';
    }
    return result;
}

std::string bounds_comment(const Key& key) {
    const auto type = key.shape.type;
    const bool plain = type == KeyType::text || type == KeyType::path || type == KeyType::yes_no;
    return plain ? "" : " (" + description(key.shape) + ")";
}

std::string example_section(const Section& section) {
    const Settings defaults;
    std::string text = "\n# " + std::string{section.meaning} + "\n[" + std::string{section.name} + "]\n";
    for (const auto& key : section.keys) {
        text += "# " + std::string{key.meaning} + bounds_comment(key) + "\n";
        text += std::string{key.name} + " = " + written(key.shape, kept(key, defaults)) + "\n";
    }
    return text;
}

}  // namespace

std::string configuration_page() {
    std::string page{introduction};
    for (const auto& section : sections())
        page += section_text(section);
    return page + feeds_text();
}

std::string example_file() {
    std::string text =
        "# Settings of contractwatch. Every key stands here with its default: change what you need, leave the rest.\n"
        "# Relative paths begin at this file's folder. `contractwatch settings check` says what is wrong; then\n"
        "# `systemctl reload contractwatch`. The passwords do not belong here: see password_file and credential.\n";
    for (const auto& section : sections())
        text += example_section(section);
    text += "\n# How one of the council's own exports is read; there can be many (docs: configuration.md).\n";
    return text + commented(feed_example);
}

}  // namespace contractwatch
