// A mailer that keeps what it was handed and answers as it was told to.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "ports/mailer.h"

namespace contractwatch::fakes {

class RecordingMailer final : public Mailer {
  public:
    /// Gives the next of the answers; once there are none left, the standing one.
    DeliveryOutcome deliver(const Envelope& envelope, const std::string& message) override {
        delivered.emplace_back(envelope, message);
        if (answers.empty()) return otherwise;
        auto answer = std::move(answers.front());
        answers.pop_front();
        return answer;
    }

    std::vector<std::pair<Envelope, std::string>> delivered;
    std::deque<DeliveryOutcome> answers;
    DeliveryOutcome otherwise{DeliveryResult::sent, 250, "250 2.0.0 taken", "mail.example", {}};
};

}  // namespace contractwatch::fakes
