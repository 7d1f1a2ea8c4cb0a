namespace FraudMl;

/// <summary>Counts the fields of a row and gathers what is wrong with them; names and kinds only, never a value.</summary>
internal sealed class RowCheck
{
    // A name is compared with each that was given: for a few that helps, for all of a wrong row it would take minutes.
    private const int MostNearNames = 20;

    private readonly List<(string Name, string Problem)> _problems = [];
    private int _fieldCount;

    public bool HasProblems => _problems.Count > 0;

    /// <summary>The first problem, its column, property or input named.</summary>
    public (string Name, string Problem) First => _problems[0];

    public void Begin()
    {
        _fieldCount = 0;
        _problems.Clear();
    }

    public void Count() => _fieldCount++;

    public void Add(string name, string problem) => _problems.Add((name, problem));

    public void AddMissing(string name, IEnumerable<string> given) =>
        Add(name, _problems.Count < MostNearNames && NearNames.Of(name, given) is { } near
            ? $"missing; the nearest name given is '{near}'"
            : "missing");

    /// <summary>Throws when a shape has left out a field: it would go on with another row's value, or be missing without a word.</summary>
    public void RequireAll<T>(IRowShape<T> shape)
    {
        if (_fieldCount == shape.Fields.Count) return;
        throw new FraudMlException($"{shape.GetType().Name} must write each of its {shape.Fields.Count} fields once, null where missing. It wrote {_fieldCount}.");
    }

    /// <summary>Returns all problems as one error.</summary>
    /// <param name="subject">What is wrong, for example <c>The row can't be scored</c>.</param>
    public FraudMlException ToError(string subject)
    {
        string[] told = [.. _problems.Select(problem => $"Input '{problem.Name}': {problem.Problem}.")];
        return told is [var only]
            ? new FraudMlException($"{subject}. {only}") { ColumnName = First.Name }
            : new FraudMlException(subject, told) { ColumnName = First.Name };
    }
}
