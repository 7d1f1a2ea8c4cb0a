namespace FraudMl.Reporting;

/// <summary>The final evaluation in files, named as MLflow's evaluate names them; they belong to the experiment, not to the
/// winner's cross-validation.</summary>
internal static class TestArtifacts
{
    public static IEnumerable<ArtifactProduced> Of(WinnerFitted winner)
    {
        if (winner.Evaluation is not { } evaluation) return [];
        string name = $"{winner.Trial.Name} on test data";
        ScoredRows rows = evaluation.Rows;
        return
        [
            .. Artifact.Pngs(winner, null,
            [
                ("test/precision_recall_curve_plot.png", PrecisionRecallChart.Draw(name, rows, evaluation.Confusion)),
                ("test/roc_curve_plot.png", RocChart.Draw(name, rows, evaluation.Confusion)),
                ("test/calibration_curve_plot.png", CalibrationChart.Draw(name, rows)),
                ("test/lift_curve_plot.png", LiftChart.Draw(name, evaluation)),
                ("test/confusion_matrix.png", ConfusionMatrixChart.Draw(name, evaluation)),
                ("test/score_distribution.png", ScoreDistributionChart.Draw(name, rows, evaluation.Threshold)),
                ("test/threshold_costs.png", ThresholdCostsChart.Draw(name, evaluation)),
            ]),
            Artifact.Text(winner, "test/evaluation.json", "application/json", evaluation.ToJson() + "\n"),
        ];
    }
}
