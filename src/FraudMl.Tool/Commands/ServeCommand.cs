using System.CommandLine;
using FraudMl.Serving;
using FraudMl.Tool.Apps;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Tool.Commands;

/// <summary>Serves a model over HTTP.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 5001;

    public static ToolCommand Create()
    {
        var model = new Argument<string>("MODEL") { Description = NamedModel.Help };
        Option<string> host = Listening.Host();
        Option<int> port = Listening.Port(UsualPort);
        return new ToolCommand("serve", "Serves a model over HTTP until Ctrl+C.")
        {
            Remarks = "MLflow's scoring protocol (/invocations, /ping), /score, and the Open Inference Protocol (/v2), without a log-in. "
                + "An alias is followed: a promoted version is served half a minute later. appsettings.json of the folder and the "
                + "environment set options, as in an app of your own.",
            Examples = ["fraudml serve models:/creditcard-fraud@champion", "fraudml serve output/model --port 8080 --host 0.0.0.0"],
            Arguments = { model },
            Options = { host, port },
        }.Does(async (call, cancellationToken) =>
        {
            string uri = call.Get(model);
            NamedModel.RequireUri(uri);
            WebApplicationBuilder builder = WebServer.Builder(call.Get(host), call.Get(port));
            if (!File.Exists(uri) && !Directory.Exists(uri))
                builder.Services.AddSingleton(_ => TrackingStore.Connect(call.TrackingUri));
            builder.Services.AddFraudScoring(uri);
            builder.Services.AddProblemDetails();
            await using WebApplication app = builder.Build();
            app.UseExceptionHandler();
            app.MapFraudScoring();
            await WebServer.RunAsync(call, app, address => $"{uri} is served at {address}", cancellationToken);
        });
    }
}
