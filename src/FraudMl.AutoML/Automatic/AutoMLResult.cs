using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FraudMl;

/// <summary>What came out of the one call.</summary>
public sealed record AutoMLResult
{
    private readonly PreparedData _data;

    internal AutoMLResult(PreparedData data) => _data = data;

    /// <value>The fitted model, with calibrator and decision.</value>
    public required FraudModel Model { get; init; }

    /// <value>The pipeline that it was fitted by.</value>
    public required FraudPipeline Pipeline { get; init; }

    /// <value>How pipelines were validated, and how the model's out-of-fold scores were made.</value>
    public required IFolds Folds { get; init; }

    /// <value>Every trial, with the cross-validation of each.</value>
    public required ExperimentResult Experiment { get; init; }

    /// <value>What was done, what was left out and why, one sentence each.</value>
    public required IReadOnlyList<string> Story { get; init; }

    /// <value>The features over the past of each entity that were added to the data; empty for none.</value>
    public IReadOnlyList<EntityWindows> Windows => _data.Windows;

    /// <summary>Returns rows with what was added to the training rows, so that the model can score or evaluate them: windows, whose history
    /// is that of the training rows and of the rows themselves. Without windows the rows as they are.</summary>
    /// <param name="rows">Rows with the columns of the training data, later than these.</param>
    /// <exception cref="FraudMlException">Thrown when columns are missing, or labels that windows follow.</exception>
    public Dataset Prepare(Dataset rows) => _data.Prepare(rows);

    /// <summary>Returns C# that makes the model again, to paste and to edit: windows, pipeline, folds and fit.</summary>
    /// <remarks><c>transactions</c> stands for the data that the call was given. Only options that differ from their defaults are
    /// written.</remarks>
    /// <exception cref="FraudMlException">Thrown when a part can't be written, such as one of a package that has no catalogue
    /// method.</exception>
    [RequiresUnreferencedCode("Parts are written by reflection."), RequiresDynamicCode("Parts are written by reflection.")]
    public string ToCSharp() => string.Create(CultureInfo.InvariantCulture, $$"""
        Dataset data = {{_data.ToCSharp("transactions")}};
        FraudPipeline pipeline = {{Pipeline.ToDefinition().ToCSharp()}};
        IFolds folds = {{Folds.ToDefinition().ToCSharp()}};
        FraudModel model = pipeline.Fit(data, new() { Seed = {{Experiment.BestTrial.Seed}}, InnerFolds = folds });
        """);

    /// <summary>Returns the story.</summary>
    public override string ToString() => string.Concat(Story.Select(sentence => $"{sentence}\n"));
}
