namespace FraudMl;

/// <summary>Options of one-hot encoding.</summary>
public sealed record OneHotOptions : EncoderOptions
{
    /// <value>What a category that training did not see becomes. Default <see cref="UnknownCategory.Ignore"/>.</value>
    public UnknownCategory Unknown { get; init; } = UnknownCategory.Ignore;

    /// <value>The training rows below which a category is infrequent: all infrequent ones share an indicator, the
    /// last. Default 1: none is.</value>
    [Rule(AtLeast = 1), Tune(1, 100, Scale.Log)]
    public int MinimumCount { get; init; } = 1;

    /// <value>The same as a share of the training rows, in [0, 1). Default 0: none is.</value>
    [Rule(AtLeast = 0, Below = 1), Tune(0, 0.05)]
    public double MinimumShare { get; init; }

    /// <value>The most indicators of a column, that of the infrequent categories included: the rarest join those. At least 1;
    /// default null, no limit.</value>
    [Rule(AtLeast = 1)]
    public int? MaximumIndicatorCount { get; init; }

    /// <value>Which category gets no indicator. Default <see cref="DroppedCategory.None"/>.</value>
    public DroppedCategory Drop { get; init; } = DroppedCategory.None;

    /// <value>The most indicators that a column may end up with; more is an error that names it. Default 1000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumCategoryCount { get; init; } = 1000;
}
