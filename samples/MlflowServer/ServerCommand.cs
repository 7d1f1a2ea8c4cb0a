using System.CommandLine;

namespace MlflowServer;

/// <summary>The command line: the options of <c>mlflow server</c> that apply here.</summary>
internal static class ServerCommand
{
    public static RootCommand Create()
    {
        var host = new Option<string>("--host", "-h") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port", "-p") { Description = "Port to listen on.", DefaultValueFactory = _ => 5000 };
        var store = new Option<string>("--backend-store-uri") { Description = "The store: sqlite:///relative.db or sqlite:////absolute.db.",
            DefaultValueFactory = _ => "sqlite:///mlflow.db" };
        var artifacts = new Option<string>("--artifacts-destination") { Description = "Folder of the artifacts.",
            DefaultValueFactory = _ => "./mlartifacts" };
        var prefix = new Option<string>("--static-prefix") { Description = "What every path begins with.", DefaultValueFactory = _ => "" };
        var hosts = new Option<string[]>(
            "--allowed-hosts") { Description = "Host names that requests may ask for, comma-separated; * stands for any text." };
        var origins = new Option<string[]>(
            "--cors-allowed-origins") { Description = "Origins of web pages that may change something, comma-separated." };
        var command = new RootCommand("An MLflow tracking server over an SQLite file, with artifact proxy. A log-in is set by "
            + "MLFLOW_SERVER_TOKEN, or by MLFLOW_SERVER_USERNAME and MLFLOW_SERVER_PASSWORD.")
        {
            host, port, store, artifacts, prefix, hosts, origins,
        };
        command.SetAction((parsed, cancellationToken) => TrackingServer.RunAsync(
            new ServerSettings
            {
                Host = parsed.GetRequiredValue(host),
                Port = parsed.GetRequiredValue(port),
                BackendStoreUri = parsed.GetRequiredValue(store),
                ArtifactsDestination = parsed.GetRequiredValue(artifacts),
                StaticPrefix = parsed.GetRequiredValue(prefix),
                AllowedHosts = Split(parsed.GetValue(hosts)),
                AllowedOrigins = Split(parsed.GetValue(origins)),
            },
            cancellationToken));
        return command;
    }

    private static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
