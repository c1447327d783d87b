// The numbers of the law that payments go by.
#include "domain/payments/payment_law.h"

namespace contractwatch {

PaymentLaw::PaymentLaw(const LegalNumbers& numbers)
    : pa23_days(numbers.of(rule_pa23_days)),
      subcontract_days(numbers.of(rule_subcontract_days)),
      below_threshold_days(numbers.of(rule_below_threshold_days)),
      pcr15_days(numbers.of(rule_pcr15_days)),
      published_over(numbers.of(rule_published_over)),
      publishing_days(numbers.of(rule_publishing_days)) {}

const PaymentLaw& built_in_payment_law() {
    static const PaymentLaw law{built_in_legal_numbers()};
    return law;
}

}  // namespace contractwatch
