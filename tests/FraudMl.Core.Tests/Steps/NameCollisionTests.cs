namespace FraudMl.Tests;

/// <summary>Names that a step makes up give way to those of the data and to each other.</summary>
public sealed class NameCollisionTests
{
    private const int RowCount = 400;

    [Fact]
    public void An_indicator_gives_way_to_a_column_of_its_name()
    {
        Dataset data = Data(("City", Texts("Paris", "Rome")), ("City=Paris", Numbers(i => i % 4 == 0 ? 100 : 0)));
        FraudModel model = new FraudPipelineBuilder().OneHot("City", new() { Drop = DroppedCategory.None })
            .Train(Trainers.LogisticRegression()).Build().Fit(data);

        model.Features.Select(feature => feature.Name).ShouldBe(["City=Paris", "City=Paris#2", "City=Rome"]);
        model.Features[1].Sources.ShouldBe(["City"]);
        Metrics.RocAuc.Compute(new ScoredRows(data.Labels, model.Score(data))).ShouldBe(1);
    }

    [Fact]
    public void Indicators_of_two_columns_give_way_to_each_other()
    {
        Dataset data = Data(("A", Texts("B=C", "D")), ("A=B", Texts("C", "D")), ("n", Numbers(i => i)));
        FraudModel model = new FraudPipelineBuilder().OneHot(Columns.Texts, new() { Drop = DroppedCategory.None })
            .Train(new Training.NoiseTrainer()).Build().Fit(data);

        model.Features.Select(feature => feature.Name).ShouldBe(["n", "A=B=C", "A=D", "A=B=C#2", "A=B=D"]);
    }

    [Fact]
    public void Texts_that_are_named_as_the_missing_and_the_rare_ones_are_told_apart()
    {
        Dataset data = Data(("A", Texts("(missing)", null, "(infrequent)", "b", "b", "b")), ("n", Numbers(i => i)));
        FraudModel model = new FraudPipelineBuilder().OneHot("A", new() { Drop = DroppedCategory.None })
            .Train(new Training.NoiseTrainer()).Build().Fit(data);

        model.Features.Select(feature => feature.Name).ShouldBe(["n", "A=(infrequent)", "A=(missing)", "A=b", "A=(missing)#2"]);
    }

    public static TheoryData<string> Makers => [.. Steps.Keys];

    private static readonly Dictionary<string, (Func<FraudPipelineBuilder, FraudPipelineBuilder> Add, string Taken)> Steps = new()
    {
        ["Frequency"] = (builder => builder.Frequency("City"), "City.Frequency"),
        ["Categorical"] = (builder => builder.Categorical("City"), "City.Category"),
        ["Ordinal"] = (builder => builder.Ordinal("City"), "City.Ordinal"),
        ["TargetMean"] = (builder => builder.TargetMean("City"), "City.TargetMean"),
        ["WeightOfEvidence"] = (builder => builder.WeightOfEvidence("City"), "City.WeightOfEvidence"),
        ["WeightOfEvidence of a number"] = (builder => builder.Drop("City").WeightOfEvidence("n"), "n.WeightOfEvidence"),
        ["Hash"] = (builder => builder.Hash("City", new() { BitCount = 3 }), "City.Hash1"),
        ["Pca"] = (builder => builder.Drop("City").Pca(Columns.Of("n", "k")), "PC1"),
        ["Bin"] = (builder => builder.Drop("City").Bin("n", new() { By = BinStrategy.Edges, Edges = [10, 20], OneHot = true }),
            "n=[10, 20)"),
        ["Interactions"] = (builder => builder.Drop("City").Interactions(Columns.Of("n", "m")), "n*m"),
        ["Impute"] = (builder => builder.Drop("City").Impute("m", new() { AddIndicator = true }), "m=(missing)"),
        ["Ratio"] = (builder => builder.Drop("City").Ratio("n", "m"), "n/m"),
        ["Difference"] = (builder => builder.Drop("City").Difference("n", "m"), "n-m"),
        ["Calendar"] = (builder => builder.Drop("City").Calendar("at", new() { Parts = CalendarParts.Hour }), "at.Hour"),
        ["TimeBetween"] = (builder => builder.Drop("City").TimeBetween("at", "at").Drop("at"), "at-at.Days"),
    };

    [Theory]
    [MemberData(nameof(Makers))]
    public void Every_step_that_makes_up_names_gives_way(string maker)
    {
        (Func<FraudPipelineBuilder, FraudPipelineBuilder> add, string taken) = Steps[maker];
        (string, Func<string, DataColumn>)[] columns =
        [
            ("City", Texts("Paris", "Rome")), ("n", Numbers(i => i % 37)), ("m", Numbers(i => i % 11 == 0 ? float.NaN : i % 11)),
            ("k", Numbers(i => i % 17)),
            ("at", name => new TimestampColumn(name, [.. Enumerable.Range(0, RowCount).Select(i => i * 3_600_000_000L)],
                ColumnRoles.Feature)),
        ];
        FraudModel free = Fit(add, Data(columns)), crowded = Fit(add, Data([.. columns, (taken, Numbers(i => i % 5))]));

        free.Features.ShouldContain(feature => feature.Name == taken, string.Join(", ", free.Features.Select(feature => feature.Name)));
        crowded.Features.Count.ShouldBe(free.Features.Count + 1);
        crowded.Features.Single(feature => feature.Name == taken).Sources.ShouldBe([taken]);
        crowded.Features.ShouldContain(feature => feature.Name == $"{taken}#2");
    }

    private static FraudModel Fit(Func<FraudPipelineBuilder, FraudPipelineBuilder> add, Dataset data)
    {
        var imputed = new FraudPipelineBuilder();
        FraudPipelineBuilder builder = add(imputed);
        if (!data.Has("at")) return builder.Train(new Training.NoiseTrainer()).Build().Fit(data);
        return builder.Drop(Columns.Timestamps).Impute(Columns.Numbers).Train(new Training.NoiseTrainer()).Build().Fit(data);
    }

    private static Dataset Data(params (string Name, Func<string, DataColumn> Column)[] columns) => new(
        [.. columns.Select(column => column.Column(column.Name)),
            new NumberColumn("Class", [.. Enumerable.Range(0, RowCount).Select(i => i % 4 == 0 ? 1f : 0f)], ColumnRoles.Label)]);

    private static Func<string, DataColumn> Numbers(Func<int, float> value) =>
        name => new NumberColumn(name, [.. Enumerable.Range(0, RowCount).Select(value)]);

    private static Func<string, DataColumn> Texts(params string?[] texts) => name =>
    {
        string[] distinct = [.. texts.OfType<string>().Distinct()];
        return new TextColumn(name,
            [.. Enumerable.Range(0, RowCount).Select(i => texts[i % texts.Length] is { } text ? Array.IndexOf(distinct, text)
                : TextDictionary.Missing)], new TextDictionary(distinct));
    };
}
