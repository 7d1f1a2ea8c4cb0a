using FraudMl.Tests.TrainerContract;
using Xunit.Abstractions;

namespace FraudMl.Tests.Native;

/// <summary>Whether native memory is given back on every path: 1,000 fits with FRAUDML_SOAK=1, 50 otherwise.</summary>
internal static class FitMemory
{
    private static readonly int FitCount = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 1000 : 50;

    /// <summary>Fits that end, are stopped, are cancelled, fail in an observer and fail in the library, in turn, do
    /// not grow the process.</summary>
    public static void StaysTheSame(Func<int, ITrainer> trainerOf, Action<TrainingData> failInLibrary, ITestOutputHelper output)
    {
        // 40,000 rows: a dataset that is not freed shows as about a megabyte.
        TrainingData data = ContractData.Rows(40_000) with { Validation = ContractData.Rows(2000, seed: 9) };
        for (int i = 0; i < 20; i++) Fit(trainerOf(i), i % 5, data, failInLibrary);
        long before = ResidentBytes();
        for (int i = 0; i < FitCount; i++) Fit(trainerOf(i), i % 5, data, failInLibrary);
        long after = ResidentBytes();
        output.WriteLine($"{FitCount} fits: {before >> 10} kB before, {after >> 10} kB after");
        (after - before).ShouldBeLessThan(24L << 20, $"{FitCount} fits");
    }

    private static void Fit(ITrainer trainer, int kind, TrainingData data, Action<TrainingData> failInLibrary)
    {
        using var source = new CancellationTokenSource();
        TrainingContext context = ContractData.Context() with
        {
            CancellationToken = source.Token,
            OnIteration = iteration => iteration.Iteration < 2 || GoesOn(kind, source),
        };
        switch (kind)
        {
            case 1:
                Should.Throw<OperationCanceledException>(() => trainer.Train(data, context));
                break;
            case 2:
                Should.Throw<InvalidOperationException>(() => trainer.Train(data, context));
                break;
            case 3:
                Should.Throw<FraudMlException>(() => failInLibrary(data)).Message.ShouldContain(" failed: ");
                break;
            default:
                trainer.Train(data, context);
                break;
        }
    }

    private static bool GoesOn(int kind, CancellationTokenSource source)
    {
        if (kind == 1) source.Cancel();
        if (kind == 2) throw new InvalidOperationException("An observer failed.");
        return kind != 0;
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet - GC.GetTotalMemory(forceFullCollection: true);
    }
}
