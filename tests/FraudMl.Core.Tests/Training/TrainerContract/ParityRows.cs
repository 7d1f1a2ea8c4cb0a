namespace FraudMl.Tests.TrainerContract;

/// <summary>How many rows a model is compared on; FRAUDML_SOAK=1 takes twenty times as many.</summary>
internal static class ParityRows
{
    public static int Count { get; } = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 100_000 : 5_000;
}
