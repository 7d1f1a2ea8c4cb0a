using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Logs what the machine is busy with, every ten seconds, as MLflow's own client does.</summary>
internal sealed class SystemSampler
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly MlflowActiveRun _run;
    private readonly PeriodicTimer _timer;
    private readonly Task _sampling;

    public SystemSampler(MlflowActiveRun run, TimeProvider time)
    {
        (_run, _timer) = (run, new PeriodicTimer(Interval, time));
        _sampling = SampleAsync(new SystemReadings());
    }

    /// <summary>Ends the sampling.</summary>
    /// <exception cref="MlflowException">Thrown when a sample could not be logged; it was the last.</exception>
    public Task StopAsync()
    {
        _timer.Dispose();
        return _sampling;
    }

    private async Task SampleAsync(SystemReadings readings)
    {
        for (long step = 0; await _timer.WaitForNextTickAsync().ConfigureAwait(false); step++)
        {
            foreach ((string name, double value) in readings.Take()) _run.LogMetric($"system/{name}", value, step);
        }
    }
}
