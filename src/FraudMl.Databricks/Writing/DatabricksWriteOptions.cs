namespace FraudMl;

/// <summary>Options of <c>data.WriteToDatabricksAsync</c>.</summary>
public sealed record DatabricksWriteOptions : ValidatedOptions
{
    /// <value>The workspace. Default: that of the environment or of <c>.databrickscfg</c>.</value>
    public DatabricksOptions Connection { get; init; } = new();

    /// <value>Which writing this is, such as a day or a run: the same rows are written once for each. Default: none, the rows alone
    /// count.</value>
    public string? Key { get; init; }

    /// <value>Hears how far it is, on a thread of the pool. Default: nobody.</value>
    public Action<DatabricksProgress>? OnProgress { get; init; }
}
