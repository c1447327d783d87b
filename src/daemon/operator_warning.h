// A warning to the operator that needs no disk: composed in memory and handed to the mail server at once, beside the
// outbox, because nothing can be recorded first.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "app/sweep.h"
#include "ports/mailer.h"

namespace contractwatch {

/// What every warning of this process needs, known while the record could still be read.
struct WarningStamp {
    std::string identity;  ///< of the record
    std::string log_head;  ///< at the start
};

class OperatorWarnings {
  public:
    using Arrived = std::shared_ptr<std::atomic<std::int64_t>>;

    explicit OperatorWarnings(Journal& journal) : journal_(journal) {}

    /// Composes it and has a thread of its own deliver it; `arrived` is counted up where the server took it. Nothing
    /// where there is no mailer, sender or operator's mailbox.
    void send(const std::string& text, Instant now, Date today, const WarningStamp& stamp,
              const SweepSettings& settings, const Composer& composer, const std::shared_ptr<Mailer>& mailer,
              const Arrived& arrived);
    /// Waits so long for each of those under way. False where one is left, whose thread goes on until the process ends.
    bool finish(std::chrono::seconds wait);

  private:
    Journal& journal_;
    std::vector<std::future<void>> under_way_;
};

}  // namespace contractwatch
