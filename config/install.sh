#!/bin/sh
# Installs the Debian packages that contractwatch needs: the one list of them.
# Usage: sh config/install.sh build|test
#   build   what building and running needs
#   test    that, and what the tests need
# Only what is missing is installed, and nothing is ever removed. Without root or apt it says what is missing.
set -eu

to_build='
    cmake fonts-dejavu-core g++ ninja-build pkg-config
    libboost1.81-dev libboost-json1.81-dev libcairo2-dev
    libcli11-dev libcurl4-openssl-dev libexpected-dev libfmt-dev libgmime-3.0-dev libhowardhinnant-date-dev
    libical-dev libpng-dev libspdlog-dev libsqlite3-dev libssl-dev libsystemd-dev libtomlplusplus-dev
    tzdata
'
to_test='
    clang-format groff-base libbenchmark-dev libgmock-dev libgtest-dev
    openssl python3 python3-aiosmtpd python3-icalendar sqlite3 systemd
'

stop() {
    echo "$*" >&2
    exit 1
}

# Those among the arguments that are installed, one a line.
installed_of() {
    dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p'
}

# The packages among the arguments that are not installed.
missing_of() {
    installed=" $(installed_of "$@" | tr '\n' ' ') "
    for package in "$@"; do
        case $installed in
            *" $package "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

# Runs a command as root, without ever asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo && sudo -n true; } >/dev/null 2>&1
}

refuse_older_boost() {
    for package in $(installed_of libboost-dev libboost1.74-dev); do
        stop "$package is installed. contractwatch needs Boost 1.81 (libboost1.81-dev), and Debian lets only one of the two" \
            "be installed. Nothing was changed. If nothing else on this machine needs Boost 1.74, remove it yourself" \
            "(apt-get remove libboost1.74-dev) and start again; or build in a fresh Debian 12 container."
    done
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 --no-install-recommends "$@" </dev/null
}

# apt is asked first what it would do, and stopped where that is to remove something.
install_packages() {
    plan=$(apt -s install "$@") || return 1
    removed=$(printf '%s\n' "$plan" | sed -n 's/^Remv \([^ ]*\).*/\1/p' | tr '\n' ' ')
    [ -z "$removed" ] || stop "To install $* apt would remove: $removed. Nothing was changed."
    apt -y --no-remove install "$@"
}

case ${1:-} in
    build) wanted=$to_build ;;
    test) wanted="$to_build $to_test" ;;
    *) stop "Usage: sh config/install.sh build|test" ;;
esac

by_hand="As root: apt-get install --no-install-recommends"
command -v dpkg-query >/dev/null 2>&1 ||
    stop "This is no Debian system (there is no dpkg-query). contractwatch needs what these packages of Debian 12 hold:" $wanted
missing=$(missing_of $wanted)
[ -n "$missing" ] || exit 0
case " $missing" in
    *" libboost"*) refuse_older_boost ;;
esac
command -v apt-get >/dev/null 2>&1 || stop "Missing packages, and there is no apt-get to install them with: $missing"
can_be_root || stop "Missing packages: $missing
They cannot be installed from here without root. $by_hand $missing"

echo "Installing: $missing"
# The lists may be older than the archive, or not there at all.
install_packages $missing || { apt update && install_packages $missing; } ||
    stop "The packages could not be installed; what apt said stands above. $by_hand $missing"
still=$(missing_of $missing)
[ -z "$still" ] || stop "apt reported no error, but these are not installed: $still"
