using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FraudMl.Tool.Tests.Processes;

/// <summary>The exit codes that the help states, by processes that are started.</summary>
public sealed class ExitCodeTests(CardsFixture cards) : IClassFixture<CardsFixture>
{
    [Fact]
    public async Task Done_is_0() => (await Run("promote", "cards", "1", "--tracking-uri", cards.TrackingUri)).ExitCode.ShouldBe(0);

    [Fact]
    public async Task Bad_input_is_2()
    {
        (int exitCode, string error) = await Run("score", "nothing.csv", "-m", cards.At("cards.fraudml"), "-o", cards.At("o.csv"));
        exitCode.ShouldBe(2);
        error.ShouldBe($"fraudml: There is no file 'nothing.csv'.{Environment.NewLine}");
    }

    [Fact]
    public async Task A_missing_model_is_3() =>
        (await Run("rollback", "nobody", "--tracking-uri", cards.TrackingUri)).ExitCode.ShouldBe(3);

    [Fact]
    public async Task A_broken_audit_log_is_4()
    {
        string log = cards.At("audit-00000009-20260101.jsonl");
        File.WriteAllText(log, "{\"sequence\":1}\n");
        (await Run("audit", "verify", log)).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_tool_of_the_machine_that_is_missing_is_1()
    {
        using Process process = Start("train", "--project", cards.Transactions, dotnet: cards.At("no-dotnet"));
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(1);
        error.ShouldContain("Install the .NET 10 SDK");
        error.ShouldNotContain("   at ");
    }

    // A store that takes the connection and never answers; a signal that no shell makes its children ignore.
    [Fact]
    public async Task Cancelled_is_130()
    {
        if (OperatingSystem.IsWindows()) return; // There is no signal to send to one process.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using Process process = Start("promote", "cards", "1", "--tracking-uri", $"http://{silent.LocalEndpoint}");
        using TcpClient asked = await silent.AcceptTcpClientAsync();
        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        (process.ExitCode, error.Trim()).ShouldBe((130, "fraudml: Cancelled."));
    }

    private static async Task<(int ExitCode, string Error)> Run(params string[] args)
    {
        using Process process = Start(args);
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    private static Process Start(params string[] args) => Start(args, dotnet: null);

    private static Process Start(string first, string second, string third, string dotnet) => Start([first, second, third], dotnet);

    private static Process Start(string[] args, string? dotnet)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "FraudMl.Tool.dll"), .. args])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        if (dotnet is not null) start.Environment["DOTNET_HOST_PATH"] = dotnet;
        return Process.Start(start)!;
    }
}
