namespace FraudMl.Tests;

public sealed class StudyImportancesTests
{
    [Fact]
    public async Task What_decides_comes_first_and_all_make_one()
    {
        Parameter<double> much = Parameter.Number("much", 1e-3, 10, Scale.Log), little = Parameter.Number("little", -1, 1),
            nothing = Parameter.Number("nothing", 0, 1);
        ParameterChoice<string> kind = Parameter.Choice("kind", "a", "b", "c");
        using var study = new Study(ParameterSpace.Of(nothing, little, much, kind), new() { Search = Search.Random(), Seed = 3 });

        StudyHistory history = await study.OptimizeAsync(
            trial => Math.Pow(Math.Log10(trial.Get(much)), 2) + (0.2 * Math.Abs(trial.Get(little))) + (trial.Get(kind) == "c" ? 1.0 : 0),
            Budget.OfTrials(400));

        IReadOnlyList<ParameterImportance> importances = history.Importances();
        importances.Select(one => one.Name).First().ShouldBe("much");
        importances.Select(one => one.Name).Last().ShouldBe("nothing");
        importances.Sum(one => one.Importance).ShouldBe(1, 1e-12);
        importances[^1].Importance.ShouldBeLessThan(0.1);
        Should.Throw<FraudMlException>(() => history.Importances(1)).Message.ShouldContain("1 objectives, counted from 0. Got 1");
        new StudyHistory(history.Objectives, history.Space, []).Importances().ShouldAllBe(one => one.Importance == 0);
    }
}
