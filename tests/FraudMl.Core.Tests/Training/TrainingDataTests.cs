using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

public sealed class TrainingDataTests
{
    [Fact]
    public void Every_problem_of_the_rows_is_told_at_once()
    {
        TrainingData rows = ContractData.Rows(100);
        var narrow = new FeatureMatrix(new float[100], 100, [new FeatureColumn("only", "only")]);
        TrainingData broken = rows with { Weights = new float[] { 1, -1 }, Validation = new TrainingData(narrow, rows.Labels) };
        string message = Should.Throw<FraudMlException>(() => broken.RequireValid("The learner")).Message;
        message.ShouldContain("2 weights for 100 rows");
        message.ShouldContain($"1 instead of {rows.Matrix.ColumnCount}");
        message.ShouldContain("1 of 2 are not");
    }
}
