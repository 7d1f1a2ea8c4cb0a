namespace FraudMl;

/// <summary>What a category that training did not see becomes.</summary>
public enum UnknownCategory
{
    /// <summary>All indicators 0.</summary>
    Ignore,

    /// <summary>An error that names the column.</summary>
    Error,

    /// <summary>The indicator that infrequent categories share; all indicators 0 where no category is infrequent.</summary>
    Infrequent,
}
