@echo off
rem Builds, tests and packs FraudMl SDK. Without a target it lists them.
setlocal
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
set DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
set MSBUILDDISABLENODEREUSE=1
set DOTNET_CLI_USE_MSBUILD_SERVER=0
cd /d "%~dp0"
dotnet run --project build --verbosity quiet -- %*
