using System.Text;

namespace FraudMl.Tests;

/// <summary>What every <see cref="ICalibrator"/> of the package keeps; they are found by reflection.</summary>
public class CalibratorContractTests
{
    public static TheoryData<string> Implementations =>
        [.. typeof(ICalibrator).Assembly.GetTypes().Where(IsImplementation).Select(type => type.FullName!)];

    [Fact]
    public void The_catalogue_holds_every_calibrator()
    {
        ICalibrator[] catalogue = [Calibrators.Platt(), Calibrators.Isotonic(), Calibrators.Beta(), Calibrators.Temperature()];
        catalogue.Select(calibrator => calibrator.GetType().FullName!).Order()
            .ShouldBe(typeof(ICalibrator).Assembly.GetTypes().Where(IsImplementation).Select(type => type.FullName!).Order());
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Probabilities_never_fall_with_the_margin_and_stay_in_0_1(string calibrator)
    {
        FittedCalibrator fitted = Fit(calibrator);
        double[] margins = [double.MinValue, .. Enumerable.Range(-4000, 8001).Select(i => i / 100.0), double.MaxValue];
        double[] probabilities = new double[margins.Length];
        fitted.Calibrate(margins, probabilities);
        for (int i = 0; i < margins.Length; i++)
        {
            probabilities[i].ShouldBeInRange(0, 1);
            if (i > 0) probabilities[i].ShouldBeGreaterThanOrEqualTo(probabilities[i - 1]);
            probabilities[i].ShouldBe(fitted.Calibrate(margins[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void The_mean_probability_is_the_fraud_rate(string calibrator)
    {
        // Each margin as a fraud and as a legitimate row, weighted by its true probability: no luck of the draw, which a calibrator without an intercept keeps.
        (double[] margins, _) = Rows();
        double[] truth = Array.ConvertAll(margins, margin => LogOdds.ToProbability(margin / 2));
        FittedCalibrator fitted = Create(calibrator).Fit(
            [.. margins, .. margins], [.. margins.Select(_ => true), .. margins.Select(_ => false)], [.. truth, .. truth.Select(p => 1 - p)]);
        margins.Average(fitted.Calibrate).ShouldBe(truth.Average(), 0.0005);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void A_fitted_calibrator_survives_json_unchanged(string calibrator)
    {
        FittedCalibrator fitted = Fit(calibrator);
        string json = Json(fitted);
        FittedCalibrator loaded = new ModelJson().Read<FittedCalibrator>(Encoding.UTF8.GetBytes(json));
        loaded.ShouldBe(fitted);
        Json(loaded).ShouldBe(json);
        json.ShouldContain($"\"kind\":\"{Create(calibrator).Name}\"");
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void One_class_only_is_explained(string calibrator)
    {
        var error = Should.Throw<FraudMlException>(() => Create(calibrator).Fit([1, 2, 3], [false, false, true], [1, 1, 0]));
        error.Message.ShouldContain("both classes");
        error.Message.ShouldContain("Got 0 frauds and 2 legitimate rows");
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Invalid_rows_are_refused_with_every_problem(string calibrator) =>
        Should.Throw<FraudMlException>(() => Create(calibrator).Fit([1, double.NaN], [true, false, true], [-1])).Problems.Count.ShouldBe(4);

    [Theory]
    [MemberData(nameof(Implementations))]
    public void A_weight_counts_as_repetition(string calibrator)
    {
        FittedCalibrator weighted = Create(calibrator).Fit([-2, -1, 0, 1, 2], [false, true, false, true, true], [3, 1, 2, 0, 2]);
        FittedCalibrator repeated = Create(calibrator).Fit(
            [-2, -2, -2, -1, 0, 0, 2, 2], [false, false, false, true, false, false, true, true]);
        foreach (double margin in new[] { -3, -1.5, -0.5, 0.2, 1, 5 })
            weighted.Calibrate(margin).ShouldBe(repeated.Calibrate(margin), 1e-9);
    }

    private static bool IsImplementation(Type type) => type.IsAssignableTo(typeof(ICalibrator)) && type is { IsAbstract: false };

    private static string Json(FittedCalibrator fitted) => Encoding.UTF8.GetString(new ModelJson().Write(fitted, "The calibrator"));

    private static ICalibrator Create(string calibrator) =>
        (ICalibrator)Activator.CreateInstance(typeof(ICalibrator).Assembly.GetType(calibrator, throwOnError: true)!)!;

    private static FittedCalibrator Fit(string calibrator)
    {
        (double[] margins, bool[] labels) = Rows();
        return Create(calibrator).Fit(margins, labels);
    }

    /// <summary>Margins that are twice too sure of themselves, with ties.</summary>
    private static (double[] Margins, bool[] Labels) Rows()
    {
        var random = new Random(7);
        double[] margins = [.. Enumerable.Range(0, 2000).Select(_ => Math.Round((random.NextDouble() * 12) - 8, 2))];
        return (margins, Array.ConvertAll(margins, margin => random.NextDouble() < LogOdds.ToProbability(margin / 2)));
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void A_constant_margin_has_the_share_of_frauds_and_others_stay_in_order(string calibrator)
    {
        foreach (double margin in new[] { -5, -0.1, -300.5, -1e-9 })
        {
            double[] margins = [.. Enumerable.Repeat(margin, 1000)];
            double[] weights = [.. Enumerable.Range(0, 1000).Select(row => 0.1 + (row % 7))];
            bool[] labels = [.. Enumerable.Range(0, 1000).Select(row => row % 4 == 0)];
            double share = weights.Where((_, row) => labels[row]).Sum() / weights.Sum();
            FittedCalibrator fitted = Create(calibrator).Fit(margins, labels, weights);
            // Temperature has no intercept: of a margin near 0 it can make no other probability than a half.
            if (margin < -1 || Create(calibrator).Name != "temperature")
                fitted.Calibrate(margin).ShouldBe(share, 0.002, $"margin {margin}");
            double[] around = [.. new[] { -800.0, margin - 1, margin, margin + 1, 800 }.Order().Select(fitted.Calibrate)];
            for (int i = 0; i < around.Length; i++)
            {
                around[i].ShouldBeInRange(0, 1);
                if (i > 0) around[i].ShouldBeGreaterThanOrEqualTo(around[i - 1]);
            }
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(-0.1)]
    [InlineData(1e6)]
    public void Platts_curve_over_a_constant_margin_stays_flat(double margin)
    {
        double[] margins = [.. Enumerable.Repeat(margin, 1000)], weights = [.. Enumerable.Range(0, 1000).Select(row => 0.1 + (row % 7))];
        bool[] labels = [.. Enumerable.Range(0, 1000).Select(row => row % 4 == 0)];
        FittedCalibrator curve = Calibrators.Platt().Fit(margins, labels, weights);
        foreach (double near in new[] { margin - 1, margin, margin + 1 }) curve.Calibrate(near).ShouldBe(0.25, 0.02);
    }
}
