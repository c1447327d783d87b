// The views for auditors, gathered, and how their SQL comes from their description.
#include "adapters/sqlite/views.h"

#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

std::string View::sql() const {
    std::string text = "CREATE VIEW " + quoted(name) + "(";
    std::string separator;
    for (const auto& column : columns) {
        text += separator + quoted(column.name);
        separator = ", ";
    }
    return text + ") AS\n" + select;
}

const std::vector<View>& views() {
    static const std::vector<View> all = [] {
        std::vector<View> made;
        for (auto&& part : {views_of_log(), views_of_mail(), views_of_alerts(), views_of_payments(), views_of_reviews(),
                            views_of_register()})
            made.insert(made.end(), part.begin(), part.end());
        return made;
    }();
    return all;
}

}  // namespace contractwatch::sqlite
