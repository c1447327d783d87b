// The sentences of a letter to a supplier.
#include "domain/alerts/chase_words.h"

#include <algorithm>

#include "base/text.h"
#include "domain/alerts/wording.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

constexpr std::size_t line_characters = 240;

std::string contract_words(const DigestItem& item) {
    const auto reference = item.alert.contract.given();
    return clipped(item.contract_title.empty() ? reference : reference + ": " + item.contract_title, line_characters);
}

LetterItem item_of(const DigestItem& told) {
    LetterItem item;
    item.alert = told.alert.id;
    item.tone = Tone::warning;
    item.tone_word = "Please send";
    item.headline = "Supply-chain return";
    item.contract = contract_words(told);
    item.members_title = "Periods (" + std::to_string(told.alert.members.size()) + ")";
    const auto listed = std::min(told.alert.members.size(), members_listed);
    for (std::size_t at = 0; at < listed; ++at)
        item.members.push_back(clipped(told.alert.members[at].line, line_characters));
    if (told.alert.members.size() > listed)
        item.members.push_back("and " + std::to_string(told.alert.members.size() - listed) + " more");
    item.to_do =
        "Fill in the attached form, with a row for each invoice of a sub-contractor that was received in the period or "
        "paid in it, and send it back. Copy a row where a sub-contractor sent several, and take out those without an "
        "invoice. If there was nothing to declare, answer that this is a nil return.";
    return item;
}

}  // namespace

Letter chase_letter(const Digest& digest) {
    Letter letter;
    letter.to = digest.to;
    letter.purpose = digest.purpose;
    letter.title = "Supply-chain return";
    letter.dateline = digest.on.long_text();
    letter.greeting = "Dear colleague,";
    letter.sections.push_back({"Not received", {}});
    for (const auto& item : digest.items)
        letter.sections.front().items.push_back(item_of(item));
    letter.opening.emplace_back(
        "Your contract with the council asks you to declare how invoices were paid down your supply chain. As far as "
        "the council's record goes, the returns below have not been received.");
    const auto subject = digest.items.empty() ? std::string{} : ", " + contract_words(digest.items.front());
    letter.subject = clipped("Supply-chain return" + subject, subject_characters);
    letter.closing = {
        "If you have sent it already, thank you: this mail was written before it was recorded. An answer to this mail "
        "reaches the council.",
        "contractwatch, the council's contract monitoring, wrote this mail by itself. Nothing here is legal advice."};
    return letter;
}

}  // namespace contractwatch
