using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Native;

/// <summary>Native memory is given back on every path. 1,000 fits in soak, 50 otherwise.</summary>
[Collection(nameof(Alone))]
public sealed class NativeMemoryTests
{
    private static readonly int FitCount = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 1000 : 50;

    [Fact]
    public void Fits_that_end_are_cancelled_or_fail_do_not_grow_the_process()
    {
        // 40,000 rows: a dataset that is not freed shows as about a megabyte. Alone, since other tests grow the process too.
        TrainingData data = ContractData.Rows(40_000) with { Validation = ContractData.Rows(2000, seed: 9) };
        for (int i = 0; i < 10; i++) Fit(i, data);
        long before = ResidentBytes();
        for (int i = 0; i < FitCount; i++) Fit(i, data);
        long growth = ResidentBytes() - before;
        growth.ShouldBeLessThan(24L << 20, $"{FitCount} fits");
    }

    private static void Fit(int kind, TrainingData data)
    {
        using var source = new CancellationTokenSource();
        TrainingContext context = ContractData.Context() with
        {
            CancellationToken = source.Token,
            OnIteration = iteration => iteration.Iteration < 2 || GoesOn(kind % 4, source),
        };
        try
        {
            Trainers.LightGbm(new() { TreeCount = 4, EarlyStoppingRounds = kind % 8 < 4 ? 3 : 0 }).Train(data, context);
        }
        catch (Exception expected) when (expected is OperationCanceledException or InvalidOperationException)
        {
            (kind % 4).ShouldBeInRange(1, 2);
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
