namespace FraudMl;

/// <summary>
/// Names for the columns that a step makes up, such as <c>City=Paris</c>: they give way to columns that are there and
/// to each other, so that none is replaced without a word.
/// </summary>
/// <param name="schema">The columns at the step's place.</param>
public sealed class FreeNames(RowSchema schema)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>Returns the name, or where it is taken the same with the first free number behind it: <c>City=Paris#2</c>.</summary>
    /// <param name="name">The name wished for.</param>
    public string Give(string name)
    {
        string free = NewNames.Free(name, wished => schema.Has(wished) || _given.Contains(wished));
        _given.Add(free);
        return free;
    }

    /// <summary>Returns the names that were given.</summary>
    public override string ToString() => RecordText.List(_given);
}
