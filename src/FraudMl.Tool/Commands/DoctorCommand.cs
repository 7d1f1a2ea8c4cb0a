using FraudMl.Tool.Checks;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Commands;

/// <summary>Looks at what work needs, and says what mends it.</summary>
internal static class DoctorCommand
{
    public static ToolCommand Create() => new ToolCommand(
        "doctor", "Checks SDK, native libraries, tracking store, certificates, disk and clock.")
    {
        Remarks = "Each line says ok, wrong, or absent for what only some need, with the command that mends it. Exit code 4 where "
            + "something is wrong.",
        Examples = ["fraudml doctor", "fraudml doctor --tracking-uri https://mlflow.example.com --json"],
    }.Does(async (call, cancellationToken) =>
    {
        Check[] checks = await call.Terminal.WhileAsync("Looking", async tell =>
        {
            tell("the machine");
            Check sdk = await MachineChecks.SdkAsync(cancellationToken);
            tell("the tracking store");
            Check store = await StoreChecks.StoreAsync(call.TrackingUri, cancellationToken);
            Check clock = await StoreChecks.ClockAsync(call.TrackingUri, TimeProvider.System, cancellationToken);
            return (Check[])[sdk, MachineChecks.LightGbm(), MachineChecks.XGBoost(), store, .. CertificateChecks.Of(TimeProvider.System),
                MachineChecks.Disk("."), MachineChecks.Disk(Path.GetTempPath()), clock];
        });
        call.Terminal.Answer(checks, string.Join('\n', checks.SelectMany(Lines)));
        return checks.Any(check => check.State == CheckState.Wrong) ? ExitCode.NotPassed : ExitCode.Done;
    });

    private static IEnumerable<string> Lines(Check check) =>
    [
        $"{check.State.ToString().ToLowerInvariant(),-7} {check.Name}: {check.Found}",
        .. check.Remedy is { } remedy ? new[] { $"        → {remedy}" } : [],
    ];
}
