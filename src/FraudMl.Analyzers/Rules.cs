using Microsoft.CodeAnalysis;

namespace FraudMl.Analyzers;

/// <summary>The rules by number: what is told, and how severely. Each has a section of the page that it links to.</summary>
internal static class Rules
{
    // The site has no address yet: the page stands in the repository.
    private const string Page = "docs/analyzers.md#";

    public static readonly DiagnosticDescriptor EvaluatedOnTraining = Mistake("FRAUD001", "Evaluating on rows of the training",
        "The model was fitted on '{0}' and knows rows of '{1}' by heart: evaluate on rows held out");

    public static readonly DiagnosticDescriptor TrainedOnTest = Mistake("FRAUD002", "Training or tuning on the test rows",
        "'{0}' are the test rows of a split: {1} on them leaves nothing to judge the result by; use the training rows");

    public static readonly DiagnosticDescriptor ThresholdFromTest = Mistake("FRAUD003", "A threshold chosen on the rows it is judged by",
        "The threshold comes from an evaluation of the rows held out, which then no longer judge it; let the pipeline choose it from "
        + "out-of-fold scores, by DecideBy(Thresholds.BestFBeta())");

    public static readonly DiagnosticDescriptor NotAwaited = Mistake("FRAUD004", "An experiment that nobody awaits",
        "Nobody awaits {0}: its result and its error are lost, and the process may end before it does");

    public static readonly DiagnosticDescriptor ResultDropped = Mistake("FRAUD005", "The result of an immutable thing is dropped",
        "{0} leaves the {1} as it is and returns another, which nobody takes: this line does nothing");

    public static readonly DiagnosticDescriptor WindowsAfterSplit = Mistake("FRAUD006", "Windows after the split",
        "'{0}' is a part of a split: its first rows have lost the history before them; call WithWindows before the split, it looks backward only");

    public static readonly DiagnosticDescriptor LabelAsFeature = Mistake("FRAUD007", "The label among the features",
        "'{0}' is the label and a feature: the model would be told the answer");

    public static readonly DiagnosticDescriptor TimeAsFeature = Mistake("FRAUD008", "A timestamp left as a feature",
        "'{0}' is a time and a feature, and no member of {1} is the time of the event: rows can't be split by time; give it [RowTimestamp], or "
        + "[RowFeature] where it is a feature on purpose");

    public static readonly DiagnosticDescriptor FoldsIgnoreEntity = Mistake("FRAUD009", "Folds that ignore time and entity",
        "The rows have {0}, and {1} puts an entity's rows on both sides of a fold: scores are better than they will be; use {2}");

    public static readonly DiagnosticDescriptor AccuracyOptimized = Mistake("FRAUD010", "Accuracy as the goal",
        "Accuracy is best where nothing is flagged, as frauds are rare: {0} by Metrics.AveragePrecision");

    public static readonly DiagnosticDescriptor Unseeded = Mistake("FRAUD011", "Randomness without a seed",
        "{0} makes {1} give another result in each run; take the seed of the context that the method is given");

    public static readonly DiagnosticDescriptor SessionNotDisposed = Mistake("FRAUD012", "A scoring session that is not given back",
        "The session '{0}' is never disposed: its buffers don't go back to the model, and each request allocates new ones");

    public static readonly DiagnosticDescriptor ResampledBeforeSplit = Mistake("FRAUD013", "Resampling before the split",
        "Rows that are resampled by hand before {0} stand in training and validation: the model is asked about what it has learned by heart; give the "
        + "resampler to the pipeline, which resamples the training rows of each fold only");

    public static readonly DiagnosticDescriptor NotPartial = Row("FRAUD101", "A row that is not partial",
        "{0} must be partial, so that the code that reads its rows can be added");

    public static readonly DiagnosticDescriptor NoRow = Row("FRAUD102", "A type that can't be a row",
        "{0} can't be a [FraudRow]: it is {1}");

    public static readonly DiagnosticDescriptor NoColumn = Row("FRAUD103", "A property that can't be a column",
        "'{0}' is a {1}, which can't be a column; give numbers, booleans, texts, enums, dates or durations, or leave it out by [RowIgnored]");

    public static readonly DiagnosticDescriptor RoleTwice = Row("FRAUD104", "A role that two properties have",
        "'{0}' is a second {1} of {2}, which has one at most");

    public static readonly DiagnosticDescriptor NameTwice = Row("FRAUD105", "A column name that two properties have",
        "The column '{0}' has two properties; give one of them another [RowName]");

    public static readonly DiagnosticDescriptor RoleUnfit = Row("FRAUD106", "A role that does not fit the property",
        "'{0}' can't be {1}: {2}");

    public static readonly DiagnosticDescriptor NoColumns = Row("FRAUD107", "A row without columns",
        "{0} has no public property with a getter, so its rows have no columns");

    /// <value>The mistakes of whole bodies, which <see cref="MistakeAnalyzer"/> looks for.</value>
    public static IReadOnlyList<DiagnosticDescriptor> OfBodies { get; } =
    [
        EvaluatedOnTraining, TrainedOnTest, ThresholdFromTest, NotAwaited, ResultDropped, WindowsAfterSplit, LabelAsFeature,
        FoldsIgnoreEntity,
        AccuracyOptimized, Unseeded, SessionNotDisposed, ResampledBeforeSplit,
    ];

    /// <value>The rules whose diagnostics may carry a fix.</value>
    public static IReadOnlyList<DiagnosticDescriptor> Fixable { get; } =
        [.. OfBodies.Where(rule => rule != ResampledBeforeSplit), TimeAsFeature, NotPartial];

    private static DiagnosticDescriptor Mistake(string id, string title, string message) =>
        new(id, title, message, "FraudMl.Mistakes", DiagnosticSeverity.Warning, isEnabledByDefault: true,
            helpLinkUri: Page + id.ToLowerInvariant());

    private static DiagnosticDescriptor Row(string id, string title, string message) =>
        new(id, title, message, "FraudMl.Rows", DiagnosticSeverity.Error, isEnabledByDefault: true,
            helpLinkUri: Page + id.ToLowerInvariant());
}
