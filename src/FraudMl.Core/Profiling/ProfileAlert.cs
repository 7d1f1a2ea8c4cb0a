namespace FraudMl;

/// <summary>Something about the data that is worth a look before training.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">The column; null where it is about whole rows.</param>
/// <param name="Value">The figure that set it off: a share, a count, an index or a correlation.</param>
/// <param name="Message">The finding in one sentence, without row contents.</param>
public sealed record ProfileAlert(ProfileAlertKind Kind, string? Column, double Value, string Message);
