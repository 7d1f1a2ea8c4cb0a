namespace FraudMl.EndToEnd.Tests;

/// <summary>The sample on windows and encoders, run once on generated payments.</summary>
public sealed class CardVelocityFixture : IAsyncLifetime, IDisposable
{
    public const string Sample = "CardVelocity";
    private readonly TemporaryFolder _folder = new();

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string DataFile => _folder.At("payments.csv");

    public string OutputFolder => _folder.At("output");

    public async Task InitializeAsync()
    {
        SyntheticTransactions.Payments(new() { CustomerCount = 600, TerminalCount = 800 }).WriteCsv(DataFile);
        (ExitCode, Output, Errors) = await JobProcess.RunSampleAsync(Sample, "--data", DataFile, "--output", OutputFolder);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
