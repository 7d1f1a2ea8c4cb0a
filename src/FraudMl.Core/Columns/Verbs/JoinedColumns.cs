namespace FraudMl;

/// <summary>What is joined, checked: the keys of both sides and the columns that come in.</summary>
internal sealed class JoinedColumns
{
    private readonly MatchOptions _options;
    private readonly DataColumn[] _incoming;

    public JoinedColumns(string verb, Dataset data, Dataset other, IReadOnlyList<string> keys, MatchOptions options)
    {
        options.Validate();
        (Verb, Data, Other, _options) = (verb, data, other, options);
        if (keys.Count == 0) throw new FraudMlException($"{verb} needs at least one key, for example {verb}(customers, \"CustomerId\").");
        IReadOnlyList<string> otherKeys = options.OtherKeys ?? keys;
        if (otherKeys.Count != keys.Count)
            throw new FraudMlException(FormattableString.Invariant(
                $"{verb} needs as many OtherKeys as keys. Got {otherKeys.Count} and {keys.Count} instead."));
        Keys = [.. keys.Select(key => data[key])];
        OtherKeys = [.. otherKeys.Select(key => other[key])];
        for (int i = 0; i < Keys.Count; i++) RequireKind(Keys[i], OtherKeys[i]);
        _incoming = [.. other.Columns.Where(column => !OtherKeys.Contains(column))];
        foreach (DataColumn column in _incoming) RequireFree(column);
    }

    public string Verb { get; }

    public Dataset Data { get; }

    public Dataset Other { get; }

    public IReadOnlyList<DataColumn> Keys { get; }

    public IReadOnlyList<DataColumn> OtherKeys { get; }

    /// <summary>Returns the data with the columns of the other dataset.</summary>
    /// <param name="matches">For each row the row of the other dataset; negative where there is none.</param>
    public Dataset With(int[] matches)
    {
        Dataset data = Data;
        if (_options.MatchedOnly && matches.AsSpan().ContainsAnyInRange(int.MinValue, -1))
        {
            data = data.Where(row => matches[row.Index] >= 0);
            matches = Array.FindAll(matches, match => match >= 0);
        }

        RequireLabels(matches);
        return data.With([.. data.Columns, .. _incoming.Select(column => column.TakeOrMissing(matches)
            .With(_options.Prefix + column.Name, column.Roles & ~ColumnRoles.Timestamp))]);
    }

    private void RequireKind(DataColumn key, DataColumn other)
    {
        if (key.Kind == other.Kind || key.IsEmpty || other.IsEmpty) return;
        throw new FraudMlException($"{Verb}: the key '{key.Name}' is {key.Kind} in {Data.Name} and '{other.Name}' is {other.Kind} in "
            + $"{Other.Name}. Read both with the same schema, for example schema.Key(\"{key.Name}\").") { ColumnName = key.Name };
    }

    private void RequireFree(DataColumn column)
    {
        string name = _options.Prefix + column.Name;
        if (Data.Has(name))
            throw new FraudMlException($"{Verb}: '{name}' is a column of {Data.Name} and would come in from {Other.Name} too. Set Prefix, "
                + $"or rename or drop it there: .Rename(\"{column.Name}\", \"…\"), .Drop(\"{column.Name}\").") { ColumnName = name };
        foreach (ColumnRoles role in new[] { ColumnRoles.Label, ColumnRoles.Weight })
        {
            if (column.Is(role) && Data.Columns.FirstOrDefault(each => each.Is(role)) is { } there)
                throw new FraudMlException($"{Verb}: '{column.Name}' of {Other.Name} is a {role}, and {Data.Name} has '{there.Name}' as "
                    + $"{role}. Leave it out with .Drop(\"{column.Name}\").") { ColumnName = column.Name };
        }
    }

    private void RequireLabels(int[] matches)
    {
        if (_incoming.FirstOrDefault(column => column.Is(ColumnRoles.Label)) is not { } label) return;
        int missing = matches.Count(match => match < 0);
        if (missing == 0) return;
        throw new FraudMlException(FormattableString.Invariant(
            $"{Verb}: {missing} of {matches.Length} rows of {Data.Name} have no match in {Other.Name}, and so no label '{label.Name}'. ")
            + "Set MatchedOnly to leave them out.") { ColumnName = label.Name };
    }
}
