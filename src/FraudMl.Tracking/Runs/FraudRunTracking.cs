using System.Diagnostics.CodeAnalysis;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Fits and cross-validates in runs that can be run again, and runs them again.</summary>
public static class FraudRunTracking
{
    /// <summary>Fits a pipeline in a run, which keeps what it takes to fit it again to the same bits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="data">Labelled rows.</param>
    /// <param name="folds">The inner folds. Default: 5 stratified folds with the seed.</param>
    /// <param name="seed">The seed of everything random. Default 42.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from.</exception>
    /// <exception cref="MlflowException">Thrown when the store refuses what is logged, or is away.</exception>
    public static async Task<FraudModel> FitAsync(
        this MlflowActiveRun run, FraudPipeline pipeline, Dataset data, IFolds? folds = null, int seed = 42,
        CancellationToken cancellationToken = default)
    {
        folds ??= Folds.Stratified(5, seed);
        DatasetReference reference = await DescribeAsync(run, pipeline, data, cancellationToken).ConfigureAwait(false);
        await RunDefinition.LogFitAsync(run, pipeline, folds, reference, seed, cancellationToken).ConfigureAwait(false);
        var options = new FitOptions { Seed = seed, InnerFolds = folds };
        return await Task.Run(() => pipeline.Fit(data, options, cancellationToken: cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Cross-validates a pipeline in a run, which gets its metrics and keeps what it takes to do it
    /// again to the same bits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="data">Labelled rows.</param>
    /// <param name="folds">The fold scheme: for the folds, for the inner folds and for rows held back.</param>
    /// <param name="metrics">The metrics that each fold reports beside the usual ones. Default: none.</param>
    /// <param name="seed">The seed of everything random. Default 42.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from or has too few frauds for the folds.</exception>
    /// <exception cref="MlflowException">Thrown when the store refuses what is logged, or is away.</exception>
    public static async Task<CrossValidationReport> CrossValidateAsync(
        this MlflowActiveRun run,
        FraudPipeline pipeline,
        Dataset data,
        IFolds folds,
        IReadOnlyList<Metric>? metrics = null,
        int seed = 42,
        CancellationToken cancellationToken = default)
    {
        DatasetReference reference = await DescribeAsync(run, pipeline, data, cancellationToken).ConfigureAwait(false);
        await RunDefinition.LogCrossValidationAsync(run, pipeline, folds, reference, seed, metrics ?? [], cancellationToken)
            .ConfigureAwait(false);
        var options = new FitOptions { Seed = seed, InnerFolds = folds };
        CrossValidationReport report = await Task.Run(
            () => pipeline.CrossValidate(data, folds, metrics, options, cancellationToken: cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        foreach (FoldResult fold in report.Folds) run.Log(fold);
        run.Log(report);
        return report;
    }

    /// <summary>Returns what a run was made from: pipeline, folds, dataset and seed; for the run of an experiment,
    /// those of its winner.</summary>
    /// <param name="client">The store.</param>
    /// <param name="runId">The run: a trial of an experiment, the experiment itself, or one of <see cref="FitAsync"/> or
    /// <see cref="CrossValidateAsync"/>.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="FraudMlException">Thrown when the run does not say, or its pipeline is C# that only its process had.</exception>
    /// <exception cref="MlflowException">Thrown when the store does not have the run.</exception>
    public static async Task<TrialDefinition> ReadDefinitionAsync(this MlflowClient client, string runId,
        CancellationToken cancellationToken = default)
    {
        MlflowRun run = (await client.Runs.GetAsync(runId, cancellationToken).ConfigureAwait(false)).Run;
        return (await RunDefinition.ReadAsync(client, run, cancellationToken).ConfigureAwait(false)).Trial;
    }

    /// <summary>Runs a run again, from its pipeline, folds, dataset and seed, and compares what comes out with what it
    /// logged. Nothing is logged.</summary>
    /// <param name="client">The store.</param>
    /// <param name="runId">The run, as in <see cref="ReadDefinitionAsync"/>.</param>
    /// <param name="data">The training data, which must hold what it held then. Default: its file is read again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when the run does not say what it was made from, the data has changed or can't be opened again, or a part
    /// or metric is of a package that isn't here.
    /// </exception>
    /// <exception cref="MlflowException">Thrown when the store does not have the run.</exception>
    [RequiresUnreferencedCode(RunDefinition.Reflection), RequiresDynamicCode(RunDefinition.Reflection)]
    public static async Task<ReproducedRun> ReproduceAsync(
        this MlflowClient client, string runId, Dataset? data = null, CancellationToken cancellationToken = default)
    {
        MlflowRun run = (await client.Runs.GetAsync(runId, cancellationToken).ConfigureAwait(false)).Run;
        (TrialDefinition trial, bool isFit) = await RunDefinition.ReadAsync(client, run, cancellationToken).ConfigureAwait(false);
        Dataset rows = RowsOf(run, trial, data);
        if (!isFit)
        {
            CrossValidationReport report = await Task.Run(
                () => trial.CrossValidate(rows, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
            return new ReproducedRun(runId, trial) { Report = report, Differences = [.. RunComparison.Of(run, report)] };
        }

        FraudModel model = await Task.Run(() => trial.Fit(rows, cancellationToken: cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        IReadOnlyList<RunDifference>? differences = await RunComparison.OfAsync(client, run, model, rows, cancellationToken)
            .ConfigureAwait(false);
        return new ReproducedRun(runId, trial) { Model = model, Differences = differences ?? [], IsCompared = differences is not null };
    }

    private static async Task<DatasetReference> DescribeAsync(MlflowActiveRun run, FraudPipeline pipeline, Dataset data,
        CancellationToken cancellationToken)
    {
        DatasetReference reference = data.ToReference();
        await run.LogParamsAsync(PipelineParameters.Of(pipeline), cancellationToken).ConfigureAwait(false);
        await run.SetTagsAsync(RunTags.Of(pipeline), cancellationToken).ConfigureAwait(false);
        await run.LogInputAsync(DatasetDescription.Of(data, reference), "training", cancellationToken).ConfigureAwait(false);
        return reference;
    }

    private static Dataset RowsOf(MlflowRun run, TrialDefinition trial, Dataset? data)
    {
        try
        {
            return data is null ? trial.Data.Open() : trial.Data.Require(data);
        }
        catch (FraudMlException error)
        {
            string way = data is null ? " Where the same rows can be read in another way, give them: ReproduceAsync(runId, data)." : "";
            throw new FraudMlException($"The run {run.Info.RunId} can't be run again: {error.Message}{way}", error);
        }
    }
}
