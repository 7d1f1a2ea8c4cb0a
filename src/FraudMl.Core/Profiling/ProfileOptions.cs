namespace FraudMl;

/// <summary>How finely a profile looks, and from where on it warns.</summary>
public sealed record ProfileOptions : ValidatedOptions
{
    /// <value>The number column that holds the money; null takes the first one whose name contains <c>amount</c> or
    /// <c>amt</c>. Default null.</value>
    public string? Amount { get; init; }

    /// <value>Bins of equal size that fraud rates are taken over. Default 10.</value>
    [Rule(AtLeast = 2, AtMost = 100)]
    public int BinCount { get; init; } = 10;

    /// <value>Bins of equal width of a histogram. Default 40.</value>
    [Rule(AtLeast = 2, AtMost = 200)]
    public int HistogramBinCount { get; init; } = 40;

    /// <value>The most frequent texts shown of a text column; the others are one bin. Default 10.</value>
    [Rule(AtLeast = 1, AtMost = 1000)]
    public int TopTextCount { get; init; } = 10;

    /// <value>Whether the texts of text columns are listed; false counts them only, as keys and ignored columns
    /// always are. Default true.</value>
    public bool ListTexts { get; init; } = true;

    /// <value>Number columns, and text columns, that are set against each other; those after them are left out. Default 100.</value>
    [Rule(AtLeast = 2, AtMost = 1000)]
    public int CorrelationColumnCount { get; init; } = 100;

    /// <value>The share of missing values from which on <see cref="ProfileAlertKind.Missing"/> warns. Default 0.2.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double MissingLimit { get; init; } = 0.2;

    /// <value>The magnitude of a correlation from which on <see cref="ProfileAlertKind.HighCorrelation"/> warns. Default 0.95.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double CorrelationLimit { get; init; } = 0.95;

    /// <value>The magnitude of the skewness above which <see cref="ProfileAlertKind.Skewed"/> warns. Default 20.</value>
    [Rule(Above = 0)]
    public double SkewnessLimit { get; init; } = 20;

    /// <value>The number of distinct texts above which <see cref="ProfileAlertKind.HighCardinality"/> warns. Default 50.</value>
    [Rule(AtLeast = 1)]
    public int CardinalityLimit { get; init; } = 50;

    /// <value>The share of the rows below which a text is a <see cref="ProfileAlertKind.RareLevel"/>. Default 0.001.</value>
    [Rule(Above = 0, Below = 1)]
    public double RareLimit { get; init; } = 0.001;

    /// <value>The ROC-AUC of a column alone, or of its reverse, above which <see cref="ProfileAlertKind.LeakSuspect"/> warns. Default
    /// 0.98.</value>
    [Rule(Above = 0.5, Below = 1)]
    public double LeakLimit { get; init; } = 0.98;

    /// <value>The population stability index above which <see cref="ProfileAlertKind.Drift"/> warns. Default 0.25.</value>
    [Rule(Above = 0)]
    public double DriftLimit { get; init; } = 0.25;
}
