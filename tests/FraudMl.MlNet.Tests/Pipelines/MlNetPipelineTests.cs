using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>What a pipeline says beforehand of learners that ML.NET makes.</summary>
public sealed class MlNetPipelineTests
{
    private static FraudPipelineBuilder Builder =>
        new FraudPipelineBuilder().Impute(Columns.Numbers).Drop(Columns.Texts).Drop(Columns.Timestamps);

    [Fact]
    public void A_blend_that_cannot_be_exported_names_the_member_before_any_training()
    {
        ITrainer closed = Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 200));
        PipelineCheck check = Builder.Train(Trainers.Average([Trainers.LogisticRegression(), closed])).Build().Check(FeatureData.Rows(50));

        check.Problems.ShouldBeEmpty();
        check.Exports.ShouldBeFalse();
        check.Parts.ShouldHaveSingleItem().ExportProblem.ShouldNotBeNull().ShouldMatch("^ML.NET's .+: LdSvm of ML.NET has no graph");
        check.ToString().ShouldContain("no ONNX: Average of ");
    }

    [Fact]
    public void Code_that_only_this_process_has_is_told_in_one_sentence()
    {
        FraudPipeline live = Builder.Train(Trainers.LogisticRegression()).Build()
            .With(Trainers.FromMlNet(_ => throw new NotSupportedException("It is never asked.")));
        Should.Throw<FraudMlException>(() => live.ToDefinition()).Message
            .ShouldStartWith("ML.NET is made of C# that only this process has, so it can't be written as data.");
    }

    [Fact]
    public void Adding_the_types_again_changes_nothing()
    {
        StoredTypeSet before = StoredTypes.Known;

        MlNetTypes.Add();

        StoredTypes.Known.ShouldBeSameAs(before);
    }
}
