using System.Globalization;

namespace FraudMl.Build.Template;

/// <summary>Runs a scaffold's app host: tracking server, training and, when the model is registered, the API.</summary>
internal static class AspireSmoke
{
    public static async Task RunAsync(Scaffold scaffold, Func<string[], Command> dotnet)
    {
        int port = ServerProcess.FreePort();
        string output = Path.Combine(scaffold.Folder, "output");
        Command run = dotnet(["run", "--no-build", "-c", "Release", "--no-launch-profile", "--project", scaffold.FolderOf("AppHost"), "--",
            "--port", port.ToString(CultureInfo.InvariantCulture), "--output", output]);
        var environment = new Dictionary<string, string>(run.Environment)
        {
            ["Logging__LogLevel__Default"] = "Warning",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPNETCORE_URLS"] = Free(),
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Free(),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Free(),
        };
        using var api = new ServerProcess(run with { Environment = environment }, port);
        await api.WaitUntilReadyAsync("/healthz/ready", TimeSpan.FromMinutes(2));
        double probability = await ScoringApi.ScoreAsync(
            api.Client, await File.ReadAllTextAsync(Path.Combine(output, "model", "serving_input_example.json")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"smoke: Aspire ran tracking server, training and API of '{scaffold.Name}', which answered {probability}"));
    }

    private static string Free() => $"http://127.0.0.1:{ServerProcess.FreePort()}";
}
