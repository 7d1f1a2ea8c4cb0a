using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

/// <summary>The entry point of this assembly when it is started as a program: it scores with an audit log until it is killed, and says what
/// it has answered.</summary>
internal static class AuditedProcess
{
    private const string Command = "answer";

    /// <summary>Answers in a process of its own, kills it, and returns how many answers have left it.</summary>
    public static long AnswerAndKill(string directory, int atLeast)
    {
        string program = typeof(AuditedProcess).Assembly.Location;
        using Process answering = Process.Start(
            new ProcessStartInfo("dotnet", [program, Command, directory]) { RedirectStandardOutput = true })!;
        long answered = 0;
        while (answered < atLeast && answering.StandardOutput.ReadLine() is not null) answered++;
        answering.Kill();
        string rest = answering.StandardOutput.ReadToEnd();
        answering.WaitForExit();
        return answered + rest.Count(value => value == '\n');
    }

    private static async Task Main(string[] arguments)
    {
        if (arguments is not [Command, var directory]) return;
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<TimeProvider>(MonitoredServer.Clock())
            .AddFraudScoringModel(AuditLogTests.Model)
            .AddFraudAudit(directory));
        await started;
        IFraudScorer scorer = server.Services.GetRequiredService<IFraudScorer>();
        using Stream output = Console.OpenStandardOutput();
        for (int i = 0; ; i++)
        {
            scorer.Score(new { Amount = (float)i, Category = "games", V1 = 1f, At = DateTime.UnixEpoch });
            output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{i}\n")));
        }
    }
}
