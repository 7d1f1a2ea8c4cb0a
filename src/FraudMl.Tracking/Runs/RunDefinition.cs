using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Keeps with a run what it takes to run it again: pipeline, folds and dataset as files, seed and metrics as tags.</summary>
internal static class RunDefinition
{
    private const string PipelineFile = "pipeline.json", CodeFile = "pipeline.cs", FoldsFile = "folds.json", DatasetFile = "dataset.json";
    private const string WorkTag = "fraudml.work", VersionTag = "fraudml.version", LiveTag = "fraudml.not_reproducible";
    private const string SeedTag = "fraudml.seed", MetricsTag = "fraudml.metrics";
    public const string Reflection = "Pipelines are read and written by reflection.";
    private const string CrossValidation = "cross-validation", Fit = "fit";

    /// <summary>Logs what a fit is made from.</summary>
    public static Task LogFitAsync(
        MlflowActiveRun run, FraudPipeline pipeline, IFolds folds, DatasetReference data, int seed, CancellationToken cancellationToken) =>
        LogAsync(run, pipeline, folds, data, TagsOf(Fit, seed), cancellationToken);

    /// <summary>Logs what a cross-validation is made from.</summary>
    public static Task LogCrossValidationAsync(
        MlflowActiveRun run,
        FraudPipeline pipeline,
        IFolds folds,
        DatasetReference data,
        int seed,
        IReadOnlyList<Metric> metrics,
        CancellationToken cancellationToken)
    {
        Dictionary<string, string> tags = TagsOf(CrossValidation, seed);
        tags[MetricsTag] = string.Join(", ", metrics.Select(metric => metric.Name).Distinct());
        return LogAsync(run, pipeline, folds, data, tags, cancellationToken);
    }

    /// <summary>Reads what a run was made from, and whether that was a cross-validation or a fit.</summary>
    /// <exception cref="FraudMlException">Thrown when it does not say.</exception>
    public static async Task<(TrialDefinition Trial, bool IsFit)> ReadAsync(MlflowClient client, MlflowRun run, CancellationToken cancellationToken)
    {
        string id = run.Info.RunId;
        if (TagOf(LiveTag) is { } live) throw new FraudMlException($"The run {id} can't be run again: {live}");
        if (TagOf(WorkTag) is not (CrossValidation or Fit)) throw Missing(id, $"tag {WorkTag}");
        if (!int.TryParse(TagOf(SeedTag), NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed)) throw Missing(id, $"tag {SeedTag}");
        var trial = new TrialDefinition
        {
            Pipeline = PipelineDefinition.FromJson(await ReadAsync(PipelineFile).ConfigureAwait(false)),
            Folds = FoldsDefinition.FromJson(await ReadAsync(FoldsFile).ConfigureAwait(false)),
            Data = DatasetReference.FromJson(await ReadAsync(DatasetFile).ConfigureAwait(false)),
            Seed = seed,
            Metrics = TagOf(MetricsTag)?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        return (trial, TagOf(WorkTag) == Fit);

        string? TagOf(string key) => run.Data.Tags.FirstOrDefault(tag => tag.Key == key)?.Value;

        async Task<string> ReadAsync(string file)
        {
            try
            {
                return await client.Artifacts.ReadTextAsync($"runs:/{id}/{file}", cancellationToken).ConfigureAwait(false);
            }
            catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
            {
                throw Missing(id, file);
            }
        }
    }

    private static async Task LogAsync(
        MlflowActiveRun run,
        FraudPipeline pipeline,
        IFolds folds,
        DatasetReference data,
        Dictionary<string, string> tags,
        CancellationToken cancellationToken)
    {
        Dictionary<string, string> files = new() { [DatasetFile] = data.ToJson() };
        if (Problem(pipeline, folds, files) is { } problem) tags[LiveTag] = problem;
        await run.SetTagsAsync(tags, cancellationToken).ConfigureAwait(false);
        foreach ((string file, string text) in files) await run.LogTextAsync(file, text, cancellationToken).ConfigureAwait(false);
    }

    private static Dictionary<string, string> TagsOf(string work, int seed) => new()
    {
        [WorkTag] = work,
        [SeedTag] = seed.ToString(CultureInfo.InvariantCulture),
        [VersionTag] = typeof(FraudPipeline).Assembly.GetName().Version!.ToString(3),
    };

    // Returns what keeps pipeline and folds from being data; null when they are among the files.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Options keep their properties in a trimmed app; a part is not made here.")]
    private static string? Problem(FraudPipeline pipeline, IFolds folds, Dictionary<string, string> files)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            return "It was tracked by an app that is compiled ahead of time, where pipelines, which are written by reflection, can't be data.";
        try
        {
            PipelineDefinition definition = pipeline.ToDefinition();
            files[FoldsFile] = folds.ToDefinition().ToJson();
            files[PipelineFile] = definition.ToJson();
            if (CodeOf(definition) is { } code) files[CodeFile] = code;
            return null;
        }
        catch (FraudMlException error)
        {
            return error.Message;
        }
    }

    // A part without a catalogue method is data all the same.
    [RequiresUnreferencedCode(Reflection), RequiresDynamicCode(Reflection)]
    private static string? CodeOf(PipelineDefinition definition)
    {
        try
        {
            return $"FraudPipeline pipeline = {definition.ToCSharp()};\n";
        }
        catch (FraudMlException)
        {
            return null;
        }
    }

    private static FraudMlException Missing(string run, string what) => new(
        $"The run {run} can't be run again: it has no {what}. Trials of an experiment that MlflowObserver sees, run.FitAsync and run.CrossValidateAsync "
        + "log what it takes, unless the store was away when they began.");
}
