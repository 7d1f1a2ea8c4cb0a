namespace FraudMl.Testing.Tests;

public sealed class ModelParityTests
{
    private static readonly Dataset Rows = StepContract.SampleRows();

    [Fact]
    public void A_model_over_numbers_texts_and_times_is_the_same_by_every_door() => ModelParity.Verify(
        Pipeline(Trainers.LogisticRegression()).Fit(Rows), StepContract.SampleRows(seed: 12), mustExport: true);

    [Theory]
    [InlineData(TrainerFault.ReadsTheSizeOfTheBlock, "One by one: ")]
    [InlineData(TrainerFault.ForgetsWhatItLearned, "Saved and loaded: ")]
    [InlineData(TrainerFault.ExportsOtherMaths, "In ONNX Runtime: ")]
    public void A_door_where_scores_differ_is_named(TrainerFault fault, string door) =>
        Should.Throw<ContractException>(() => ModelParity.Verify(Pipeline(new FaultyTrainer(fault)).Fit(Rows), Rows))
            .BrokenRules.ShouldContain(rule => rule.StartsWith(door, StringComparison.Ordinal));

    [Fact]
    public void A_model_that_can_not_be_exported_passes_unless_it_must()
    {
        FraudModel model = new FraudPipelineBuilder().Step(new FaultyStep(StepFault.ExportsNothing))
            .Impute(Columns.Numbers).Drop(Columns.Texts).Drop(Columns.Timestamps).Train(Trainers.LogisticRegression()).Build().Fit(Rows);

        ModelParity.Verify(model, Rows);
        Should.Throw<ContractException>(() => ModelParity.Verify(model, Rows, mustExport: true))
            .BrokenRules.ShouldHaveSingleItem().ShouldStartWith("In ONNX Runtime: ");
    }

    private static FraudPipeline Pipeline(ITrainer trainer) => new FraudPipelineBuilder().Impute(Columns.Numbers)
        .Standardize(Columns.Numbers).OneHot(Columns.Texts).Calendar("when").Train(trainer).Build();
}
