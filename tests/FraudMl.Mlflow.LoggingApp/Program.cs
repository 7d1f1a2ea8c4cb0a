using System.Globalization;
using FraudMl.Mlflow;

// LoggingApp TRACKING_URI SPOOL_FOLDER COUNT: logs COUNT values of "loss", and prints the run's id and how many are logged.
using MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = args[0], SpoolFolder = args[1], RetryCount = 0 });
int count = int.Parse(args[2], CultureInfo.InvariantCulture);
await client.RunAsync("logging-app", async run =>
{
    Console.WriteLine(run.RunId);
    await run.LogParamAsync("count", count);
    await run.LogTextAsync("notes.txt", "é");
    for (int i = 0; i < count; i++)
    {
        run.LogMetric("loss", i, i);
        Console.WriteLine(i + 1);
    }
});
