// The [[feed]] tables: how the council's own exports map to the kinds of record.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "settings/reading.h"

namespace contractwatch {
namespace {

struct FeedWord {
    std::string_view name;
    std::vector<std::string_view> choices;
};

std::string any_kind() {
    std::string text;
    for (const auto& each : kinds())
        text += (text.empty() ? "" : ", ") + std::string{each.name};
    return text;
}

std::string unknown_kind(const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& each : kinds())
        names.push_back(each.name);
    const auto meant = nearest_name(name, names);
    if (meant.empty()) return "is " + quoted(name) + "; it should be one of " + any_kind();
    return "is " + quoted(name) + "; did you mean " + quoted(meant) + "?";
}

/// What [feed.values] may say beside constants of columns.
const std::vector<FeedWord>& words() {
    static const std::vector<FeedWord> all = {{"amounts_are", {"gross", "net"}},
                                              {"paid_on_is", {"value_date", "run_date"}},
                                              {"assume_received", {"invoice_date"}},
                                              {"due_is", {"stated_on_invoice"}}};
    return all;
}

const FeedWord* find_word(std::string_view name) {
    const auto found =
        std::ranges::find(words(), header_key(name), [](const FeedWord& word) { return header_key(word.name); });
    return found == words().end() ? nullptr : &*found;
}

/// Invoices have names for a column whose place depends on what the feed says of it.
bool is_column(const Kind& kind, const std::string& name) {
    const auto key = header_key(name);
    return kind.find_column(name) || (kind.name == "invoices" && (key == "due" || key == "amount"));
}

std::string unknown_column(const Kind& kind, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& column : kind.columns)
        names.push_back(column.name);
    const auto meant = nearest_name(name, names);
    const auto text = "is no column of " + std::string{kind.name};
    return meant.empty() ? text : text + "; did you mean " + std::string{meant} + "?";
}

class FeedReader {
  public:
    explicit FeedReader(Complaints& complaints) : complaints_(complaints) {}

    Feed read(const Given& table) {
        for (const auto& given : table.parts)
            read_entry(given);
        if (!seen_.contains("name"))
            complaints_.at(table, "feed.name", "is needed: what the log and mails call this feed");
        if (!seen_.contains("kind")) complaints_.at(table, "feed.kind", "is needed; one of " + any_kind());
        const auto* kind = seen_.contains("kind") ? kind_of_feed() : nullptr;
        if (kind) check_columns(*kind);
        return std::move(feed_);
    }

    bool gave(const std::string& name) const { return seen_.contains(name); }

  private:
    void read_entry(const Given& given) {
        seen_.emplace(given.key, &given);
        if (given.key == "columns" || given.key == "values") return read_table(given);
        const auto keys = feed_keys();
        const auto key = std::ranges::find(keys, given.key, &FeedKey::name);
        if (key == keys.end()) return unknown(given);
        auto value = accept(key->shape, given);
        if (!value) return complaints_.at(given, "feed." + given.key, value.error().message);
        put(*key, feed_, *value);
    }

    void unknown(const Given& given) {
        if (names_a_secret(given.key)) return complaints_.at(given, "feed." + given.key, secret_refusal());
        std::vector<std::string_view> names = {"columns", "values"};
        for (const auto& key : feed_keys())
            names.push_back(key.name);
        const auto meant = nearest_name(given.key, names);
        complaints_.at(given, "feed." + given.key,
                       meant.empty() ? "unknown key" : "unknown key; did you mean " + std::string{meant} + "?");
    }

    void read_table(const Given& table) {
        const auto name = "feed." + table.key;
        if (table.form != Given::Form::table)
            return complaints_.at(table, name, "is " + in_words(table) + "; it should be a section, [" + name + "]");
        for (const auto& given : table.parts) {
            if (table.key == "columns")
                read_headers(given);
            else
                read_constant(given);
        }
    }

    void read_headers(const Given& given) {
        std::vector<std::string> headers;
        const bool listed = given.form == Given::Form::list;
        for (const auto& each : listed ? given.parts : std::vector{given}) {
            const auto header = plain(each);
            if (header.empty())
                return complaints_.at(given, "feed.columns." + given.key,
                                      "should be the council's header in quotes, or a list of them such as "
                                      "[\"Name\", \"Supplier Name\"]");
            headers.push_back(header);
        }
        feed_.columns[given.key] = std::move(headers);
    }

    void read_constant(const Given& given) {
        const auto text = plain(given);
        if (text.empty())
            return complaints_.at(given, "feed.values." + given.key,
                                  "should be what every row has in this column, in quotes");
        feed_.values[given.key] = text;
    }

    /// A text on one line, or a whole number, as text; empty for anything else.
    static std::string plain(const Given& given) {
        if (given.form == Given::Form::whole) return std::to_string(given.whole);
        if (given.form != Given::Form::text || given.text != single_line(given.text)) return {};
        return std::string{trimmed(given.text)};
    }

    const Kind* kind_of_feed() {
        const auto& given = *seen_.at("kind");
        if (given.form != Given::Form::text) return nullptr;
        const auto* kind = find_kind(feed_.kind);
        if (!kind) complaints_.at(given, "feed.kind", unknown_kind(feed_.kind));
        if (kind) feed_.kind = kind->name;
        return kind;
    }

    void check_columns(const Kind& kind) {
        if (seen_.contains("columns")) {
            for (const auto& given : seen_.at("columns")->parts)
                if (!is_column(kind, given.key)) complain_of(kind, given, "feed.columns.");
        }
        if (!seen_.contains("values")) return;
        for (const auto& given : seen_.at("values")->parts) {
            if (const auto* word = find_word(given.key))
                check_word(*word, given);
            else if (!kind.find_column(given.key))
                complain_of(kind, given, "feed.values.");
        }
    }

    void complain_of(const Kind& kind, const Given& given, const std::string& table) {
        complaints_.at(given, table + given.key, unknown_column(kind, given.key));
    }

    void check_word(const FeedWord& word, const Given& given) {
        const Shape shape{KeyType::choice, 0, 0, word.choices};
        if (const auto accepted = accept(shape, given); !accepted)
            complaints_.at(given, "feed.values." + given.key, accepted.error().message);
    }

    Complaints& complaints_;
    Feed feed_ = {};
    std::map<std::string, const Given*> seen_ = {};
};

}  // namespace

std::vector<Feed> read_feeds(const Given& list, bool strict_otherwise, Complaints& complaints) {
    std::vector<Feed> feeds;
    if (list.form != Given::Form::list) {
        complaints.at(list, "feed", "each feed is an item of a list; write its heading as [[feed]]");
        return feeds;
    }
    std::set<std::string> names;
    for (const auto& table : list.parts) {
        if (table.form != Given::Form::table) {
            complaints.at(table, "feed", "is " + in_words(table) + "; each feed is a section, [[feed]]");
            continue;
        }
        FeedReader reader{complaints};
        auto feed = reader.read(table);
        if (!reader.gave("strict")) feed.strict = strict_otherwise;
        if (!feed.name.empty() && !names.insert(key_of(feed.name)).second)
            complaints.at(table, "feed.name", "another feed is called " + quoted(feed.name) + " too");
        feeds.push_back(std::move(feed));
    }
    return feeds;
}

}  // namespace contractwatch
