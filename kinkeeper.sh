#!/bin/sh
# The command line of an office's machine: ./kinkeeper help
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$HERE/scripts/environment"
prepare run
exec "$VENV/bin/python" -m kinkeeper.site "$@"
