using FraudMl.Tests.TrainerContract;
using Xunit.Abstractions;

namespace FraudMl.Tests.Native;

[Collection(nameof(Alone))]
public sealed class NativeMemoryTests(ITestOutputHelper output)
{
    // A label too few is refused once the rows are in.
    [Fact]
    public void Fits_that_end_are_cancelled_or_fail_do_not_grow_the_process() => FitMemory.StaysTheSame(
        i => Trainers.LightGbm(new() { TreeCount = 4, EarlyStoppingRounds = i % 3, Loss = i % 2 == 0 ? null : new FocalLoss(2) }),
        data => LightGbmDataset.Create(data with { Labels = data.Labels[1..] }, "verbosity=-1"),
        output);
}
