using FraudMl.Conventions.Tests.Snippets;

namespace FraudMl.Conventions.Tests.Automatic;

/// <summary>The one call with every package at hand.</summary>
public sealed class OneCallTests
{
    private static readonly Dataset Cards = SyntheticTransactions.CreditCard(new() { RowCount = 4_000, FraudRatio = 0.03, Seed = 3 });

    [Fact]
    public void The_build_registers_the_parts_of_every_package_that_is_referenced() =>
        Catalogue.Parts.Select(offer => offer.Package).Distinct().ShouldBe(
            ["FraudMl.Core", "FraudMl.Imbalance", "FraudMl.LightGbm", "FraudMl.MlNet", "FraudMl.XGBoost"], ignoreOrder: true);

    [Fact]
    public void What_an_absent_package_would_bring_is_known_by_name()
    {
        string[] known = File.ReadAllLines(Repository.PathOf("src/FraudMl.AutoML/Automatic/LearnerChoice.cs"));
        foreach (OfferedPart offer in Catalogue.Parts.Where(offer => offer.Package != "FraudMl.Core"))
        {
            known.ShouldContain(line => line.Contains($"(\"{offer.Package}\", ", StringComparison.Ordinal)
                && line.Contains(offer.Part.Name.Split(" of ")[0], StringComparison.Ordinal), $"{offer}");
        }
    }

    [Fact]
    public void A_portfolio_differs_from_its_part_in_what_is_tuned_only()
    {
        foreach (OfferedPart offer in Catalogue.Parts)
        {
            foreach (IPart other in offer.Portfolio)
            {
                other.Name.ShouldBe(offer.Part.Name);
                other.Options.ShouldNotBe(offer.Part.Options);
                foreach (System.Reflection.PropertyInfo property in other.Options.GetType().GetProperties())
                {
                    if (Attribute.IsDefined(property, typeof(TuneAttribute)) || !property.CanWrite) continue;
                    if (property.PropertyType.IsValueType)
                        property.GetValue(other.Options).ShouldBe(property.GetValue(offer.Part.Options), $"{other.Name}.{property.Name}");
                }
            }
        }
    }

    [Fact]
    public async Task It_prints_CSharp_that_makes_the_same_model_again()
    {
        (Dataset train, Dataset test) = Cards.SplitByTime(testShare: 0.25);
        AutoMLResult result = await AutoML.RunAsync(train, Budget.OfTrials(6), new() { Parallelism = 2 });
        result.Experiment.FailedTrials.ShouldBeEmpty();
        result.Experiment.Trials.Select(trial => trial.Trial.Pipeline.Trainer.Name).ShouldContain("XGBoost");
        string code = result.ToCSharp().Replace("\n", " ", StringComparison.Ordinal);
        FraudModel again = SnippetCompiler.Evaluate<Func<Dataset, FraudModel>>(
            $"new Func<Dataset, FraudModel>(transactions => {{ {code} return model; }})")(train);
        again.Score(test).ShouldBe(result.Model.Score(test));
        result.Model.Explain(test.Take([0]))[0].Reasons.ShouldNotBeEmpty();
        result.Model.Evaluate(result.Prepare(test))[Metrics.AveragePrecision].ShouldBeGreaterThan(0.5, result.ToString());
    }
}
