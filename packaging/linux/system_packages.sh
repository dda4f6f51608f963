#!/bin/sh
# Makes sure that the system libraries for the named purposes are there.
# Root on Debian or Ubuntu: installs what is missing. Elsewhere: prints the exact line and goes on, since the
# libraries may be there under other names.
set -eu

packages_for() {
    case "$1" in
        python)       echo "python3-venv" ;;
        run)          echo "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core" \
                           "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1" \
                           "libxkbcommon-x11-0" ;;
        test)         echo "dbus gnome-keyring xvfb xauth fonts-noto-cjk" ;;
        pictures)     echo "fonts-noto-cjk" ;;
        package)      echo "binutils dpkg-dev desktop-file-utils" ;;
        package-test) echo "debootstrap nsis desktop-file-utils" ;;
        *)            echo "system_packages.sh: no such purpose: $1" >&2; exit 2 ;;
    esac
}

[ "$(uname -s)" = Linux ] || exit 0

wanted=""
for purpose in "$@"; do
    # A Python that already makes environments (pyenv, an official image) needs no Debian package for it.
    if [ "$purpose" = python ] && "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null; then continue; fi
    wanted="$wanted $(packages_for "$purpose")"
done

if ! command -v dpkg-query >/dev/null 2>&1; then
    if [ -n "$wanted" ] && [ ! -e .venv/.system-packages-told ]; then
        echo "These system packages are needed (Debian's names; find your system's):$wanted" >&2
        [ -d .venv ] && touch .venv/.system-packages-told
    fi
    exit 0
fi

missing=""
for package in $wanted; do
    # Newer releases carry some libraries under a name that ends in t64.
    if ! dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q "install ok installed"; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    echo "System packages are missing. Install them with:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 0
fi
echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # a list of names
apt-get install -qq -y --no-install-recommends $missing >/dev/null
