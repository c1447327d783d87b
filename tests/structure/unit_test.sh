#!/bin/sh
# The installed form: the unit is sound and shut tight, accounts and folders come out as they should, the man page is
# clean, and an installation puts everything in its place and leaves changed settings alone.
# Usage: unit_test.sh SOURCE_DIR BUILD_DIR
set -eu

source_dir=$1
build_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}

unit_is_shut_tight() {
    systemd-analyze security --offline=yes --threshold=12 "$source_dir/systemd/contractwatch.service" >"$work/security" ||
        fail "the unit's exposure is above 1.2: $(tail -n 1 "$work/security")"
    grep -q '^PrivateUsers=' "$source_dir/systemd/contractwatch.service" &&
        fail "PrivateUsers would make every caller of the control socket nobody"
    return 0
}

# The units as installed, but with a program that exists on this machine.
units_are_sound() {
    mkdir "$work/units"
    cp "$source_dir"/systemd/*.service "$work/units"
    sed -i 's|^ExecStart=/usr/bin/contractwatch|ExecStart=/bin/true|' "$work/units/contractwatch.service"
    said=$(SYSTEMD_UNIT_PATH="$work/units:" systemd-analyze verify --man=no \
        "$work/units/contractwatch.service" "$work/units/contractwatch-failed@contractwatch.service" 2>&1) ||
        fail "systemd-analyze verify failed"
    said=$(printf '%s\n' "$said" | grep -i contractwatch || true)
    [ -z "$said" ] || fail "systemd-analyze verify says: $said"
}

man_page_is_clean() {
    said=$(groff -man -ww -z -Tutf8 "$source_dir/systemd/contractwatch.1" 2>&1)
    [ -z "$said" ] || fail "the man page: $said"
}

expect_file() {
    [ -f "$work/root$1" ] || fail "the installation has no $1"
}

installation_is_whole() {
    DESTDIR="$work/root" cmake --install "$build_dir" >"$work/install" 2>&1 || fail "cmake --install: $(cat "$work/install")"
    for file in /usr/bin/contractwatch /etc/contractwatch/contractwatch.toml \
        /usr/lib/systemd/system/contractwatch.service /usr/lib/systemd/system/contractwatch-failed@.service \
        /usr/lib/sysusers.d/contractwatch.conf /usr/lib/tmpfiles.d/contractwatch.conf \
        /usr/share/man/man1/contractwatch.1 /usr/share/doc/contractwatch/configuration.md; do
        expect_file "$file"
    done
    for line in 'socket = "/run/contractwatch/control.sock"' 'folder = "/var/lib/contractwatch/copies"' \
        'snapshot_folder = "/var/lib/contractwatch/snapshots"'; do
        grep -qx "$line" "$work/root/etc/contractwatch/contractwatch.toml" || fail "the installed settings do not say $line"
    done
}

changed_settings_stay() {
    echo '# changed' >"$work/root/etc/contractwatch/contractwatch.toml"
    DESTDIR="$work/root" cmake --install "$build_dir" >/dev/null
    [ "$(cat "$work/root/etc/contractwatch/contractwatch.toml")" = '# changed' ] ||
        fail "a second installation wrote over changed settings"
}

# Making accounts and folders below another root needs to be root here.
accounts_and_folders_come_out() {
    if [ "$(id -u)" != 0 ]; then
        echo "Not run, because it needs root: accounts and folders."
        return 0
    fi
    mkdir -p "$work/root/etc" "$work/root/run"
    systemd-sysusers --root="$work/root" "$work/root/usr/lib/sysusers.d/contractwatch.conf" 2>"$work/sysusers" ||
        fail "systemd-sysusers: $(cat "$work/sysusers")"
    for group in contractwatch contractwatch-audit contractwatch-operators; do
        grep -q "^$group:" "$work/root/etc/group" || fail "there is no group $group"
    done
    systemd-tmpfiles --root="$work/root" --create contractwatch.conf 2>"$work/tmpfiles" ||
        fail "systemd-tmpfiles: $(cat "$work/tmpfiles")"
    operators=$(sed -n 's/^contractwatch-operators:[^:]*:\([0-9]*\):.*/\1/p' "$work/root/etc/group")
    [ "$(stat -c '%a %g' "$work/root/run/contractwatch")" = "2755 $operators" ] ||
        fail "the control socket's folder is not the operators'"
    auditors=$(sed -n 's/^contractwatch-audit:[^:]*:\([0-9]*\):.*/\1/p' "$work/root/etc/group")
    for folder in contractwatch contractwatch/copies contractwatch/snapshots; do
        [ "$(stat -c '%a %g' "$work/root/var/lib/$folder")" = "2750 $auditors" ] ||
            fail "/var/lib/$folder is not the auditors' to read alone"
    done
}

unit_is_shut_tight
units_are_sound
man_page_is_clean
installation_is_whole
accounts_and_folders_come_out
changed_settings_stay
[ "$failures" = 0 ] && echo "The installed form is sound."
[ "$failures" = 0 ]
