using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>
/// A trial as data: pipeline, folds, dataset and seed, all it takes to run it here, in another process or on another
/// machine to the same bits. It has no row and nothing fitted.
/// </summary>
public sealed record TrialDefinition
{
    private const int CurrentVersion = 1;

    /// <value>The version of the format, 1.</value>
    public int Version { get; init; } = CurrentVersion;

    /// <value>The pipeline.</value>
    public required PipelineDefinition Pipeline { get; init; }

    /// <value>The fold scheme: for the folds, for the inner folds and for rows held back.</value>
    public required FoldsDefinition Folds { get; init; }

    /// <value>The training data.</value>
    public required DatasetReference Data { get; init; }

    /// <value>The seed of everything random.</value>
    public required int Seed { get; init; }

    /// <value>The names of the metrics that each fold reports beside the usual ones. Default none.</value>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <value>The share of the legitimate training rows that the learner sees in a cross-validation, in (0, 1]. Default 1: all.</value>
    public double RowShare { get; init; } = 1;

    /// <summary>Cross-validates the pipeline, as the trial did.</summary>
    /// <param name="data">The training data, which must be what is referred to. Default: it is opened again.</param>
    /// <param name="threadCount">The most threads used; the result does not depend on it. Default: the processors of the machine.</param>
    /// <param name="progress">Called as by <see cref="FraudPipeline.CrossValidate"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when the data differs or can't be opened, a kind or metric is of a package that isn't here, or
    /// the data can't be learned from.
    /// </exception>
    /// <exception cref="TrialStoppedException">Thrown when <paramref name="progress"/> said so.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public CrossValidationReport CrossValidate(
        Dataset? data = null,
        int? threadCount = null,
        Func<FitProgress, TrialDirective>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (FraudPipeline pipeline, IFolds folds, FitOptions options) = Live(threadCount);
        Metric[] metrics = [.. Metrics.Select(FraudMl.Metrics.Named)];
        return pipeline.CrossValidate(Rows(data), folds, metrics, options with { RowShare = RowShare }, progress, cancellationToken);
    }

    /// <summary>Fits the pipeline on all rows, with calibrator and decision.</summary>
    /// <param name="data">The training data, which must be what is referred to. Default: it is opened again.</param>
    /// <param name="threadCount">The most threads used; the result does not depend on it. Default: the processors of the machine.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when the data differs or can't be opened, a kind is of a package that isn't here, or the data can't be learned from.
    /// </exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public FraudModel Fit(Dataset? data = null, int? threadCount = null, CancellationToken cancellationToken = default)
    {
        (FraudPipeline pipeline, _, FitOptions options) = Live(threadCount);
        return pipeline.Fit(Rows(data), options, cancellationToken: cancellationToken);
    }

    /// <summary>Returns the definition as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrialJson.Default.TrialDefinition);

    /// <summary>Reads a definition; nothing in it is run or opened.</summary>
    /// <param name="json">What <see cref="ToJson"/> returned.</param>
    /// <exception cref="FraudMlException">Thrown when it is no definition.</exception>
    public static TrialDefinition FromJson(string json) => DefinedParts.Read(json, TrialJson.Default.TrialDefinition, "trial");

    // What can be told to be wrong at once comes before the data is read.
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    private (FraudPipeline Pipeline, IFolds Folds, FitOptions Options) Live(int? threadCount)
    {
        DefinedParts.RequireVersion(Version, CurrentVersion, "trial");
        IFolds folds = Folds.ToFolds();
        var options = new FitOptions { Seed = Seed, InnerFolds = folds };
        return (Pipeline.ToPipeline(), folds, threadCount is { } threads ? options with { ThreadCount = threads } : options);
    }

    private Dataset Rows(Dataset? data) => data is null ? Data.Open() : Data.Require(data);

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>Adds definitions to trials.</summary>
public static class TrialDefinitions
{
    extension(TrialWork work)
    {
        /// <summary>Returns the trial as data, for a runner that sends it elsewhere.</summary>
        /// <exception cref="FraudMlException">Thrown when a part can't be data, such as a learner made of C# that only
        /// this process has.</exception>
        [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
        public TrialDefinition ToDefinition() => new()
        {
            Pipeline = work.Trial.Pipeline.ToDefinition(),
            Folds = work.Folds.ToDefinition(),
            Data = work.Data.ToReference(),
            Seed = work.Trial.Seed,
            Metrics = [.. work.Metrics.Select(metric => metric.Name).Distinct()],
            RowShare = work.RowShare,
        };
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    WriteIndented = true,
    UseStringEnumConverter = true,
    MaxDepth = OptionsJson.MaxDepth,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrialDefinition))]
internal sealed partial class TrialJson : JsonSerializerContext;
