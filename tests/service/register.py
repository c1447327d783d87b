"""Registers small enough to know every alert of them beforehand."""

MAIL = {"transport": "folder", "folder": "mail", "from": "contracts@westhaven.example"}
MAILBOXES = {"procurement": "procurement@westhaven.example", "operator": "operator@westhaven.example",
             "accounts_payable": "payments@westhaven.example"}
PEOPLE = "email,name"
CONTRACTS = "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName,manager_email,director_email,regime"
INVOICES = "contract,payee,invoice,received_on,amount_gross"


def director(number):
    return f"director{number}@westhaven.example"


def person_row(number):
    return f"{director(number)},Director Number {number}"


def contract_row(number, manager=""):
    """Over 50,000 pounds, and, where none is given, without a contract manager: contract_no_manager holds on every day."""
    return (f"C-{number},Grounds maintenance {number},2024-03-01,2039-02-28,90000,Bramble Ltd,{manager},{director(number)},"
            "below_threshold")


OUTCOMES = "outcome,title"
OUTCOME = "O-1,People live well"
MEASURES = "contract,measure,title,kind,nature,direction,frequency,effective_from,outcome"


def measure_row(number):
    """By judgement, of an outcome, yearly: nothing is lacking in the contract's measures, and nothing is expected yet."""
    return f"C-{number},Q-1,What people say of it,outcome,qualitative,increase,yearly,2026-04-01,O-1"


def invoice_row(number):
    """Received on 1 September 2026 and never paid."""
    return f"C-{number},Bramble Ltd,B-{number},2026-09-01,1200.00"
