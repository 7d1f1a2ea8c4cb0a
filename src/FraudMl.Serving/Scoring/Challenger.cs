namespace FraudMl.Serving;

/// <summary>A model that is tried beside the one in service: it has its own source and is followed as that is.</summary>
internal sealed class Challenger(ScoringService service, FraudChallengerOptions options)
{
    private volatile RowTransfer? _transfer;

    /// <value>Its model; it has no routes.</value>
    public ScoringService Service => service;

    public FraudChallengerOptions Options => options;

    /// <summary>Has requests bring what the challenger needs beside the inputs of the model in service: its own columns, and texts as they
    /// were sent, since it may know those that the other does not.</summary>
    public void Carry(ServedModel champion, string? idColumn)
    {
        if (CanaryOf(idColumn) is { } canary) champion.Carry(canary.EntityColumn);
        foreach (string column in Options.Columns) champion.Carry(column);
        foreach (SchemaColumn input in champion.Inputs.Where(input => input.Kind == ColumnKind.Text)) champion.Carry(input.Name);
    }

    /// <summary>Returns which requests it answers; null when none.</summary>
    /// <exception cref="FraudMlException">Thrown when no column says what the entities are.</exception>
    public Canary? CanaryOf(string? idColumn)
    {
        if (Options.CanaryRatio == 0) return null;
        return new Canary(this, Options.EntityColumn ?? idColumn ?? throw new FraudMlException(
            "A canary is a share of entities. Say which column they are in: FraudChallenger:EntityColumn, or FraudScoring:IdColumn."));
    }

    /// <summary>Returns how rows of the model in service come to the challenger.</summary>
    public RowTransfer TransferFrom(ServedModel champion, ServedModel challenger)
    {
        if (_transfer is { } known && known.From == champion && known.To == challenger) return known;
        return _transfer = new RowTransfer(champion, challenger);
    }

    /// <summary>Returns why the challenger can't be tried; null when it is.</summary>
    public string? ProblemWith(ServedModel? champion)
    {
        if (Service.Models.Current is not { } challenger) return Service.Problem ?? "The challenger is still being loaded.";
        if (champion is null) return null;
        string[] missing = [.. TransferFrom(champion, challenger).Missing().Select(name => $"'{name}'")];
        return missing.Length == 0
            ? Service.Problem
            : $"The challenger needs {string.Join(", ", missing)}, which requests do not bring: name them in FraudChallenger:Columns.";
    }

    /// <summary>Returns the challenger.</summary>
    public override string ToString() => $"challenger {Service.Models.Current?.ToString() ?? Options.ModelUri}";
}
