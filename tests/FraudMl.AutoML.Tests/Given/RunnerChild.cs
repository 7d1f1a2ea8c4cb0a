namespace FraudMl.Tests;

/// <summary>A study whose trials go through a runner, in a process of its own that tests kill, or its workers.</summary>
internal static class RunnerChild
{
    private static readonly Parameter<double> Ridge = Parameter.Number("ridge", 0.01, 100, Scale.Log);

    /// <summary>Runs six trials to their end; learners come into the folder.</summary>
    public static StudyHistory Run(ITrialRunner runner, string? journal, string folder)
    {
        using var study = new Study(ParameterSpace.Of(Ridge), new()
        {
            Journal = journal, Search = Search.Tpe(new() { StartupTrialCount = 2 }), Seed = 5,
            Objectives = [StudyObjective.Maximize("average_precision")],
        });
        return study.OptimizeAsync(TrialAsync, Budget.OfTrials(6)).GetAwaiter().GetResult();

        async Task<double> TrialAsync(StudyTrial trial)
        {
            FraudPipeline pipeline = Pipelines.With(new DeedTrainer(new()
            {
                Deed = trial.Number == 3 ? Deed.WaitForKill : Deed.Learn, Text = folder, Ridge = trial.Get(Ridge),
            }));
            var work = new TrialWork(
                new TrialInfo(trial.Number, pipeline.Name, TrialPhase.Tune, pipeline, new Dictionary<string, object>(), trial.Seed),
                Pipelines.Train, Folds.Stratified(3), [], 1);
            CrossValidationReport report = await runner.RunAsync(work, _ => TrialDirective.Continue, trial.CancellationToken);
            return report.Mean(Metrics.AveragePrecision);
        }
    }
}
