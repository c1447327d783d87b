// What was asked for: every setting as a value. Each part of the program takes its own small struct out of this one.
#pragma once

#include <string>
#include <vector>

#include "domain/alerts/alert_policy.h"
#include "domain/calendar/bank_holidays.h"
#include "domain/contracts/register_policy.h"
#include "domain/contracts/retention.h"
#include "domain/measures/measure_policy.h"
#include "domain/payments/payment_policy.h"
#include "domain/reviews/review_policy.h"
#include "ports/table_source.h"

namespace contractwatch {

/// How messages leave.
enum class Transport { none, smtp, folder };

/// How the connection to the mail server is protected: upgraded before anything is said, from the start, or not at all.
enum class SmtpSecurity { starttls, tls, none };

/// The initial values are the defaults; the table of keys (keys.h) reads them from here. Paths are as they are used:
/// load() has put the settings file's folder before relative ones.
struct Settings {
    struct Council {
        std::string name = "The council";
        std::string domain;  ///< of Message-IDs; load() fills a blank from mail.from

        friend bool operator==(const Council&, const Council&) = default;
    };
    struct Database {
        std::string path = "/var/lib/contractwatch/contractwatch.db";

        friend bool operator==(const Database&, const Database&) = default;
    };
    struct Copies {
        std::string folder;  ///< empty: no nightly copies
        int at = 150;        ///< minutes after midnight: 02:30
        int keep = 14;
        std::string snapshot_folder;  ///< empty: nothing is published for auditors
        int snapshot_keep = 7;

        friend bool operator==(const Copies&, const Copies&) = default;
    };
    struct Disk {
        int ballast_mib = 16;  ///< 0: no ballast
        int low_mib = 1024;    ///< 0: never said to be low

        friend bool operator==(const Disk&, const Disk&) = default;
    };
    struct Drop {
        std::string folder;  ///< empty: no folder is watched

        friend bool operator==(const Drop&, const Drop&) = default;
    };
    struct Calendar {
        Division division = Division::england_and_wales;

        friend bool operator==(const Calendar&, const Calendar&) = default;
    };
    struct Mail {
        Transport transport = Transport::none;
        std::string folder;
        std::string folder_refuses;
        std::string from;
        std::string from_name = "Contract reviews";
        std::string reply_to;
        std::string list_id;
        bool to_suppliers = false;  ///< where the register has a contact

        friend bool operator==(const Mail&, const Mail&) = default;
    };
    struct Smtp {
        std::string host;
        int port = 587;
        SmtpSecurity security = SmtpSecurity::starttls;
        std::string user;
        std::string password_file;
        std::string credential;
        std::string ca_file;
        int connect_timeout_seconds = 30;
        int reply_timeout_seconds = 600;
        int connections = 2;
        int per_minute = 20;

        friend bool operator==(const Smtp&, const Smtp&) = default;
    };
    struct Mailboxes {
        std::string procurement;
        std::string service_operator;
        std::string accounts_payable;
        std::string finance;
        std::string auditors;

        friend bool operator==(const Mailboxes&, const Mailboxes&) = default;
    };
    struct Delivery {
        std::vector<int> retry_minutes = {1, 5, 15, 30, 60, 120, 240};  ///< the last one repeats
        int give_up_after_hours = 120;

        friend bool operator==(const Delivery&, const Delivery&) = default;
    };
    struct Intake {
        ReadLimits limits;
        bool strict = false;  ///< for files of no feed, and feeds that do not say

        friend bool operator==(const Intake&, const Intake&) = default;
    };
    struct Control {
        std::string socket;  ///< empty: beside the database
        std::string group = "contractwatch-operators";

        friend bool operator==(const Control&, const Control&) = default;
    };

    Council council;
    Database database;
    Copies copies;
    Disk disk;
    Drop drop;
    Calendar calendar;
    Mail mail;
    Smtp smtp;
    Mailboxes mailboxes;
    AlertPolicy alerts;
    ReviewPolicy reviews;
    MeasurePolicy measures;
    PaymentPolicy payments;
    RegisterPolicy register_policy;
    RetentionPolicy retention;
    Delivery delivery;
    Intake intake;
    Control control;
    std::vector<Feed> feeds;

    friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace contractwatch
