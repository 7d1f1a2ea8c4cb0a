using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public class CalibrationGoldenTests
{
    private static readonly JsonObject File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine("Golden", "calibration.json")))!
        .AsObject();

    [Fact]
    public void Platt_equals_the_golden_fits()
    {
        JsonNode[] cases = Cases("platt");
        cases.Length.ShouldBe(18);
        foreach (JsonNode golden in cases)
        {
            string name = (string)golden["name"]!;
            JsonNode expected = golden["expected"]!;
            FittedCalibrator fitted = Calibrators.Platt().Fit(Doubles(golden["score"]), GoldenMetrics.Labels(golden["y"]!),
                Doubles(golden["weight"]));
            var platt = fitted.ShouldBeOfType<PlattCalibration>();
            double slope = -(double)expected["a"]!, intercept = -(double)expected["b"]!;
            Math.Abs(platt.Slope - slope).ShouldBeLessThanOrEqualTo(1e-6 * Math.Abs(slope), name);
            Math.Abs(platt.Intercept - intercept).ShouldBeLessThanOrEqualTo(1e-6 * Math.Max(1, Math.Abs(intercept)), name);
            ShouldMap(fitted, expected["query"]!, expected["probability"]!, name, 1e-6);
        }
    }

    [Fact]
    public void Isotonic_equals_the_golden_fits()
    {
        JsonNode[] cases = Cases("isotonic");
        cases.Length.ShouldBe(18);
        foreach (JsonNode golden in cases)
        {
            string name = (string)golden["name"]!;
            JsonNode expected = golden["expected"]!;
            double[] x = Doubles(golden["x"]), y = Doubles(golden["y"]);
            double[] weights = golden["weight"] is null ? [.. x.Select(_ => 1.0)] : Doubles(golden["weight"]);
            // A falling fit is a rising one of the mirrored axis.
            double sign = (bool)golden["increasing"]! ? 1 : -1;
            IsotonicCalibration fitted = PoolAdjacentViolators.Fit([.. x.Select(value => sign * value)], y, weights);
            IEnumerable<double> knots = fitted.Margins.Select(margin => sign * margin), values = fitted.Probabilities;
            (sign > 0 ? knots : knots.Reverse()).ToArray().ShouldMatch(expected["x_thresholds"]!, name);
            (sign > 0 ? values : values.Reverse()).ToArray().ShouldMatch(expected["y_thresholds"]!, name);
            x.Select(value => fitted.Calibrate(sign * value)).ToArray().ShouldMatch(expected["fitted"]!, name);
            Doubles(expected["query"]).Select(value => fitted.Calibrate(sign * value)).ToArray().ShouldMatch(expected["predicted"]!, name);
        }
    }

    [Fact]
    public void Undersampling_correction_equals_the_golden_formula()
    {
        JsonNode[] cases = Cases("undersampling_correction");
        cases.Length.ShouldBe(6);
        foreach (JsonNode golden in cases)
        {
            double beta = (double)golden["beta"]!, original = 0.01;
            double trained = original / (original + beta * (1 - original));
            ShouldCorrect(new PriorShift(original, trained, isExact: true), golden["p_s"]!, golden["expected"]!, $"beta {beta}");
        }
    }

    [Fact]
    public void Prior_shift_equals_the_golden_formula()
    {
        JsonNode[] cases = Cases("prior_shift");
        cases.Length.ShouldBe(5);
        foreach (JsonNode golden in cases)
        {
            var shift = new PriorShift((double)golden["prior_deploy"]!, (double)golden["prior_train"]!, isExact: true);
            Math.Exp(shift.LogOddsOffset).ShouldMatch((double)golden["odds_factor"]!, "odds factor");
            ShouldCorrect(shift, golden["p"]!, golden["expected"]!, $"{shift}");
        }
    }

    [Fact]
    public void Temperature_equals_the_golden_fits()
    {
        JsonNode[] cases = Cases("temperature");
        cases.Length.ShouldBe(2);
        foreach (JsonNode golden in cases)
        {
            JsonNode expected = golden["expected"]!;
            FittedCalibrator fitted = Calibrators.Temperature().Fit(Doubles(golden["margin"]), GoldenMetrics.Labels(golden["y"]!));
            fitted.ShouldBeOfType<TemperatureCalibration>().Temperature
                .ShouldMatch((double)(expected["temperature"] ?? expected["T"])!, "temperature", 1e-6);
        }
    }

    [Fact]
    public void Both_undersampling_formulas_are_one_map()
    {
        JsonNode[] cases = Cases("correction_equivalence");
        cases.Length.ShouldBe(2);
        foreach (JsonNode golden in cases)
            ShouldCorrect(new PriorShift((double)golden["prior_true"]!, (double)golden["prior_train"]!, isExact: true), golden["p_s"]!,
                golden["by_beta"]!, (string)golden["name"]!);
    }

    private static void ShouldCorrect(PriorShift shift, JsonNode probabilities, JsonNode want, string what)
    {
        FittedCalibrator correction = shift.ToCalibrator();
        Doubles(probabilities).Select(p => correction.Calibrate(LogOdds.Of(p))).ToArray().ShouldMatch(want, what);
    }

    private static void ShouldMap(FittedCalibrator fitted, JsonNode query, JsonNode want, string name, double tolerance)
    {
        double[] margins = Doubles(query), wanted = Doubles(want), got = new double[margins.Length];
        fitted.Calibrate(margins, got);
        for (int i = 0; i < got.Length; i++) got[i].ShouldMatch(wanted[i], name, tolerance);
    }

    private static JsonNode[] Cases(string section) => [.. File[section]!.AsArray().Select(node => node!)];

    private static double[] Doubles(JsonNode? array) => array is null ? [] : GoldenMetrics.Doubles(array);
}
