namespace FraudMl;

/// <summary>A rule that flags transactions, fitted on out-of-fold probabilities.</summary>
public interface IDecisionRule : IPart
{
    /// <value>Whether labels are needed to fit it. Default true. A learner that needs none can be fitted on rows without labels only with a
    /// rule that needs none either.</value>
    bool NeedsLabels => true;

    /// <summary>Returns the same rule with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    new IDecisionRule With(ValidatedOptions options);

    IPart IPart.With(ValidatedOptions options) => With(options);

    /// <summary>Returns the costs of each row of a dataset, or null where the rule knows no costs.</summary>
    /// <param name="data">The dataset, with raw inputs.</param>
    CostTable? CostsOf(Dataset data);

    /// <summary>Fits the rule.</summary>
    /// <param name="outOfFold">Rows with out-of-fold probabilities, and costs where the rule knows them.</param>
    /// <param name="inputs">The raw inputs of the pipeline.</param>
    FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs);
}
