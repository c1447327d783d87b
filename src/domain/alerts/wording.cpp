// The sentences of a letter.
#include "domain/alerts/wording.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/chase_words.h"
#include "domain/alerts/words.h"
#include "domain/payments/rows_behind.h"

namespace contractwatch {
namespace {

// Bounds that only a damaged or hostile register reaches.
constexpr std::size_t title_characters = 160;
constexpr std::size_t line_characters = 240;
constexpr std::size_t evidence_lines = 24;

enum class Part { act_now, escalated, fresh, reminders, changed, resolved };

struct PartRow {
    Part part;
    std::string_view title;
    std::string_view counted_as;  ///< after a number, in subject and opening
};

constexpr std::array<PartRow, 6> parts{{{Part::act_now, "Act now", "to act on now"},
                                        {Part::escalated, "Escalated", "escalated"},
                                        {Part::fresh, "New", "new"},
                                        {Part::reminders, "Reminders", "still open"},
                                        {Part::changed, "Changed", "changed"},
                                        {Part::resolved, "Resolved", "resolved"}}};

Part part_of(const Alert& alert, Date on) {
    if (!alert.open()) return Part::resolved;
    if (alert.severity == Severity::critical) return Part::act_now;
    if (alert.state == AlertState::escalated) return Part::escalated;
    if (alert.stage.starts_with("reminder")) return Part::reminders;
    if (alert.stage.starts_with("now ")) return Part::changed;
    if (alert.stage.starts_with("raised again")) return Part::fresh;
    return alert.first_told_on && *alert.first_told_on < on ? Part::reminders : Part::fresh;
}

Tone tone_of(const Alert& alert) {
    if (!alert.open()) return Tone::settled;
    if (alert.severity == Severity::critical) return Tone::critical;
    return alert.severity == Severity::warning ? Tone::warning : Tone::info;
}

std::string tone_word_of(const Alert& alert) {
    if (alert.state == AlertState::withdrawn) return "Withdrawn";
    switch (tone_of(alert)) {
        case Tone::critical:
            return "Critical";
        case Tone::warning:
            return "Warning";
        case Tone::info:
            return "For information";
        case Tone::settled:
            return "Resolved";
    }
    return {};
}

/// Stages that every alert goes through say when they fell due; the mail says it by coming. The first and the last say
/// nothing that the section's title does not.
std::string stage_of(const Alert& alert) {
    if (!alert.open() || alert.stage == "raised") return {};
    if (alert.stage.starts_with("raised again")) return "found again";
    const bool common = alert.stage.starts_with("reminder") || alert.stage.starts_with("escalated");
    const auto stage = std::string_view{alert.stage}.substr(0, common ? alert.stage.find(" due ") : std::string::npos);
    auto words = clipped(with_days_in_words(with_spaces(stage)), title_characters);
    if (words.ends_with(',')) words.pop_back();
    return words;
}

std::string contract_of(const DigestItem& item) {
    const auto reference = single_line(item.alert.contract.given());
    if (item.contract_title.empty()) return clipped(reference, title_characters);
    if (reference.empty()) return clipped(item.contract_title, title_characters);
    return clipped(reference + ": " + item.contract_title, title_characters);
}

std::vector<std::string> sentences_of(const Alert& alert, Date on) {
    std::vector<std::string> sentences;
    if (!alert.summary.empty()) sentences.push_back(sentence_of(alert.summary));
    if (alert.state == AlertState::withdrawn) {
        sentences.emplace_back("A correction of the record showed that this never held. Nothing is left to do.");
    } else if (!alert.open()) {
        sentences.push_back(fmt::format("This held from {} and no longer does, as at {}. Nothing is left to do.",
                                        alert.since.short_text(), alert.resolved_on.value_or(on).short_text()));
    }
    if (alert.state == AlertState::escalated && alert.first_told_on) {
        sentences.push_back(
            fmt::format("It was first sent out on {} and nobody has acknowledged it, so it has gone to the {}.",
                        alert.first_told_on->short_text(), with_spaces(alert.escalated_to)));
    }
    return sentences;
}

void list_members(LetterItem& item, const Alert& alert) {
    if (alert.members.empty()) return;
    const bool invoices = row_of(alert.kind).aspect == Aspect::payments;
    item.members_title = fmt::format("{} ({})", invoices ? "Invoices" : "What it covers", alert.members.size());
    const auto listed = std::min(alert.members.size(), members_listed);
    for (std::size_t at = 0; at < listed; ++at)
        item.members.push_back(clipped(alert.members[at].line, line_characters));
    if (alert.members.size() > listed)
        item.members.push_back(fmt::format("and {} more", alert.members.size() - listed));
}

void list_evidence(LetterItem& item, const Alert& alert) {
    if (!alert.subject.empty()) item.evidence.push_back(in_words({"about", alert.subject}));
    if (!alert.period.empty()) item.evidence.push_back(in_words({"period", alert.period}));
    if (alert.open()) item.evidence.push_back(in_words({"since", alert.since.text()}));
    for (const auto& field : alert.evidence) {
        if (item.evidence.size() == evidence_lines) return;
        if (tells_rows_behind(field)) continue;  // for auditors, who read it where alerts are kept
        item.evidence.push_back(in_words(field));
    }
}

/// An address that a shell reads as one plain word; otherwise the reader puts in their own.
std::string typed_address(const Email& email) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._+-";
    const auto& address = email.given();
    const bool is_plain = !address.empty() && address.find_first_not_of(plain) == std::string::npos;
    return is_plain && address.front() != '-' ? address : "YOUR-ADDRESS";
}

LetterItem item_of(const DigestItem& told, const Digest& digest) {
    const auto& alert = told.alert;
    const auto& kind = row_of(alert.kind);
    LetterItem item;
    item.alert = alert.id;
    item.tone = tone_of(alert);
    item.tone_word = tone_word_of(alert);
    item.headline = kind.title;
    item.stage = stage_of(alert);
    item.contract = contract_of(told);
    if (!told.why_you.empty()) item.why_you = sentence_of("you get this because " + told.why_you);
    item.sentences = sentences_of(alert, digest.on);
    list_members(item, alert);
    list_evidence(item, alert);
    item.rule = kind.rule;
    if (!alert.open()) return item;
    item.to_do = kind.to_do;
    item.acknowledge =
        fmt::format("contractwatch acknowledge {} --by {} --note \"...\"", alert.id, typed_address(digest.to.email));
    return item;
}

/// Gives the items of one letter their charts as long as there may be more.
class ItemCharts {
  public:
    ItemCharts(const MailCharts& charts, std::size_t most) : charts_(charts), left_(most) {}

