namespace FraudMl;

/// <summary>
/// What becomes of a transaction that can't be decided: its probability is no number, or an input that the
/// decision reads is missing or absurd.
/// It never passes.
/// </summary>
public enum Undecidable
{
    /// <summary>It is flagged: somebody looks at it.</summary>
    Flag,

    /// <summary>Asking for the decision throws a <see cref="FraudMlException"/>; a server answers 422. An exported graph, which
    /// can't refuse, flags it.</summary>
    Refuse,
}
