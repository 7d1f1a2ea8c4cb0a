using System.CommandLine;
using System.Globalization;
using FraudMl.Serving;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Commands;

/// <summary>Checks the audit log of a scoring service.</summary>
internal static class AuditCommand
{
    public static ToolCommand Create() => new("audit", "Checks audit logs of scoring services.")
    {
        Examples = ["fraudml audit verify /var/log/fraud-audit"],
        Subcommands = { Verify() },
    };

    private static ToolCommand Verify()
    {
        var path = new Argument<string>("PATH") { Description = "The folder of the log, or one file of it." };
        var anchor = new Option<string>("--anchor")
        {
            HelpName = "HASH", Description = "The hash of a record that was noted elsewhere, which the log must have.",
        };
        return new ToolCommand("verify", "Checks every record and the chain through all files.")
        {
            Remarks = "Exit code 4 where a record was changed, removed or added. Note the last hash elsewhere: only with it a log that was "
                + "cut off at its end is told.",
            Examples =
            [
                "fraudml audit verify /var/log/fraud-audit",
                "fraudml audit verify audit-00000003-20260611.jsonl --anchor 9f86d081…",
            ],
            Arguments = { path },
            Options = { anchor },
        }.Does(async (call, _) =>
        {
            string log = call.Get(path);
            AuditVerification found = await call.Terminal.WhileAsync($"Checking {log}", () => AuditLog.Verify(log, call.Get(anchor)));
            call.Terminal.Answer(found, found.IsWhole
                ? string.Create(CultureInfo.InvariantCulture, $"{found.RecordCount:N0} records, {found.FirstSequence} to "
                    + $"{found.LastSequence}, are as they were written. The last hash is {found.LastHash}.")
                : string.Create(CultureInfo.InvariantCulture, $"{found.BrokenFile}, line {found.BrokenLine}: {found.Problem} "
                    + $"The {found.RecordCount:N0} records before it are as they were written."));
            return found.IsWhole ? ExitCode.Done : ExitCode.NotPassed;
        });
    }
}
