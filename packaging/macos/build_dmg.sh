#!/bin/sh
# Run on a Mac after packaging/build.py: signs the bundle, puts it in a disk image, and has the image notarised.
# SIGNING_IDENTITY and NOTARY_PROFILE come from the environment; without them an unsigned image is made, and says so.
set -eu
cd "$(dirname "$0")/../.."
app="build/frozen/Request Explorer.app"
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' explorer/__init__.py)
image="dist/Request-Explorer-$version.dmg"
mkdir -p dist
if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --deep --force --options runtime --timestamp \
        --entitlements packaging/macos/entitlements.plist --sign "$SIGNING_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
else
    echo "SIGNING_IDENTITY is not set: the disk image will hold an unsigned program." >&2
fi
"$app/Contents/MacOS/request-explorer" --selftest
hdiutil create -volname "Request Explorer" -srcfolder "$app" -ov -format UDZO "$image"
if [ -n "${SIGNING_IDENTITY:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
