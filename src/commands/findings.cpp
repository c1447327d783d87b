// findings: what holds, with its evidence.
#include <CLI/CLI.hpp>

#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

struct FindingsOptions {
    std::string contract;
    std::string kind;
};

/// The kind named with --kind, nothing where none was; refuses a name that is no kind of finding.
Result<std::optional<FindingKind>> kind_given(const std::string& name) {
    if (name.empty()) return std::optional<FindingKind>{};
    if (const auto kind = find_finding_kind(name)) return kind;
    std::vector<std::string_view> names;
    for (const auto& each : finding_kinds())
        names.push_back(each.name);
    const auto near = nearest(name, names);
    return not_found("there is no kind of finding called " + name +
                     (near.empty() ? "; docs/commands.md lists them" : "; did you mean " + std::string{near} + "?"));
}

Exit show_findings(Invocation& invocation, const Enquiry& enquiry, const FindingsOptions& options) {
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    const auto kind = kind_given(options.kind);
    if (!kind) return invocation.fail(kind.error());
    auto findings = contract->empty() ? enquiry.all_findings()
                                      : Result<std::vector<Finding>>{enquiry.portfolio().findings(*contract)};
    if (!findings) return invocation.fail(findings.error());
    if (*kind) std::erase_if(*findings, [&](const Finding& each) { return each.kind != **kind; });
    show(invocation, list_of(*findings),
         {{"severity", "severity"},
          {"finding", "kind"},
          {"contract", "contract"},
          {"since", "since"},
          {"what holds", "summary"}});
    return Exit::done;
}

}  // namespace

void add_findings(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<FindingsOptions>();
    auto* command = app.add_subcommand("findings", "Show what holds today, with its evidence");
    command->add_option("--contract", options->contract, "Only of this contract")->type_name("CONTRACT");
    command->add_option("--kind", options->kind, "Only of this kind, such as review or payment_late")
        ->type_name("KIND");
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_findings(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch
