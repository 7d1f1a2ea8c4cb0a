namespace FraudMl;

/// <summary>How far a search goes.</summary>
internal enum Scan
{
    /// <summary>Until the nearest rows are known.</summary>
    Exact,

    /// <summary>Only the leaf that a query falls into: some near rows, an upper bound of the nearest.</summary>
    HomeLeaf,

    /// <summary>Until as many rows as asked are nearer than the bound; which ones is open.</summary>
    UntilFull,
}
