using FraudMl.Tests.TrainerContract;
using Xunit.Abstractions;

namespace FraudMl.Tests.Native;

[Collection(nameof(Alone))]
public sealed class NativeMemoryTests(ITestOutputHelper output)
{
    // A start that is 1 as a float passes our rule and not XGBoost's.
    [Fact]
    public void Fits_that_end_are_cancelled_or_fail_do_not_grow_the_process() => FitMemory.StaysTheSame(
        i => Trainers.XGBoost(new() { TreeCount = 4, EarlyStoppingRounds = i % 3, Loss = i % 2 == 0 ? null : new FocalLoss(2) }),
        data => Trainers.XGBoost(new() { StartProbability = 1 - 1e-12 }).Train(data, ContractData.Context()),
        output);
}
