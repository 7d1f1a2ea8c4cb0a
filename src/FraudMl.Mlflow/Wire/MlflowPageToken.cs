namespace FraudMl.Mlflow;

/// <param name="Offset">Rows before the page.</param>
/// <param name="OrderBy">The order the pages are cut from, where a page of another order is refused.</param>
internal sealed record MlflowPageToken(int? Offset, IReadOnlyList<MlflowLoggedModelOrder>? OrderBy = null);
