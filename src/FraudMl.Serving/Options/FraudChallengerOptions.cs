namespace FraudMl.Serving;

/// <summary>
/// A model that is tried beside the one in service; bound from the configuration section <c>FraudChallenger</c>, or
/// <c>FraudChallengers:NAME</c> for a model with a name, and checked at start.
/// </summary>
public sealed record FraudChallengerOptions : ValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FraudChallenger";

    /// <summary>The configuration section that has a section for each model with a name.</summary>
    public const string ChallengersSectionName = "FraudChallengers";

    /// <value>The model, for example <c>models:/creditcard-fraud@challenger</c>; looked up where the one in service is, and followed as
    /// often.</value>
    public string ModelUri { get; set; } = "";

    /// <value>How many rows may wait for the challenger, at least 1; more are dropped and counted, and no request waits. Default
    /// 10,000.</value>
    [Rule(AtLeast = 1)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <value>How many scored pairs wait for their labels, at least 1; the oldest are forgotten first. Labels need
    /// <see cref="FraudScoringOptions.IdColumn"/>. Default 100,000.</value>
    [Rule(AtLeast = 1)]
    public int PairCapacity { get; set; } = 100_000;

    /// <value>The share of entities, in [0, 1], that the challenger answers instead of the model in service: a canary. An entity that is in
    /// it stays when the share grows. Default 0: none.</value>
    [Rule(AtLeast = 0, AtMost = 1)]
    public double CanaryRatio { get; set; }

    /// <value>The column that names the entity, such as the card or the account; the model need not have it, and a request without it is
    /// not in the canary. Default null: <see cref="FraudScoringOptions.IdColumn"/>.</value>
    public string? EntityColumn { get; set; }

    /// <value>Columns that requests bring for the challenger alone; a request without them is scored, and the challenger finds them
    /// missing. Default none.</value>
    public IList<string> Columns { get; set; } = [];
}
