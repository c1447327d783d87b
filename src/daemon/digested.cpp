// The digests of what stands behind a return of payments, as its parts are printed.
#include "daemon/digested.h"

#include "adapters/csv/return_csv.h"
#include "adapters/csv/sha256.h"

namespace contractwatch {

ReportedReturn digested(ReportedReturn reported, const PaymentReturn& made) {
    reported.rows_sha256 = sha256_of(return_rows_csv(made));
    reported.left_out_sha256 = sha256_of(return_left_out_csv(made));
    return reported;
}

}  // namespace contractwatch
