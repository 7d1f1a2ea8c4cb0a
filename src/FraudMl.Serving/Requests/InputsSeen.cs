namespace FraudMl.Serving;

/// <summary>Which inputs of the model a request has.</summary>
internal sealed class InputsSeen(ServedModel model)
{
    private readonly bool[] _seen = new bool[model.Inputs.Count];

    /// <summary>Marks an input; false when it was marked before.</summary>
    public bool Mark(int input)
    {
        bool first = !_seen[input];
        _seen[input] = true;
        return first;
    }

    public void RequireAll()
    {
        if (!_seen.Contains(false)) return;
        IEnumerable<string> missing = model.Inputs.Where((_, input) => !_seen[input]).Select(column => $"'{column.Name}'");
        throw ScoringInputException.WrongSchema($"Failed to enforce the model's schema. Model is missing inputs [{string.Join(", ", missing)}].");
    }
}
