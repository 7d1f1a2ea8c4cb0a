namespace FraudMl.Tests;

public class CalibrationMeasuresTests
{
    private static readonly double[] Scores =
    [
        0.55, 0.7, 0.3, 0.51, 0.88, 0.88, 0.14, 0.22, 0.07, 0.44, 0.05, 0.46, 0.64, 0.29, 0.67, 0.59,
        0.04, 0.56, 0.27, 0.42, 0.29, 0.69, 0.44, 0.17, 0.54, 0.77, 0.31, 0.23, 0.39, 0.92, 0.96, 0.67,
        0.89, 0.83, 0.38, 0.11, 0.65, 0.56, 0.37, 0.24, 0.41, 0.47, 0.28, 0.3, 0.46, 0.85, 0.58, 0.29,
        0.29, 0.46, 0.22, 0.21, 0.51, 0.1, 0.48, 0.37, 0.7, 0.74, 0.68, 0.68,
    ];

    private static readonly bool[] Labels =
    [
        true, false, false, false, true, true, true, false, false, true, false, false, false, false, false, true,
        true, true, true, true, true, false, true, false, false, true, false, false, false, false, true, true,
        false, false, false, false, false, true, false, true, true, false, false, false, false, true, true, false,
        false, false, false, false, true, false, true, false, false, true, true, true,
    ];

    [Fact]
    public void Measures_equal_those_of_numpy()
    {
        // A Newton fit, Spiegelhalter's formula and Murphy's sums, written out in numpy.
        CalibrationMeasures got = CalibrationMeasures.Of(new ScoredRows(Labels, Scores))!;
        got.Slope.ShouldMatch(0.4162065763720064, "slope");
        got.Intercept.ShouldMatch(-0.2951145280009261, "intercept");
        got.SpiegelhalterZ.ShouldMatch(2.191967968927254, "z");
        got.Reliability.ShouldMatch(0.05438684757834758, "reliability");
        got.Resolution.ShouldMatch(0.057279202279202274, "resolution");
        got.Uncertainty.ShouldMatch(0.24305555555555552, "uncertainty");
    }

    [Fact]
    public void The_parts_add_up_to_the_brier_score_when_every_bin_holds_one_probability()
    {
        var rows = new ScoredRows([true, false, true, false, false, true], [0.85, 0.85, 0.85, 0.25, 0.25, 0.25],
            new() { Weights = [1, 2, 3, 1, 2, 1] });
        CalibrationMeasures got = CalibrationMeasures.Of(rows)!;
        (got.Reliability - got.Resolution + got.Uncertainty).ShouldBe(Metrics.Brier.Compute(rows), 1e-12);
    }

    [Fact]
    public void Probabilities_that_are_right_have_slope_1_and_those_too_sure_less()
    {
        var random = new Random(2);
        double[] right = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];
        bool[] labels = Array.ConvertAll(right, p => random.NextDouble() < p);
        CalibrationMeasures honest = CalibrationMeasures.Of(new(labels, right))!;
        honest.Slope.ShouldBe(1, 0.05);
        honest.Intercept.ShouldBe(0, 0.05);
        honest.SpiegelhalterPValue.ShouldBeGreaterThan(0.01);
        CalibrationMeasures sure = CalibrationMeasures.Of(
            new(labels, Array.ConvertAll(right, p => LogOdds.ToProbability(2 * LogOdds.Of(p)))))!;
        sure.Slope.ShouldBe(0.5, 0.03);
        sure.SpiegelhalterPValue.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void What_has_no_value_says_why()
    {
        CalibrationMeasures.Of(new([true, false], [1.5, 2], new() { Kind = ScoreKind.Margin })).ShouldBeNull();
        CalibrationMeasures.Of(new([true, true], [0.5, 0.6]))!.UndefinedBecause.ShouldBe("the rows have only one class");
        CalibrationMeasures apart = CalibrationMeasures.Of(new([true, false], [0.9, 0.1]))!;
        (apart.Slope, apart.UndefinedBecause).ShouldBe((double.NaN, "the scores separate the classes"));
        CalibrationMeasures.Of(new([true, false], [1, 0]))!.SpiegelhalterZ.ShouldBe(double.NaN);
    }
}
