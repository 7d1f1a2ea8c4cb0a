namespace FraudMl;

/// <summary>A step of feature engineering, not yet fitted.</summary>
public interface IFeatureStep : IPart
{
    /// <value>The columns that it was told to work on; null where it isn't told any. Default null.</value>
    Columns? Columns => null;

    /// <value>Whether training rows get other values than rows that are scored, because labels go into them. Default false.</value>
    bool IsCrossFitted => false;

    /// <value>Whether the training rows decide which columns it writes or ends, not the schema alone. Default false.</value>
    bool ChoosesColumns => false;

    /// <value>Texts that it compares with: the model tells them from unseen ones although no training row may
    /// have them. Default none.</value>
    IReadOnlyList<KeyValuePair<string, string>> Texts => [];

    /// <summary>Returns the same step with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    new IFeatureStep With(ValidatedOptions options);

    IPart IPart.With(ValidatedOptions options) => With(options);

    /// <summary>Learns from training rows only.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="context">Seed and folds.</param>
    /// <exception cref="FraudMlException">Thrown when a column is missing or of the wrong kind.</exception>
    IFittedStep Fit(TrainingRows rows, StepContext context);

    /// <summary>Learns from training rows and writes its columns for them into the block.</summary>
    /// <remarks>Cross-fitted encoders override it: they give training rows other values than rows that are scored.</remarks>
    /// <param name="rows">The training rows.</param>
    /// <param name="context">Seed and folds.</param>
    IFittedStep FitTransform(TrainingRows rows, StepContext context)
    {
        IFittedStep fitted = Fit(rows, context);
        rows.Block.Reserve(rows.Schema.After(fitted));
        fitted.Transform(rows.Block);
        return fitted;
    }
}
