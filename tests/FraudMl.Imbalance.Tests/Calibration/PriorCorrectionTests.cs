namespace FraudMl.Tests;

/// <summary>What docs/imbalance.md says of probabilities after resampling, on rows the model has not seen.</summary>
public sealed class PriorCorrectionTests
{
    private static readonly Dataset Train = Datasets.Of(Rows.Random(frauds: 400, legitimate: 39_600, shift: 1, seed: 1));
    private static readonly Dataset Test = Datasets.Of(Rows.Random(frauds: 400, legitimate: 39_600, shift: 1, seed: 2));

    [Fact]
    public void Undersampling_to_one_to_one_keeps_its_ranking_and_gets_its_calibration_back()
    {
        FraudModel model = Fit(Resamplers.RandomUnder());
        ScoredRows corrected = model.ScoredRowsOf(Test);
        double offset = Math.Log(400.0 / 39_600);
        double[] raw = [.. corrected.Scores.ToArray().Select(p => 1 / (1 + Math.Exp(-(Math.Log(p / (1 - p)) - offset))))];
        var uncorrected = new ScoredRows(corrected.Labels, raw);
        Metrics.ExpectedCalibrationError.Compute(uncorrected).ShouldBeGreaterThan(0.15);
        Metrics.ExpectedCalibrationError.Compute(corrected).ShouldBeLessThan(0.004);
        Metrics.AveragePrecision.Compute(corrected).ShouldBe(Metrics.AveragePrecision.Compute(uncorrected), 1e-12);
    }

    [Fact]
    public void Synthetic_rows_need_a_calibrator_fitted_on_untouched_rows()
    {
        FraudModel calibrated = new FraudPipelineBuilder().Resample(Resamplers.BorderlineSmote()).Train(new NewtonTrainer())
            .Calibrate(Calibrators.Platt()).Build().Fit(Train);
        Metrics.ExpectedCalibrationError.Compute(calibrated.ScoredRowsOf(Test)).ShouldBeLessThan(0.004);
    }

    private static FraudModel Fit(IResampler resampler) =>
        new FraudPipelineBuilder().Resample(resampler).Train(new NewtonTrainer()).Build().Fit(Train);
}
