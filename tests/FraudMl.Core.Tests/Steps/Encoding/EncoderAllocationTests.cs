namespace FraudMl.Tests;

/// <summary>Transforming allocates a few bytes for a block at most, and nothing for a row.</summary>
public sealed class EncoderAllocationTests
{
    public static TheoryData<string> Names => EncoderCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_thousand_rows_cost_no_memory(string name)
    {
        Dataset data = FeatureData.Rows(1000);
        FittedFeatures features = FittedFeatures.Fit(EncoderCases.Steps(name), data, new StepContext(3, Folds.Stratified(3))).Features;
        RowBlock block = ModelInputs.Load(data, features.Inputs);
        block.Reserve(features.Output);
        features.Transform(block);

        long before = GC.GetAllocatedBytesForCurrentThread();
        features.Transform(block);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2000);
    }
}
