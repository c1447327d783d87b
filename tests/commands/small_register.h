// Two contracts, small enough to work every figure out by hand, as at 1 October 2026.
//
// C-1 is silver by its value: its performance reviews follow a schedule of its own, its operational and strategic ones
// the policy. One review is overdue, one reading is missed, one invoice is late now and two were paid late. C-2 has no
// manager.
#pragma once

#include "commands/called_program.h"

namespace contractwatch::testing {

class SmallRegister : public CalledProgram {
  protected:
    void SetUp() override {
        take_in("people",
                "email,name\n"
                "ann@council.example,Ann Archer\n"
                "dora@council.example,Dora Dean\n");
        take_in(
            "contracts",
            "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName,SMESupplier,manager_email,"
            "director_email,regime,payment_terms_days\n"
            "C-1,Street lighting,2025-04-01,2028-03-31,300000,Bright Ltd,yes,ann@council.example,"
            "dora@council.example,pa23,30\n"
            "C-2,Legal advice,2026-01-01,2027-12-31,60000,Quill Ltd,no,,dora@council.example,pa23,\n");
        take_in("schedules",
                "contract,review_type,rule,effective_from\n"
                "C-1,performance,quarterly,2026-01-02\n");
        take_in("reviews",
                "contract,review_type,occurrence,held_on,deferred_to,reason,held_by,rating\n"
                "C-1,performance,2026-04-01,2026-04-08,,,ann@council.example,good\n"
                "C-1,performance,2027-01-01,,2027-02-01,Audit first,ann@council.example,\n");
        take_in("measures",
                "contract,measure,title,direction,frequency,unit,target\n"
                "C-1,M-1,Lamps lit,increase,monthly,%,95\n");
        take_in("readings",
                "contract,measure,period,value,submitted_on\n"
                "C-1,M-1,2026-07,96,2026-08-10\n"
                "C-1,M-1,2026-08,90.25,2026-09-10\n");
        take_in("invoices",
                "contract,supply_tier,payer,payee,invoice,received_on,amount_gross,paid_on,disputed_from,"
                "dispute_notified_on\n"
                "C-1,,,Bright Ltd,INV-1,2026-08-25,1000,,,\n"
                "C-1,,,Bright Ltd,INV-2,2026-08-26,2000,2026-09-10,,\n"
                "C-1,,,Bright Ltd,INV-3,2026-09-10,3000.50,,,\n"
                "C-1,,,Bright Ltd,INV-4,2026-09-16,400,,2026-09-20,2026-09-21\n"
                "C-1,,,Bright Ltd,INV-5,2026-09-20,500,2026-10-20,,\n"
                ",,,Stamps Ltd,INV-6,2026-09-01,60,2026-09-11,,\n"
                "C-1,2,Bright Ltd,Small Ltd,S-1,2026-08-20,70,2026-09-15,,\n");
        take_in("payments",
                "payee,invoice,payment,paid_on,amount\n"
                "Bright Ltd,INV-1,P-1,2026-09-04,600\n"
                "Bright Ltd,INV-1,P-2,2026-09-08,400\n");
    }
};

}  // namespace contractwatch::testing
