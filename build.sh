#!/usr/bin/env bash
# Builds, tests and packs FraudMl SDK. Without a target it lists them.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build server outlives the script, so that nothing holds files or the terminal afterwards.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
cd "$(dirname "${BASH_SOURCE[0]}")"
exec dotnet run --project build --verbosity quiet -- "$@"
