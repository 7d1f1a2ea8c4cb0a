using System.CommandLine;
using FraudMl.Mlflow;
using FraudMl.Tool.Apps;
using FraudMl.Tool.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Tool.Commands;

/// <summary>Puts MLflow's tracking server before an embedded store.</summary>
internal static class UiCommand
{
    private const int UsualPort = 5000;

    public static ToolCommand Create()
    {
        Option<string> host = Listening.Host();
        Option<int> port = Listening.Port(UsualPort);
        var artifacts = new Option<string>("--artifacts")
        {
            HelpName = "FOLDER", Description = "The folder of the artifacts. Default: mlartifacts beside the database.",
        };
        return new ToolCommand("ui", "Runs an MLflow tracking server over the embedded store until Ctrl+C.")
        {
            Remarks = "Any MLflow client talks to it: set MLFLOW_TRACKING_URI to the address that is printed. A store that is missing is "
                + "made. A log-in is set by MLFLOW_SERVER_TOKEN, or by MLFLOW_SERVER_USERNAME and MLFLOW_SERVER_PASSWORD.",
            Examples = ["fraudml ui", "fraudml ui --tracking-uri sqlite:///output/mlflow.db --port 5050"],
            Options = { host, port, artifacts },
        }.Does(async (call, cancellationToken) =>
        {
            WebApplicationBuilder builder = WebServer.Builder(call.Get(host), call.Get(port));
            builder.Services.AddMlflow(options => options with
            {
                TrackingUri = call.TrackingUri ?? options.TrackingUri,
                ArtifactRoot = "mlflow-artifacts:/",
                ArtifactFolder = call.Get(artifacts) ?? options.ArtifactFolder,
            });
            await using WebApplication app = builder.Build();
            string store = app.Services.GetRequiredService<MlflowClient>().TrackingUri;
            if (!store.StartsWith("sqlite:", StringComparison.Ordinal))
                throw new Refusal(ExitCode.BadInput, $"{store} is a server already, and has pages of its own. Name a store of a file with "
                    + "--tracking-uri sqlite:///mlflow.db.");
            app.MapMlflowServer(options: new MlflowServerOptions
            {
                Token = Environment.GetEnvironmentVariable("MLFLOW_SERVER_TOKEN"),
                Username = Environment.GetEnvironmentVariable("MLFLOW_SERVER_USERNAME"),
                Password = Environment.GetEnvironmentVariable("MLFLOW_SERVER_PASSWORD"),
            });
            await WebServer.RunAsync(call, app, address => $"{store} is served at {address}", cancellationToken);
        });
    }
}
