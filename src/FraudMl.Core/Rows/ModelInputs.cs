namespace FraudMl;

/// <summary>The raw inputs of a pipeline: which columns of a dataset go in, and how they are loaded into a block.</summary>
internal static class ModelInputs
{
    /// <summary>Returns the inputs that a dataset offers: its features, texts cut down to those that occur in its rows
    /// or are compared with.</summary>
    public static RowSchema Of(Dataset data, IReadOnlyList<KeyValuePair<string, string>>? compared = null) =>
        new(Features(data, compared ?? [])) { Absent = Absent(data) };

    /// <summary>Returns the same inputs as a decision sees them: raw, before any step.</summary>
    public static RowSchema Raw(Dataset data) => new(Features(data, []))
    {
        Place = "in the raw row, which the decision reads before any step",
        Absent = Absent(data),
    };

    private static List<SchemaColumn> Features(Dataset data, IReadOnlyList<KeyValuePair<string, string>> compared)
    {
        int[] next = new int[3];
        var columns = new List<SchemaColumn>();
        foreach (DataColumn column in data.Features)
        {
            if (column.Is(ColumnRoles.Label))
                throw new FraudMlException($"The label '{column.Name}' can't be a feature.") { ColumnName = column.Name };
            columns.Add(new SchemaColumn(column.Kind, next[(int)column.Kind]++, new FeatureColumn(column.Name, column.Name))
            {
                Texts = column is TextColumn text ? Occurring(text, compared) : null,
                Origin = column is NumberColumn number ? number.Origin : 0,
            });
        }

        return columns;
    }

    private static Dictionary<string, string> Absent(Dataset data) =>
        data.Columns.Where(column => !column.Is(ColumnRoles.Feature)).ToDictionary(column => column.Name, Why, StringComparer.Ordinal);

    private static string Why(DataColumn column)
    {
        string name = column.Name;
        return column.Is(ColumnRoles.Label)
            ? $"Column '{name}' is the label, which no step and no cost may read: it is not known when a transaction is scored."
            : column.Roles == ColumnRoles.Ignored
            ? $"Column '{name}' is ignored by the schema. Leave schema.Ignore(\"{name}\") out to use it."
            : $"Column '{name}' has the role {column.Roles}, and a column with a role is no feature unless the schema says so. "
                + $"Add .Feature(\"{name}\") to the schema.";
    }

    /// <summary>Loads all rows of a dataset into a block.</summary>
    public static RowBlock Load(Dataset data, RowSchema inputs)
    {
        var block = new RowBlock(data.RowCount);
        block.Reserve(inputs);
        foreach (SchemaColumn input in inputs.Columns)
            Load(data, input, input.Texts is { } texts ? new TextDictionary(texts).MapFrom(((TextColumn)data[input.Name]).Dictionary)
                : null, block, 0);
        return block;
    }

    /// <summary>Throws with every input that a dataset lacks or has in another kind.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="windows">The velocity features that some inputs are.</param>
    public static void Require(Dataset data, RowSchema inputs, IReadOnlyList<EntityWindows> windows)
    {
        string[] absent = [.. inputs.Columns.Where(input => !input.IsUnread && !data.Has(input.Name)).Select(input => input.Name)
            .Intersect(windows.SelectMany(entity => entity.Features).Select(feature => feature.Name))];
        var problems = new List<string>();
        SchemaColumn? first = null;
        foreach (SchemaColumn input in inputs.Columns)
        {
            if (input.IsUnread || absent.Contains(input.Name)
                || (data.Has(input.Name) && (data[input.Name].Kind == input.Kind || data[input.Name].IsEmpty))) continue;
            first ??= input;
            problems.Add(data.Has(input.Name)
                ? $"Column '{input.Name}' was {input.Kind} in training and is {data[input.Name].Kind} here. "
                    + WayOut(input.Name, input.Kind)
                : Missing(data, inputs, input));
        }

        if (absent.Length > 0)
            problems.Add($"{data.Name} has no column {NameList.Of(absent)}: these are windows of the model. Add them with "
                + "data.WithWindows(model.Windows), or read the file with Dataset.FromCsv(path, model).");
        if (problems is [var only]) throw new FraudMlException(only) { ColumnName = first?.Name ?? absent[0] };
        if (problems.Count > 0) throw new FraudMlException($"{data.Name} can't be scored by this model",
            problems) { ColumnName = first?.Name ?? absent[0] };
    }

    /// <summary>Loads some rows of a column into a block, beginning with its first row.</summary>
    public static void Load(Dataset data, SchemaColumn input, int[]? textMap, RowBlock block, int firstRow)
    {
        DataColumn column = data[input.Name];
        switch (column.Kind == input.Kind ? column : null)
        {
            case NumberColumn numbers when numbers.Origin != input.Origin:
                Span<float> elapsed = block.Numbers(input.Slot);
                for (int row = 0; row < block.RowCount; row++) elapsed[row] = Elapsed(numbers.Exact(firstRow + row), input.Origin);
                break;
            case NumberColumn numbers:
                numbers.Values.Slice(firstRow, block.RowCount).CopyTo(block.Numbers(input.Slot));
                break;
            case TimestampColumn times:
                times.Values.Slice(firstRow, block.RowCount).CopyTo(block.Timestamps(input.Slot));
                break;
            case TextColumn texts:
                Span<int> codes = block.Codes(input.Slot);
                for (int row = 0; row < block.RowCount; row++)
                {
                    int code = texts.Codes[firstRow + row];
                    codes[row] = code >= 0 ? textMap![code] : code;
                }

                break;
            default:
                block.SetMissing(input);
                break;
        }
    }

    // Without an origin a number is what its digits say in 32 bits, however the other rows of its column are kept.
    private static float Elapsed(double exact, double origin) => origin == 0 ? NumberText.Round(exact) : (float)(exact - origin);

    /// <summary>Returns how a column of a dataset gets a kind.</summary>
    public static string WayOut(string name, ColumnKind kind) => kind switch
    {
        ColumnKind.Number => $"Read it with schema.Number(\"{name}\").",
        ColumnKind.Text => $"Read it with schema.Text(\"{name}\").",
        _ => $"Write it as date and time such as 2026-01-31 13:05:00, or read it with "
            + $"schema.Timestamp(\"{name}\").Feature(\"{name}\").",
    };

    private static string Missing(Dataset data, RowSchema inputs, SchemaColumn input)
    {
        IEnumerable<string> names = data.Columns.Select(column => column.Name);
        string near = NearNames.Of(input.Name, names.Where(name => !inputs.Has(name))) is { } name ? $" The nearest name is '{name}'." : "";
        return $"{data.Name} has no column '{input.Name}'. Its columns are {string.Join(", ", names)}.{near}";
    }

    private static string[] Occurring(TextColumn column, IReadOnlyList<KeyValuePair<string, string>> compared)
    {
        var seen = new bool[column.Dictionary.Count];
        foreach (int code in column.Codes)
        {
            if (code >= 0) seen[code] = true;
        }

        return [.. column.Dictionary.Texts.Where((_, code) => seen[code])
            .Union(compared.Where(text => text.Key == column.Name).Select(text => text.Value), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }
}
