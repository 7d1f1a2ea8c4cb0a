namespace FraudMl.Steps;

/// <summary>The columns that stand at one place of a pipeline. Every step writes new slots, so earlier values stay readable.</summary>
public sealed class RowSchema
{
    private const string Part = "its schema";

    private readonly Dictionary<string, SchemaColumn> _byName;
    private readonly int[] _slotCounts;
    private readonly Dictionary<int, int> _textCounts;

    /// <summary>Creates the schema of a pipeline's input.</summary>
    /// <param name="columns">The columns.</param>
    public RowSchema(IReadOnlyList<SchemaColumn> columns)
        : this(Sound(columns, Part), columns, null)
    {
    }

    private RowSchema(IReadOnlyList<SchemaColumn> columns, IReadOnlyList<SchemaColumn> added, RowSchema? before)
    {
        _slotCounts = SlotCounts(added, before?._slotCounts ?? new int[3]);
        _textCounts = before is null ? [] : new(before._textCounts);
        foreach (SchemaColumn text in added.Where(column => column.Kind == ColumnKind.Text)) _textCounts[text.Slot] = text.Texts!.Count;
        Columns = columns;
        _byName = new(columns.Count, StringComparer.Ordinal);
        foreach (SchemaColumn column in columns)
            Damaged.Unless(_byName.TryAdd(column.Name, column), Part, $"names column '{column.Name}' twice");
    }

    /// <value>The columns in order.</value>
    public IReadOnlyList<SchemaColumn> Columns { get; }

    /// <summary>Returns a column by name.</summary>
    /// <param name="name">The column's name.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column.</exception>
    public SchemaColumn this[string name] => _byName.TryGetValue(name, out SchemaColumn? column)
        ? column
        : throw new FraudMlException(Absent.GetValueOrDefault(name) ?? $"There is no column '{name}' {Place}."
            + $"{NearNames.Hint(name, Columns.Select(c => c.Name).Concat(Absent.Keys))}{WhyNot(name)} The columns "
            + $"are {string.Join(", ", Columns.Select(c => c.Name))}.") { ColumnName = name };

    /// <value>Where in the pipeline these columns stand, for messages.</value>
    internal string Place { get; init; } = "at this place of the pipeline";

    /// <value>Why columns that one may look for are not here, by name: the message of the error.</value>
    internal IReadOnlyDictionary<string, string> Absent { get; init; } = new Dictionary<string, string>();

    // The name that was meant may not be here either.
    private string WhyNot(string name) =>
        NearNames.Of(name, Absent.Keys) is { } near && !Columns.Any(column => column.Name == near) ? $" {Absent[near]}" : "";

    /// <summary>Returns whether a column is there.</summary>
    /// <param name="name">The column's name.</param>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Returns how many slots of a kind are taken; the next new one has this index.</summary>
    /// <param name="kind">The kind.</param>
    public int SlotCount(ColumnKind kind) => _slotCounts[(int)kind];

    /// <summary>Returns the schema after a step: a column of the same name is replaced in its place, a new one comes last.</summary>
    /// <param name="step">The fitted step.</param>
    public RowSchema After(IFittedStep step) => After(step, null);

    /// <summary>Returns the schema after a step that is called something, for the columns that it ends.</summary>
    internal RowSchema After(IFittedStep step, string? called)
    {
        string name = step.GetType().Name;
        IReadOnlyList<SchemaColumn> adds = Sound(step.Adds, name);
        var removes = Damaged.All(step.Removes, name, "names of columns").ToHashSet(StringComparer.Ordinal);
        if (adds.Count == 0 && removes.Count == 0) return this;
        var columns = new List<SchemaColumn>(Columns.Where(column => !removes.Contains(column.Name)));
        Dictionary<string, int> places = columns.Index().ToDictionary(at => at.Item.Name, at => at.Index, StringComparer.Ordinal);
        foreach (SchemaColumn added in adds)
        {
            if (places.TryAdd(added.Name, columns.Count)) columns.Add(added);
            else columns[places[added.Name]] = added;
        }

        return new RowSchema(columns, adds, this) { Place = Place, Absent = called is null ? Absent : Without(removes, called) };
    }

    private Dictionary<string, string> Without(IEnumerable<string> removes, string step)
    {
        var absent = new Dictionary<string, string>(Absent);
        foreach (string name in removes)
            absent[name] = $"Column '{name}' is there no more: {step} ended it. Put the step that reads it before that one.";
        return absent;
    }

    /// <summary>Checks that a step reads a slot that is there.</summary>
    internal void RequireSlot(ColumnKind kind, int slot, string step) =>
        Damaged.Unless(slot >= 0 && slot < SlotCount(kind), step, $"reads a {kind} slot that is not there");

    /// <summary>Checks that a step reads slots that are there, and as many as it writes.</summary>
    internal void RequireSlots(ColumnKind kind, int[]? slots, int count, string step)
    {
        Damaged.Length(slots, count, step, "inputs");
        foreach (int slot in slots!) RequireSlot(kind, slot, step);
    }

    /// <summary>Returns how many texts the column of a slot has: codes are below it.</summary>
    internal int TextCount(int slot, string step)
    {
        RequireSlot(ColumnKind.Text, slot, step);
        return _textCounts.GetValueOrDefault(slot);
    }

    private static IReadOnlyList<SchemaColumn> Sound(IReadOnlyList<SchemaColumn>? columns, string part)
    {
        foreach (SchemaColumn column in Damaged.All(columns, part, "columns"))
        {
            Damaged.Unless(column.Feature?.Name is not null && Enum.IsDefined(column.Kind), part, "has a column without name or kind");
            Damaged.All(column.Feature!.Sources, part, $"sources of column '{column.Name}'");
            Damaged.Unless(double.IsFinite(column.Origin), part, $"has no origin for column '{column.Name}'");
            if (column.Kind == ColumnKind.Text) Damaged.All(column.Texts, part, $"texts of column '{column.Name}'");
        }

        return columns!;
    }

    // Slots are taken one after the other and never twice: a block has no more memory than there are columns, and none writes over another.
    private static int[] SlotCounts(IReadOnlyList<SchemaColumn> added, int[] taken)
    {
        int[] counts = [.. taken];
        foreach (SchemaColumn column in added) counts[(int)column.Kind]++;
        bool[][] isTaken = [.. counts.Select((count, kind) => new bool[count - taken[kind]])];
        foreach (SchemaColumn column in added)
        {
            int kind = (int)column.Kind, place = column.Slot - taken[kind];
            bool isNew = column.Slot >= taken[kind] && place < isTaken[kind].Length && !isTaken[kind][place];
            Damaged.Unless(isNew, Part, $"keeps column '{column.Name}' in a slot that does not exist or is taken");
            isTaken[kind][place] = true;
        }

        return counts;
    }

    /// <summary>Returns the columns with their kinds.</summary>
    public override string ToString() => RecordText.List([.. Columns.Select(column => $"{column.Name} ({column.Kind})")]);
}
