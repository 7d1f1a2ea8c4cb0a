namespace FraudMl.Tests;

/// <summary>Trees of its own that split the categories and a number of <see cref="FeatureData"/>, whatever it is shown.</summary>
internal sealed class CategoryTrainer : ITrainer
{
    public string Name => "Categories";

    public ValidatedOptions Options { get; } = new DecisionTreeOptions();

    public ITrainer With(ValidatedOptions options) => this;

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        int FeatureOf(string name) => data.Matrix.Columns.Index().Single(column => column.Item.Name == name).Index;
        (int city, int kind, int balance) = (FeatureOf("city.Category"), FeatureOf("kind.Category"), FeatureOf("balance"));
        var builder = new TreeEnsembleBuilder(data.Matrix.ColumnCount) { Bias = -1 };
        builder.Add(new SplitTree([city, balance, kind], [0, 0.5f, 0], [1, ~0, ~2], [2, ~1, ~3], [0.5, -0.25, 1.5, -2])
        {
            Categories = [[0b101001u], null, [0u, 0b10u]],
            MissingLeft = [false, true, false],
        });
        builder.Add(new SplitTree([kind], [0], [~0], [~1], [0.125, -0.75]) { Categories = [[0b10u]] });
        return builder.Build(data, context.ThreadCount);
    }
}
