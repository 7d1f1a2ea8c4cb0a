namespace FraudMl.Tests;

public sealed class WeightOfEvidenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Weights_of_bins_go_one_way_whatever_the_data(int direction)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            float[] values = [.. Enumerable.Range(0, 2000)
                .Select(_ => MathF.Round(random.NextSingle() * random.Next(1, 200), random.Next(4)))];
            bool[] labels = [.. values.Select(value => random.NextDouble() < 0.02 + (direction > 0 ? value : 200 - value) / 2000)];
            EvidenceFit fit = EvidenceFit.Of(Column, values, labels, [.. Enumerable.Range(0, values.Length)],
                new WeightOfEvidenceOptions { BinCount = 30, Adjustment = 3 });

            double[] steps = [.. fit.Weights[..^1].Skip(1).Select((weight, bin) => (weight - fit.Weights[bin]) * direction)];
            (steps.All(step => step > 0) || steps.All(step => step < 0)).ShouldBeTrue($"seed {seed}");
            if (seed < 5) steps.Length.ShouldBeGreaterThan(1);
            fit.Edges.ShouldBe(fit.Edges.Distinct().Order());
        }
    }

    [Fact]
    public void The_model_tells_groups_counts_and_information_value()
    {
        Dataset data = FeatureData.Rows();
        FraudModel model = new FraudPipelineBuilder().WeightOfEvidence(Columns.Of("city", "amount")).Drop(Columns.Of("kind", "when"))
            .Train(Trainers.LogisticRegression()).Build().Fit(data);

        model.Evidence.Select(table => table.Column).ShouldBe(["city", "amount"]);
        EvidenceTable city = model.Evidence[0];
        city.Groups.Select(group => group.Name).ShouldBe(["Berlin", "Brno", "Paris", "Łódź", "東京", "(missing)"]);
        city.Groups.Sum(group => group.FraudCount).ShouldBe(data.FraudCount);
        city.Groups.Sum(group => group.LegitCount).ShouldBe(1000 - data.FraudCount);
        city.InformationValue.ShouldBeInRange(0, 0.1);
        model.Evidence[1].Groups[0].Name.ShouldStartWith("(-∞, ");
        model.Evidence[1].Groups[^2].Name.ShouldEndWith(", ∞)");
        model.Evidence[1].Groups[^1].Name.ShouldBe("(missing)");

        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        FraudModel.Load(file).Evidence[1].Groups.ShouldBe(model.Evidence[1].Groups);
    }

    [Fact]
    public void A_time_is_refused_with_the_way_out() =>
        Should.Throw<FraudMlException>(() => FittedFeatures.Fit([new WeightOfEvidenceStep("when", new WeightOfEvidenceOptions())],
            FeatureData.Rows(), new StepContext(1, Folds.Stratified(2)))).Message
            .ShouldBe("WeightOfEvidence(when) needs text or number columns, and 'when' is Timestamp. Take its parts with "
                + ".Calendar(\"when\") first.");

    private static SchemaColumn Column => new(ColumnKind.Number, 0, new FeatureColumn("x", "x"));
}