    void give(LetterItem& item, const Alert& alert) {
        if (item.length == Length::brief || !alert.open() || !shows_chart(alert.kind)) return;
        const std::pair measure{alert.contract, key_of(alert.subject)};
        if (const auto chart = charts_.find(alert.id); chart != charts_.end() && left_ > 0) {
            item.chart = chart->second;
            shown_[measure] = alert.id;
            --left_;
        } else if (const auto shown = shown_.find(measure); shown != shown_.end()) {
            item.chart_note = fmt::format("The control chart of this measure stands with alert {}.", shown->second);
        } else {
            item.chart_note = "The control chart of this measure is drawn by: " + chart_command(alert);
        }
    }

  private:
    const MailCharts& charts_;
    std::size_t left_;
    std::map<std::pair<ContractRef, std::string>, AlertId> shown_;
};

std::vector<LetterSection> sections_of(const Digest& digest, ItemCharts charts) {
    std::vector<LetterSection> sections;
    std::size_t told = 0;
    for (const auto& row : parts) {
        LetterSection section{std::string{row.title}, {}};
        for (const auto& item : digest.items) {
            if (part_of(item.alert, digest.on) != row.part) continue;
            section.items.push_back(item_of(item, digest));
            section.items.back().length = told++ < items_in_full ? Length::full : Length::brief;
            charts.give(section.items.back(), item.alert);
        }
        if (!section.items.empty()) sections.push_back(std::move(section));
    }
    return sections;
}

/// "2 to act on now, 3 new and 1 still open".
std::string counts_of(const std::vector<LetterSection>& sections, std::string_view last_joint) {
    std::string counts;
    for (std::size_t at = 0; at < sections.size(); ++at) {
        const auto* const row = std::ranges::find(parts, std::string_view{sections[at].title}, &PartRow::title);
        if (at > 0) counts += at + 1 == sections.size() ? last_joint : ", ";
        counts += fmt::format("{} {}", sections[at].items.size(), row->counted_as);
    }
    return counts;
}

std::string matter_of(const std::vector<LetterSection>& sections) {
    const auto& item = sections.front().items.front();
    return item.contract.empty() ? item.headline : item.headline + ", " + item.contract;
}

bool one_matter(const Letter& letter) {
    return letter.sections.size() == 1 && letter.sections.front().items.size() == 1;
}

std::string urgent_subject(const Letter& letter, const Digest& digest) {
    if (one_matter(letter)) return "Act now: " + matter_of(letter.sections);
    return fmt::format("Act now: {} on your contracts, {}",
                       counted(static_cast<long long>(digest.items.size()), "matter"), digest.on.short_text());
}

std::string digest_subject(const Letter& letter, const Digest& digest) {
    const auto head = fmt::format("Contract digest, {}: ", digest.on.short_text());
    if (letter.sections.empty()) return head + "nothing new";
    return head + (one_matter(letter) ? matter_of(letter.sections) : counts_of(letter.sections, ", "));
}

std::string subject_of(const Letter& letter, const Digest& digest) {
    switch (digest.purpose) {
        case Purpose::digest:
            return digest_subject(letter, digest);
        case Purpose::urgent:
            return urgent_subject(letter, digest);
        case Purpose::notice:
            if (one_matter(letter)) return "Notice from contractwatch: " + matter_of(letter.sections);
            return "Notice from contractwatch, " + digest.on.short_text();
        case Purpose::test:
            return "Test mail from contractwatch, " + digest.on.short_text();
        case Purpose::note:
            return "Note of the contract record, " + digest.on.short_text();
        case Purpose::chase:
            break;  // chase_letter
    }
    return {};
}

std::string title_of(Purpose purpose) {
    switch (purpose) {
        case Purpose::digest:
            return "Contract digest";
        case Purpose::urgent:
            return "Needs action now";
        case Purpose::notice:
            return "Notice from the service";
        case Purpose::test:
            return "Test mail";
        case Purpose::note:
            return "Note of the record";
        case Purpose::chase:
            break;
    }
    return {};
}

std::string opening_of(const Letter& letter, const Digest& digest) {
    const auto matters = static_cast<long long>(digest.items.size());
    switch (digest.purpose) {
        case Purpose::digest:
            if (matters == 0) return "Nothing new was found on your contracts.";
            return fmt::format("There {} on your contracts: {}.",
                               matters == 1 ? "is 1 matter" : fmt::format("are {} matters", matters),
                               counts_of(letter.sections, " and "));
        case Purpose::urgent:
            if (matters == 1) return "This is critical, so it did not wait for the next digest.";
            return fmt::format("These {} matters are critical, so they did not wait for the next digest.", matters);
        case Purpose::notice:
            return "This is about the monitoring service itself. You get it because you look after the service or what "
                   "it reads.";
        case Purpose::test:
            return "If you can read this, mail from contractwatch reaches you. It holds no alerts and asks nothing of "
                   "you.";
        case Purpose::note:
            return "This says how far the council's contract record went and what stood in it. Please keep it where "
                   "nobody who runs the service can change it. Whatever is altered later in the record up to here no "
                   "longer agrees with it.";
        case Purpose::chase:
            break;
    }
    return {};
}

std::vector<std::string> closing_of(const Letter& letter, const Digest& digest) {
    if (digest.purpose == Purpose::test) {
        return {"Somebody asked contractwatch to send this mail, to try its mail settings.",
                "Nothing here is legal advice."};
    }
    std::vector<std::string> closing;
    if (digest.purpose == Purpose::note) {
        return {"How to check a note, with contractwatch and without it, stands in the auditors' guide.",
                "contractwatch, the council's contract monitoring, wrote this mail by itself."};
    }
    if (std::ranges::any_of(digest.items, [](const DigestItem& item) { return item.alert.open(); })) {
        closing.emplace_back(
            "Acknowledging says that somebody is dealing with a matter: reminders stop until a date, and nothing is "
            "hidden. Type the command under the matter, or give its alert number to whoever looks after "
            "contractwatch.");
    }
    closing.push_back(fmt::format(
        "contractwatch, the council's contract monitoring, wrote this mail by itself from its record as at {}. If "
        "something here is not right, have the register or the figures corrected: the alert then goes by itself.",
        letter.dateline));
    closing.emplace_back("Dates and figures are computed from what was recorded. Nothing here is legal advice.");
    return closing;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        lines.emplace_back(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return lines;
}

}  // namespace

Letter letter_of(const Digest& digest, const MailCharts& charts, std::size_t most_charts) {
    if (digest.purpose == Purpose::chase) return chase_letter(digest);
    Letter letter;
    letter.to = digest.to;
    letter.purpose = digest.purpose;
    letter.title = title_of(digest.purpose);
    letter.dateline = digest.on.long_text();
    const auto name = clipped(trimmed(digest.to.name), title_characters);
    letter.greeting = name.empty() ? "Dear colleague," : "Dear " + name + ",";
    if (digest.purpose != Purpose::test) letter.sections = sections_of(digest, {charts, most_charts});
    if (!digest.note.empty()) letter.opening.push_back(sentence_of(digest.note));
    letter.opening.push_back(opening_of(letter, digest));
    letter.subject = clipped(subject_of(letter, digest), subject_characters);
    letter.verbatim = lines_of(digest.signed_note);
    letter.closing = closing_of(letter, digest);
    return letter;
}

}  // namespace contractwatch
