namespace FraudMl.Reporting;

/// <summary>The curves of a trial, from its out-of-fold scores.</summary>
internal static class TrialArtifacts
{
    public static IEnumerable<ArtifactProduced> Of(TrialCompleted trial)
    {
        string name = trial.Trial.Name;
        ScoredRows rows = trial.Report.OutOfFold;
        return rows.Count == 0 ? [] : Artifact.Pngs(trial, trial.Trial,
        [
            ("curves/precision_recall_curve_plot.png", PrecisionRecallChart.Draw(name, rows)),
            ("curves/roc_curve_plot.png", RocChart.Draw(name, rows)),

            // A calibrator is fitted after the folds: their scores say nothing of what would be deployed.
            ("curves/calibration_curve_plot.png", trial.Trial.Pipeline.Calibrator is null ? CalibrationChart.Draw(name, rows) : null),
        ]);
    }
}
