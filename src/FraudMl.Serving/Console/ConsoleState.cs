namespace FraudMl.Serving;

/// <summary>What the console shows.</summary>
internal sealed record ConsoleState(IReadOnlyList<ConsoleModel> Models);

/// <summary>A served model on the console; name and version are null until it is loaded.</summary>
internal sealed record ConsoleModel(
    string Key,
    string Title,
    string? Name,
    string? Version,
    string? Since,
    bool IsHealthy,
    string Health,
    string? Decision,
    string? CheckedAt,
    IReadOnlyList<ConsoleInput> Inputs,
    ConsoleTraffic Traffic,
    ConsoleDrift? Drift,
    ConsoleShadow? Shadow);

/// <summary>An input of a model.</summary>
internal sealed record ConsoleInput(string Name, string Kind);

/// <summary>The last 60 seconds: transactions in each, and on average; durations in seconds.</summary>
internal sealed record ConsoleTraffic(
    IReadOnlyList<long> Rows, double RowsPerSecond, double RequestsPerSecond, double? Median, double? Percentile99, double? FlaggedShare);

/// <summary>How far the transactions are from the training data.</summary>
internal sealed record ConsoleDrift(string Summary, long RowCount, IReadOnlyList<ConsoleDriftColumn> Columns);

/// <summary>The drift of an input, or of the probabilities.</summary>
internal sealed record ConsoleDriftColumn(
    string Name, double? Psi, double? Ks, double? JensenShannon, double? PValue, double MissingShare, double? UnknownShare, string Verdict);

/// <summary>How a challenger compares with the model in service.</summary>
internal sealed record ConsoleShadow(
    string Summary, string Challenger, long RowCount, long DroppedCount, double? Agreement, double? MeanShift, string? AveragePrecision,
    string? Cost);

/// <summary>The score of a transaction that was tried on the console; without contributions, the problem says why.</summary>
internal sealed record ConsoleExplanation(
    double? Probability, bool? Decision, double? Margin, double? ExpectedMargin, IReadOnlyList<ConsoleContribution> Contributions,
    string? Problem);

/// <summary>What an input added to the log-odds.</summary>
internal sealed record ConsoleContribution(string Input, string? Value, double Contribution);
