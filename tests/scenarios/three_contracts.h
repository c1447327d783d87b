// A council with three contracts under the Procurement Act 2023, for what is found across contracts.
#pragma once

#include "scenarios/council.h"

namespace contractwatch::scenarios {

inline constexpr auto invoices_header =
    "contract,payee,invoice,received_on,amount_gross,paid_on,payee_sme,supply_tier,payer\n";

/// Two of them pass prompt payment down the supply chain.
class ThreeContracts : public Council {
  protected:
    ThreeContracts() {
        take_in_people();
        take_in("contracts",
                "ContractReference,ContractTitle,StartDate,SupplierName,manager_email,director_email,regime,"
                "flow_down_days\n"
                "C-1,Lighting,2024-01-01,Bright Ltd,ann@council.example,dora@council.example,pa23,14\n"
                "C-2,Advice,2024-01-01,Quill Ltd,ann@council.example,dora@council.example,pa23,14\n"
                "C-3,Meals,2024-01-01,Ladle Ltd,ann@council.example,dora@council.example,pa23,\n");
    }
};

}  // namespace contractwatch::scenarios
