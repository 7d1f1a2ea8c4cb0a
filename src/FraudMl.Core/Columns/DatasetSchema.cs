namespace FraudMl;

/// <summary>What is known about the columns before reading: roles, and kinds where inference would be wrong.</summary>
public sealed class DatasetSchema
{
    private readonly Dictionary<string, ColumnKind> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnRoles> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeUnit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _positives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _formats = new(StringComparer.Ordinal);

    /// <summary>Knows nothing yet.</summary>
    public DatasetSchema()
    {
    }

    internal DatasetSchema(
        IReadOnlyDictionary<string, ColumnKind> kinds, IReadOnlyDictionary<string, ColumnRoles> roles,
        IReadOnlyDictionary<string, TimeUnit> units, IReadOnlyDictionary<string, string> positives,
        IReadOnlyDictionary<string, string> formats)
    {
        foreach ((string column, ColumnKind kind) in kinds) _kinds[column] = kind;
        foreach ((string column, ColumnRoles role) in roles) _roles[column] = role;
        foreach ((string column, TimeUnit unit) in units) _units[column] = unit;
        foreach ((string column, string positive) in positives) _positives[column] = positive;
        foreach ((string column, string format) in formats) _formats[column] = format;
    }

    /// <value>The columns whose kind is given.</value>
    public IReadOnlyDictionary<string, ColumnKind> Kinds => _kinds;

    /// <value>The columns whose roles are given.</value>
    public IReadOnlyDictionary<string, ColumnRoles> Roles => _roles;

    /// <value>The units of numeric timestamps.</value>
    public IReadOnlyDictionary<string, TimeUnit> Units => _units;

    /// <value>The label that means fraud, where it is not 1.</value>
    public IReadOnlyDictionary<string, string> Positives => _positives;

    /// <value>The formats of times in text, where they are not ISO 8601.</value>
    public IReadOnlyDictionary<string, string> Formats => _formats;

    /// <summary>Names the label.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="positive">
    /// The value that means fraud, for example <c>"fraud"</c>, <c>"Y"</c> or <c>"2"</c>; every other row must have
    /// one and the same other value.
    /// Null for 1 or true, with 0 or false for legitimate. Default null.
    /// </param>
    /// <exception cref="FraudMlException">Thrown when the value is blank.</exception>
    public DatasetSchema Label(string column, string? positive = null)
    {
        if (positive is not null && string.IsNullOrWhiteSpace(positive))
            throw new FraudMlException($"The positive value of the label '{column}' must not be blank. Give the one that means "
                + $"fraud.") { ColumnName = column };
        if (positive is null) _positives.Remove(column);
        else _positives[column] = positive;
        return Give(column, ColumnRoles.Label, ColumnKind.Number);
    }

    /// <summary>Names the time of the event.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="unit">The unit, where the column holds numbers; a date and time in text needs none.</param>
    /// <param name="format">
    /// How the texts are written where it is not ISO 8601, as .NET's formats say it, for example <c>dd.MM.yyyy HH:mm</c>;
    /// English names of months. A model fitted on the data keeps it. Default null.
    /// </param>
    /// <exception cref="FraudMlException">Thrown when the format has no year, or letters that mean nothing.</exception>
    public DatasetSchema Timestamp(string column, TimeUnit unit = TimeUnit.Seconds, string? format = null)
    {
        _units[column] = unit;
        return Format(column, format).Give(column, ColumnRoles.Timestamp);
    }

    /// <summary>Names an entity key, such as a card or a terminal.</summary>
    /// <param name="column">The column's name.</param>
    public DatasetSchema Key(string column) => Give(column, ColumnRoles.Key, ColumnKind.Text);

    /// <summary>Names the weight of the rows.</summary>
    /// <param name="column">The column's name.</param>
    public DatasetSchema Weight(string column) => Give(column, ColumnRoles.Weight, ColumnKind.Number);

    /// <summary>Makes a column a feature although it has another role too.</summary>
    /// <param name="column">The column's name.</param>
    public DatasetSchema Feature(string column) => Give(column, ColumnRoles.Feature);

    /// <summary>Leaves a column out of the features.</summary>
    /// <param name="column">The column's name.</param>
    public DatasetSchema Ignore(string column)
    {
        _roles[column] = ColumnRoles.Ignored;
        return this;
    }

    /// <summary>Reads a column as numbers.</summary>
    /// <param name="column">The column's name.</param>
    public DatasetSchema Number(string column) => Kind(column, ColumnKind.Number);

    /// <summary>Reads a column as text, for example codes that look like numbers.</summary>
    /// <param name="column">The column's name.</param>
    public DatasetSchema Text(string column) => Kind(column, ColumnKind.Text);

    /// <summary>Reads a column as dates or times, for example a date of birth; the time of the event is named
    /// by <see cref="Timestamp"/>.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="format">How they are written where it is not ISO 8601, for example <c>M/d/yyyy</c>. Default null.</param>
    /// <exception cref="FraudMlException">Thrown when the format has no year, or letters that mean nothing.</exception>
    public DatasetSchema Time(string column, string? format = null) => Format(column, format).Kind(column, ColumnKind.Timestamp);

    /// <value>Whether a column of labels without any is none, as in a file to score.</value>
    internal bool LabelMayBeAbsent { get; init; }

    /// <summary>Returns the roles of a column; without a word about it, it is a feature.</summary>
    /// <param name="column">The column's name.</param>
    public ColumnRoles RolesOf(string column) => _roles.GetValueOrDefault(column, ColumnRoles.Feature);

    /// <value>The unit of the column that is the timestamp; seconds where the schema names none.</value>
    public TimeUnit TimestampUnit => _units.FirstOrDefault(given => (RolesOf(given.Key) & ColumnRoles.Timestamp) != 0).Value;

    /// <summary>Throws when the schema names a column that a source does not have.</summary>
    /// <param name="source">What is read, for the message.</param>
    /// <param name="names">The names of the source's columns.</param>
    /// <exception cref="FraudMlException">Thrown with the absent columns.</exception>
    public void RequireColumns(string source, IReadOnlyCollection<string> names)
    {
        string[] absent = [.. _roles.Keys.Union(_kinds.Keys).Except(names)];
        if (absent.Length == 0) return;
        throw new FraudMlException(
            $"{source} has no column {string.Join(", ", absent.Select(name => $"'{name}'"))}, which the schema names."
            + $"{string.Concat(absent.Select(name => NearNames.Hint(name, names)))} Its columns are {string.Join(", ", names)}.")
        { ColumnName = absent[0] };
    }

    private DatasetSchema Give(string column, ColumnRoles role, ColumnKind? kind = null)
    {
        _roles[column] = _roles.GetValueOrDefault(column) | role;
        if (kind is { } given) _kinds.TryAdd(column, given);
        return this;
    }

    private DatasetSchema Format(string column, string? format)
    {
        _formats.Remove(column);
        if (format is null) return this;
        if (TimeFormat.Problem(format) is { } problem)
            throw new FraudMlException($"The format \"{format}\" of '{column}' {problem}. Write it such as \"dd.MM.yyyy HH:mm:ss\".")
            {
                ColumnName = column,
            };
        _formats[column] = format;
        return this;
    }

    private DatasetSchema Kind(string column, ColumnKind kind)
    {
        _kinds[column] = kind;
        return this;
    }

    /// <summary>Returns the roles and kinds that are given.</summary>
    public override string ToString() => RecordText.List(
        [.. _roles.Select(role => $"{role.Key}: {role.Value}"), .. _kinds.Select(kind => $"{kind.Key}: {kind.Value}")], int.MaxValue);
}
