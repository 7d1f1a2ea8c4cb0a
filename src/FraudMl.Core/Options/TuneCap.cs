namespace FraudMl.Options;

/// <summary>What the size of the data keeps a default search range below.</summary>
public enum TuneCap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The rows of the smallest training fold.</summary>
    Rows,

    /// <summary>Half of these rows: of two leaves, one has no more.</summary>
    HalfOfRows,

    /// <summary>The frauds of the smallest training fold but one: the neighbours that a fraud has among them.</summary>
    OtherFrauds,

    /// <summary>The features of the data.</summary>
    Features,
}
