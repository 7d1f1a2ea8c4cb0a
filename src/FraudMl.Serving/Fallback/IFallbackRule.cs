namespace FraudMl.Serving;

/// <summary>Decides transactions when no model can: while none is loaded, and while the one in service takes too long.</summary>
public interface IFallbackRule
{
    /// <value>The columns it reads; a request without one is answered, and the rule finds it missing.</value>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Returns whether a transaction is to be stopped or reviewed; many at once, on the threads of the requests. When it throws,
    /// the transaction is flagged, and the failure is logged and counted (<c>fraudml.scoring.callback.failures</c>).</summary>
    /// <param name="row">The transaction.</param>
    bool ShouldFlag(FallbackRow row);
}

/// <summary>A rule in one function.</summary>
internal sealed class LambdaRule(IReadOnlyList<string> columns, Func<FallbackRow, bool> shouldFlag) : IFallbackRule
{
    public IReadOnlyList<string> Columns => columns;

    public bool ShouldFlag(FallbackRow row) => shouldFlag(row);

    public override string ToString() => $"a rule of {string.Join(", ", columns)}";
}
