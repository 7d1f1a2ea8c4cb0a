using Microsoft.Extensions.Configuration;

IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);
string output = Path.GetFullPath(builder.Configuration["output"] ?? "../../output", builder.AppHostDirectory);
#if (!trackDatabricks)

IResourceBuilder<ProjectResource> tracking = builder.AddProject<Projects.Tracking>("tracking")
    .WithArgs("--folder", Path.Combine(output, "tracking"))
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");
#endif

IResourceBuilder<ProjectResource> training = builder.AddProject<Projects.Training>("training")
#if (useFile)
    .WithArgs("--data", Path.GetFullPath(builder.Configuration["data"]
        ?? throw new InvalidOperationException("Name the file of the transactions with --data FILE."), Environment.CurrentDirectory))
#endif
#if (!trackDatabricks)
    .WithEnvironment("MLFLOW_TRACKING_URI", tracking.GetEndpoint("http"))
    .WaitFor(tracking)
#endif
    .WithArgs("--output", output);

builder.AddProject<Projects.Api>("api")
#if (!trackDatabricks)
    .WithEnvironment("MLFLOW_TRACKING_URI", tracking.GetEndpoint("http"))
#endif
    .WithHttpEndpoint(port: builder.Configuration.GetValue("port", 8080))
    .WithHttpHealthCheck("/healthz/ready")
    .WithExternalHttpEndpoints()
    .WaitForCompletion(training);

builder.Build().Run();
