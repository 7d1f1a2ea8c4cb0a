namespace FraudMl.Tests;

/// <summary>Every search range that a resampler's option states is searched.</summary>
public sealed class TuneAttributeTests
{
    [Theory, MemberData(nameof(EveryResampler.Names), MemberType = typeof(EveryResampler))]
    public void A_range_of_a_resampler_is_a_slot_of_its_pipeline(string name)
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Resample(EveryResampler.Named(name))
            .Train(Trainers.LogisticRegression()).Build();
        TunedParts.ShouldBeSlots(pipeline, "resampler", whole => whole.Resampler!);
    }

    [Fact]
    public void A_search_varies_resampler_and_learner_together()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Resample(Resamplers.Smote()).Train(Trainers.LogisticRegression()).Build();
        ParameterSpace.Of(pipeline).Parameters.Select(parameter => parameter.Name)
            .ShouldBe(["trainer.L2", "resampler.NeighborCount", "resampler.TargetRatio"], ignoreOrder: true);
    }
}
